// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.generation;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.Description;
import dev.tokka.ModelUnavailableException;
import dev.tokka.Passage;
import dev.tokka.Source;
import dev.tokka.Span;
import dev.tokka.finetune.data.Evidence;
import dev.tokka.finetune.data.Provenance;
import dev.tokka.finetune.data.RowContent;
import dev.tokka.finetune.data.SourceDocument;
import dev.tokka.finetune.data.TrainingDataException;
import dev.tokka.finetune.data.TrainingQuestion;
import dev.tokka.finetune.data.TrainingRow;
import dev.tokka.finetune.data.generation.Raft.Missing;
import dev.tokka.finetune.data.generation.Raft.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RaftTest {

    @TempDir
    private Path folder;

    private static final List<SourceDocument> DOCUMENTS = IntStream.range(0, 10)
            .mapToObj(i -> SourceDocument.of(
                    "d" + i,
                    "Fund " + i + " is old. Its fee is " + i + "00 yen.\n\nIt has desk " + i + ".",
                    "own work"))
            .toList();
    private static final Map<String, SourceDocument> BY_ID =
            DOCUMENTS.stream().collect(toMap(SourceDocument::id, each -> each));
    private static final List<Evidence> POOL =
            DOCUMENTS.stream().flatMap(each -> Raft.passages(each).stream()).toList();

    private static TrainingRow row(int number) {
        SourceDocument document = DOCUMENTS.get(number);
        String answer = number + "00 yen";
        int start = document.text().indexOf(answer);
        return TrainingRow.supervised(
                TrainingQuestion.of("Fee of fund " + number + "?"),
                answer,
                Provenance.of(document, new Span(start, start + answer.length()), "facts"));
    }

    private static RowContent.Supervised raft(Settings settings, int number, long seed) {
        Raft raft = new Raft(BY_ID, Distractors.random(POOL), settings);
        return (RowContent.Supervised)
                raft.apply(row(number), Work.offline(seed)).get(0).content();
    }

    @Test
    void theGoldenPassageIsOneAmongOthersAndIsQuoted() {
        RowContent.Supervised row = raft(new Settings(4, 1, Missing.ANSWER, true), 3, 1);

        assertThat(row.question().evidence()).hasSize(5).doesNotHaveDuplicates();
        assertThat(row.question().evidence())
                .filteredOn(each -> each.text().equals("Fund 3 is old. Its fee is 300 yen."))
                .hasSize(1);
        assertThat(row.answer())
                .isEqualTo("##Reason: ##begin_quote##Its fee is 300 yen.##end_quote## ##Answer: 300 yen");
    }

    @Test
    void aRowWithoutTheGoldenPassageHasAsManyPassages() {
        RowContent.Supervised answering = raft(new Settings(4, 0, Missing.ANSWER, true), 3, 1);
        RowContent.Supervised abstaining = raft(new Settings(4, 0, Missing.ABSTAIN, true), 3, 1);

        assertThat(answering.question().evidence())
                .hasSize(5)
                .noneMatch(each -> each.text().contains("300 yen"));
        assertThat(answering.answer()).isEqualTo("300 yen");
        assertThat(abstaining.answer()).isEqualTo("I do not know.");
    }

    @Test
    void theShareOfGoldenPassagesAndTheirPlacesAreThoseOfChance() {
        int golden = 0;
        List<Integer> places = new ArrayList<>();
        for (int seed = 0; seed < 1_000; seed++) {
            List<Evidence> evidence = raft(Settings.PAPER, 3, seed).question().evidence();
            for (int i = 0; i < evidence.size(); i++) {
                if (evidence.get(i).text().contains("300 yen")) {
                    golden++;
                    places.add(i);
                }
            }
        }

        assertThat(golden).isBetween(750, 850); // 800 and four standard deviations of 12.6
        assertThat(places.stream().filter(place -> place == 0).count()).isBetween(110L, 210L);
    }

    @Test
    void rowsThatCannotBeMadeAreCounted() {
        Work work = Work.offline(1);
        Raft few = new Raft(BY_ID, Distractors.random(POOL.subList(0, 2)), Settings.PAPER);
        TrainingRow nowhere = TrainingRow.supervised(TrainingQuestion.of("q"), "a", Provenance.of("unknown", "facts"));

        assertThat(few.apply(row(3), work)).isEmpty();
        assertThat(few.apply(nowhere, work)).isEmpty();
        assertThat(work.leftOut())
                .isEqualTo(Map.of("row with too few distractors", 1L, "row that rests on no passage", 1L));
    }

    @Test
    void theNearestPassagesThatDoNotAnswerDistract() {
        Distractors nearest = Distractors.nearest(query -> POOL.stream()
                .limit(query.limit())
                .map(each -> new Passage(
                        each.document(), each.text(), new Source(each.document(), List.of(), each.span()), 1))
                .toList());

        List<Evidence> found = nearest.of(row(0), 2, Work.offline(1).random());

        assertThat(found).containsExactly(POOL.get(1), POOL.get(2));
        assertThat(nearest.of(row(0), 0, Work.offline(1).random())).isEmpty();
    }

    private static RowGeneration<SourceDocument> run(Map<String, SourceDocument> documents, Distractors distractors) {
        RowGenerator<SourceDocument> raft =
                DocumentQuestions.inWordings(1).then(new Raft(documents, distractors, Settings.PAPER));
        return RowGeneration.of(raft, DOCUMENTS).build();
    }

    @Test
    void aRunGoesOnOnlyWithTheSamePoolAndDocuments() throws IOException {
        Distractors pool = Distractors.random(POOL);
        Distractors failing = new Distractors() {

            @Override
            public List<Evidence> of(TrainingRow row, int count, RandomGenerator random) {
                throw new ModelUnavailableException(ModelUnavailableException.Reason.TEMPORARY, "away");
            }

            @Override
            public Description describe() {
                return pool.describe();
            }
        };
        assertThatThrownBy(() -> run(BY_ID, failing).run(folder)).isInstanceOf(ModelUnavailableException.class);
        List<Evidence> reversed = new ArrayList<>(POOL);
        Collections.reverse(reversed);
        Map<String, SourceDocument> changed = new HashMap<>(BY_ID);
        changed.put("d0", SourceDocument.of("d0", "Fund 0 was closed.", "own work"));

        for (RowGeneration<SourceDocument> other : List.of(
                run(BY_ID, Distractors.random(POOL.subList(1, POOL.size()))),
                run(BY_ID, Distractors.random(reversed)),
                run(BY_ID, Distractors.nearest(query -> List.of())),
                run(changed, pool))) {
            assertThatThrownBy(() -> other.run(folder))
                    .isInstanceOf(TrainingDataException.class)
                    .hasMessageContaining("expected the generator, seed and teacher with which the run was begun");
        }
        assertThat(run(BY_ID, Distractors.random(List.copyOf(POOL))).run(folder).set())
                .isPresent();
    }
}
