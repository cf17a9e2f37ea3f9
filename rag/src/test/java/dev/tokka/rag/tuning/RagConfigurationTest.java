// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tokka.Query;
import dev.tokka.Retriever;
import dev.tokka.rag.document.StructureChunker;
import dev.tokka.rag.index.Fusion;
import dev.tokka.rag.index.IndexSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RagConfigurationTest {

    private static final String JSON = """
            {
              "version" : 1,
              "chunking" : {
                "chunker" : "structure",
                "size" : 1000
              },
              "fusion" : {
                "kind" : "convex",
                "vectorShare" : 0.7
              },
              "candidates" : 100,
              "limit" : 6,
              "stages" : [ ]
            }
            """;

    @Test
    void theDefaultIsThatOfTheIndex() {
        assertThat(RagConfiguration.DEFAULT.toJson()).isEqualTo(JSON);
        assertThat(RagConfiguration.DEFAULT.settings(IndexSettings.DEFAULT, RagParts.DEFAULT))
                .usingRecursiveComparison()
                .isEqualTo(IndexSettings.DEFAULT);
    }

    @Test
    void aFileGivesBackWhatWasWritten(@TempDir Path folder) throws IOException {
        RagConfiguration configuration = new RagConfiguration(
                new RagConfiguration.Chunking("structure", 500), new Fusion.ReciprocalRank(60), 50, 4, List.of("cap"));
        configuration.write(folder.resolve("a.json"));

        RagConfiguration read = RagConfiguration.read(folder.resolve("a.json"));

        assertThat(read).isEqualTo(configuration);
        assertThat(read).hasToString("structure(500) rrf=60 candidates=50 + cap");
    }

    @Test
    void stagesArePutOnInTheOrderOfTheParts() {
        RagParts parts = RagParts.DEFAULT
                .withStage("a", inner -> new Named("a", inner))
                .withStage("b", inner -> new Named("b", inner))
                .withStage("c", inner -> new Named("c", inner));
        RagConfiguration configuration = new RagConfiguration(
                new RagConfiguration.Chunking("structure", 500), new Fusion.Convex(0), 5, 4, List.of("c", "a"));
        Retriever index = query -> List.of();

        assertThat(parts.staged(configuration, index)).isEqualTo(new Named("c", new Named("a", index)));
        assertThat(configuration.retrieval(index, parts).limit()).isEqualTo(4);
        assertThat(parts.chunker(configuration))
                .hasToString(StructureChunker.ofCharacters(500).toString());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RagParts.DEFAULT.staged(configuration, index))
                .withMessage("stages must be among [] but are [c, a]");
    }

    @Test
    void anUnknownChunkerIsRefused() {
        RagConfiguration configuration = RagConfiguration.fromJson(JSON.replace("\"structure\"", "\"other\""));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> RagParts.DEFAULT.chunker(configuration))
                .withMessage("chunker must be one of [structure] but is other");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"limit\" : 6|\"limit\" : 6, \"limits\" : 7|line 12|limits",
                "\"candidates\" : 100|\"candidates\" : 0|line|candidates must be at least 1 but is 0",
                "\"candidates\" : 100|\"candidates\" : \"100\"|line 11|candidates",
                "\"candidates\" : 100|\"candidates\" : 1.5|line 11|candidates",
                "\"candidates\" : 100|\"candidates\" : null|line 11|candidates",
                "\"candidates\" : 100,||line|candidates",
                "0.7|1.5|line|vectorShare must be in [0, 1] but is 1.5",
                "\"version\" : 1|\"version\" : 2|line|version must be 1 but is 2",
                "convex|concave|line 7|concave",
                "\"size\" : 1000|\"size\" : 0|line|size must be at least 1 but is 0",
                "[ ]|[ \"\" ]|line|stage must not be blank",
                "[ ]|null|line|stages",
                "\"limit\" : 6|\"limit\" : 6, \"limit\" : 6|line 12|limit"
            })
    void whatIsWrongInAFileIsNamedWithItsPlace(String right, String wrong, String line, String named) {
        String json = JSON.replace(right, wrong == null ? "" : wrong);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> RagConfiguration.fromJson(json))
                .withMessageContainingAll("configuration in " + line, named);
    }

    @Test
    void textAfterTheConfigurationIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> RagConfiguration.fromJson(JSON + "{}"));
        assertThatIllegalArgumentException().isThrownBy(() -> RagConfiguration.fromJson(""));
        assertThatIllegalArgumentException().isThrownBy(() -> RagConfiguration.fromJson("null"));
    }

    @Property(tries = 200)
    void jsonGivesBackWhatWasWritten(@ForAll("configurations") RagConfiguration configuration) {
        assertThat(RagConfiguration.fromJson(configuration.toJson())).isEqualTo(configuration);
    }

    @Provide
    Arbitrary<RagConfiguration> configurations() {
        Arbitrary<Fusion> fusions = Arbitraries.oneOf(
                Arbitraries.doubles().between(0, 1).map(Fusion.Convex::new),
                Arbitraries.integers().between(1, 1_000).map(Fusion.ReciprocalRank::new));
        Arbitrary<Integer> numbers = Arbitraries.integers().between(1, Integer.MAX_VALUE);
        Arbitrary<Set<String>> stages =
                Arbitraries.of("rerank", "cap", "再", "\"\\").set();
        return Combinators.combine(numbers, fusions, numbers, numbers, stages)
                .as((size, fusion, candidates, limit, names) -> new RagConfiguration(
                        new RagConfiguration.Chunking("structure", size),
                        fusion,
                        candidates,
                        limit,
                        List.copyOf(names)));
    }

    private record Named(String name, Retriever inner) implements Retriever {

        @Override
        public List<dev.tokka.Passage> retrieve(Query query) {
            return inner.retrieve(query);
        }
    }
}
