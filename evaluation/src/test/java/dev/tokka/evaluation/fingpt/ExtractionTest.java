// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.fingpt;

import static dev.tokka.evaluation.fingpt.FinGptFiles.instructed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Expected.Triple;
import dev.tokka.evaluation.Score;
import dev.tokka.evaluation.benchmark.NumpyPermutation;
import dev.tokka.evaluation.metric.PythonText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Entities and relations. */
class ExtractionTest {

    private static final String ASKED = "Please extract entities and their types from the input sentence, entity types"
            + " should be chosen from {person/organization/location}.";

    @TempDir
    Path folder;

    private Benchmark entities(String input, String output) {
        return NamedEntities.benchmark(
                FinGptFiles.write(folder.resolve("test.jsonl"), List.of(instructed(ASKED, input, output))));
    }

    private Path relations(String input, List<String> outputs) {
        List<ObjectNode> rows = outputs.stream()
                .map(output -> instructed("What are the relations?", input, output))
                .toList();
        return FinGptFiles.write(folder.resolve("test.jsonl"), rows);
    }

    @Test
    void compatibleTagsAreThoseOfThePublishedProgram() {
        for (JsonNode each : FinGptFiles.published("ner").get("cases")) {
            List<String> tokens = PythonText.words(each.get("input").asText().toLowerCase(Locale.ROOT));
            assertThat(Mentions.publishedTags(each.get("reply").asText(), tokens))
                    .as(each.get("reply").asText())
                    .contains(FinGptFiles.texts(each.get("pred")));
            assertThat(Mentions.publishedTags(each.get("output").asText(), tokens))
                    .contains(FinGptFiles.texts(each.get("gold")));
        }
    }

    @Test
    void compatibleF1IsThatOfThePublishedProgram() {
        JsonNode published = FinGptFiles.published("ner");
        List<ObjectNode> rows = new ArrayList<>();
        List<String> replies = new ArrayList<>();
        for (JsonNode each : published.get("cases")) {
            rows.add(instructed(
                    ASKED, each.get("input").asText(), each.get("output").asText()));
            replies.add(each.get("reply").asText());
        }
        Benchmark benchmark = NamedEntities.benchmark(FinGptFiles.write(folder.resolve("test.jsonl"), rows));

        assertThat(FinGptFiles.value(benchmark, "FinGPT entity F1", replies))
                .isCloseTo(published.get("f1").asDouble(), within(1e-12));
        FinGptFiles.assertLaws(benchmark, replies, 1);
    }

    @Test
    void aStrictMentionMayHaveCommas() {
        Benchmark benchmark =
                entities("Made by Bank , Inc. and Ann", "Bank , Inc. is an organization, Ann is a person");
        Case item = benchmark.cases().get(0);

        assertThat(item.expected())
                .isEqualTo(new Expected.TokenTags(
                        List.of("made", "by", "bank", ",", "inc.", "and", "ann"),
                        List.of("O", "O", "B-ORG", "I-ORG", "I-ORG", "O", "B-PER")));
        assertThat(item.question().instructions()).containsExactly(ASKED);
        String right = "- Bank , Inc. is an organization; and\n2. Ann is a person.";
        assertThat(FinGptFiles.value(benchmark, "entity F1", List.of(right))).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Ann is a person|1|true", // what both say
                "Ann is a person, Bob is a person|0.6666666666666666|true", // Bob is not in the text
                "Ann is an organization|0|true",
                "none|0|true",
                "I do not know|0|false",
                " is a person|0|false", // stops the published program
            })
    void strictF1CountsWhatTheTextHasNot(String reply, double value, boolean readable) {
        Score score = FinGptFiles.scoresOfReplies(entities("Ann signs", "Ann is a person"), "entity F1", List.of(reply))
                .get(0);

        assertThat(score.value()).isCloseTo(value, within(1e-12));
        assertThat(score.readable()).isEqualTo(readable);
    }

    @Test
    void sentencesMayHaveNoEntity() {
        Benchmark benchmark = entities("It is signed", "");

        assertThat(FinGptFiles.value(benchmark, "entity F1", List.of("none"))).isEqualTo(0); // 0/0
        assertThat(FinGptFiles.scoresOfReplies(benchmark, "FinGPT entity F1", List.of("It is a contract")))
                .extracting(Score::readable)
                .containsExactly(true); // "it" is one of an unknown type
        assertThat(FinGptFiles.missing(benchmark, "FinGPT entity F1", List.of("nothing")))
                .isEqualTo(1);
    }

    @Test
    void compatibleRelationsAreThoseOfThePublishedProgram() {
        JsonNode published = FinGptFiles.published("relations");
        Benchmark benchmark = Relations.all(
                relations(published.get("input").asText(), FinGptFiles.column(published.get("cases"), 0)));
        List<String> replies = FinGptFiles.column(published.get("cases"), 1);

        assertThat(FinGptFiles.value(benchmark, "FinGPT relation F1", replies))
                .isCloseTo(published.at("/triples/3").asDouble(), within(1e-12));
        assertThat(FinGptFiles.value(benchmark, "FinGPT relation name F1", replies))
                .isCloseTo(published.at("/names/3").asDouble(), within(1e-12));
        List<Score> scores = FinGptFiles.scoresOfReplies(benchmark, "FinGPT relation F1", replies);
        for (int term = 0; term < 3; term++) {
            int at = term;
            assertThat(scores.stream()
                            .mapToDouble(score -> score.terms().get(at))
                            .sum())
                    .isEqualTo(published.get("triples").get(term).asDouble());
        }
        FinGptFiles.assertLaws(benchmark, replies, 1);
    }

    @Test
    void relationsAreAFifthOfTheFile() {
        List<String> outputs = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            outputs.add("brand: " + i + ", Tokka");
        }
        Path file = relations("0 1 2 3 4 5 6 7 8 9 10 of Tokka", outputs);
        List<Integer> chosen = NumpyPermutation.of(42, 11).subList(0, 3);

        assertThat(Relations.benchmark(file).cases())
                .extracting(Case::id)
                .containsExactlyElementsOf(
                        chosen.stream().map(i -> String.valueOf(i + 1)).toList());
        assertThat(Relations.benchmark(file).cases().get(0).expected())
                .isEqualTo(new Expected.Relations(Set.of(new Triple("" + chosen.get(0), "brand", "Tokka"))));
    }

    @Test
    void strictRelationsAreASet() {
        Benchmark benchmark = Relations.all(relations("Ann runs Tokka", List.of("employer: Ann, Tokka")));

        assertThat(FinGptFiles.value(benchmark, "relation F1", List.of("Employer: ann, Tokka; employer: Ann, Tokka")))
                .isEqualTo(1);
        assertThat(FinGptFiles.value(benchmark, "relation F1", List.of("employer: Ann, Tokka; job: Ann, x")))
                .isCloseTo(2 / 3.0, within(1e-12));
        assertThat(FinGptFiles.missing(benchmark, "relation F1", List.of("nothing")))
                .isEqualTo(1);
    }
}
