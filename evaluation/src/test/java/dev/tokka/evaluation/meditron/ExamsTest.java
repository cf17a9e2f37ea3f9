// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.meditron;

import static dev.tokka.evaluation.benchmark.TestFiles.assertRefused;
import static dev.tokka.evaluation.benchmark.TestFiles.json;
import static dev.tokka.evaluation.benchmark.TestFiles.write;
import static dev.tokka.evaluation.meditron.MedicalFiles.label;
import static dev.tokka.evaluation.meditron.MedicalFiles.prompt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.Example;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Tags;
import dev.tokka.evaluation.benchmark.NumpyPermutation;
import dev.tokka.langchain4j.PromptFormats;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExamsTest {

    private static final String FOUR = """
            {'question': 'Which is a pain killer', 'answer': 'Aspirin', 'meta_info': 'step1', 'answer_idx': 'B',
             'options': {'A': 'Insulin', 'B': 'Aspirin', 'C': 'Iron', 'D': 'Iodine'}}
            """.replace("\n", "");

    @TempDir
    Path folder;

    private Path medQa(String... rows) {
        return json(folder.resolve("test.jsonl"), String.join("\n", rows));
    }

    @Test
    void aTunedModelIsAskedAsPublished() {
        Benchmark benchmark = MedQa.fourOptions(medQa(FOUR), Asking.AT_ONCE.withInstruction("Choose."));

        assertThat(prompt(PromptFormats.meditron(), benchmark, 0)).isEqualTo("""
                <|im_start|>question
                Choose.
                Question: Which is a pain killer?

                Options:
                A. Insulin
                B. Aspirin
                C. Iron
                D. Iodine
                The answer is:
                <|im_end|>
                <|im_start|>answer
                """);
        assertThat(label(benchmark.cases().get(0))).isEqualTo("B");
        assertThat(benchmark.protocol().generation().temperature()).hasValue(0);
    }

    @Test
    void stepByStepItIsAskedToThink() {
        Benchmark benchmark = MedQa.fourOptions(medQa(FOUR), Asking.STEP_BY_STEP.withInstruction("Choose."));

        assertThat(prompt(PromptFormats.meditron(), benchmark, 0))
                .endsWith("D. Iodine\nLet's think step by step.\n<|im_end|>\n<|im_start|>answer\n");
        assertThat(benchmark.protocol().generation().maxTokens()).hasValue(1024);
    }

    @Test
    void aBaseModelIsShownShots() {
        List<Example> examples =
                IntStream.range(0, 9).mapToObj(i -> new Example("Q" + i, "A")).toList();
        Asking asking = Asking.AT_ONCE.withInstruction("Choose.").withShots(examples, 2, 1234);
        List<Integer> chosen = NumpyPermutation.of(1234, 9);
        Benchmark benchmark = MedQa.fourOptions(medQa(FOUR), asking);

        assertThat(prompt(PromptFormats.meditronFewShot(), benchmark, 0))
                .startsWith("Choose.\nQuestion: Q" + chosen.get(0) + "\nThe answer is: A\n\nQuestion: Q" + chosen.get(1)
                        + "\nThe answer is: A\n\nQuestion: Which is a pain killer?\n")
                .endsWith("\nThe answer is:");
        assertThat(MedicalFiles.value(benchmark, "Meditron accuracy", item -> "B\n\nQuestion: Which?"))
                .isEqualTo(1);
        assertThat(Asking.SEEDS).containsExactly(1234, 432, 32);
    }

    @Test
    void withoutAnInstructionThereIsOneForEachWay() {
        String atOnce = MedQa.fourOptions(medQa(FOUR), Asking.AT_ONCE)
                .protocol()
                .instructions()
                .get(0);
        String stepByStep = MedQa.fourOptions(medQa(FOUR), Asking.STEP_BY_STEP)
                .protocol()
                .instructions()
                .get(0);

        assertThat(atOnce).endsWith("from A to D.");
        assertThat(stepByStep).startsWith(atOnce).endsWith("end with \"The answer is:\" and its letter.");
    }

    @Test
    void thePublishedWordingIsReadFromItsFile() {
        Path file =
                json(folder.resolve("instructions.json"), "{'medqa': {'system': 'Sit.', 'user': 'The answer is:'}}");

        assertThat(Asking.AT_ONCE.withPublishedInstruction(file, "medqa").instruction())
                .contains("Sit.");
        assertRefused(
                () -> Asking.AT_ONCE.withPublishedInstruction(file, "mcq"),
                "instructions.json: expected an instruction mcq, seen: [medqa]");
    }

    @Test
    void optionsMayBeAList() {
        String five = FOUR.replaceFirst(
                "'options': .*",
                "'options': [{'key': 'A', 'value': 'a'}, {'key': 'B', 'value':"
                        + " 'b'}, {'key': 'C', 'value': 'c'}, {'key': 'D', 'value': 'd'}, {'key': 'E', 'value': 'e'}]}");
        Benchmark benchmark = MedQa.fiveOptions(medQa(five, five), Asking.AT_ONCE);

        assertThat(benchmark.cases()).extracting(Case::id).containsExactly("1", "2");
        assertThat(benchmark.cases().get(0).question().text())
                .isEqualTo("Which is a pain killer?\n\nOptions:\nA. a\nB. b\nC. c\nD. d\nE. e");
        assertThat(MedQa.examples(medQa(five, FOUR)))
                .extracting(Example::answer)
                .containsExactly("B", "B");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'answer_idx': 'B'|'answer_idx': 'E'|test.jsonl, row 1, column answer_idx: expected one of [A, B, C, D], seen: E",
                "'D': 'Iodine'|'E': 'Iodine'|test.jsonl, row 1, column options.D: expected a text",
                ", 'D': 'Iodine'||test.jsonl, row 1, column options: expected 4 of them",
                "Which is a pain killer| |test.jsonl, row 1, column question: expected a text that is not blank",
            })
    void rowsOfMedQaThatAreNotAsExpectedAreRefused(String old, String changed, String message) {
        String row = FOUR.replace(old, changed == null ? "" : changed);

        assertRefused(() -> MedQa.fourOptions(medQa(row), Asking.AT_ONCE), message);
    }

    private Path medMcQa(String... idsAndAnswers) {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < idsAndAnswers.length; i += 2) {
            rows.add("{'id': '" + idsAndAnswers[i]
                    + "', 'question': 'Which.', 'opa': 'a', 'opb': 'b', 'opc': 'c', 'opd':" + " 'd', 'cop': "
                    + idsAndAnswers[i + 1] + ", 'subject_name': 'Anatomy', 'exp': null}");
        }
        return json(folder.resolve("dev.json"), "[" + String.join(",\n", rows) + "]");
    }

    @Test
    void medMcQaCountsFromZeroOrFromOne() {
        assertThat(MedMcQa.benchmark(medMcQa("x", "0", "y", "3"), Asking.AT_ONCE)
                        .cases())
                .extracting(MedicalFiles::label)
                .containsExactly("A", "D");
        Benchmark fromOne = MedMcQa.benchmark(medMcQa("x", "4", "y", "3"), Asking.AT_ONCE);
        assertThat(fromOne.cases()).extracting(MedicalFiles::label).containsExactly("D", "C");
        assertThat(fromOne.cases()).extracting(Case::id).containsExactly("x", "y");
        assertThat(fromOne.cases().get(0).tag(Tags.GROUP)).contains("Anatomy");
        assertThat(fromOne.cases().get(0).question().text()).isEqualTo("Which.\n\nOptions:\nA. a\nB. b\nC. c\nD. d");
        assertThat(MedMcQa.examples(medMcQa("x", "0")))
                .extracting(Example::answer)
                .containsExactly("A");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x,0,y,4|dev.json, column cop: expected numbers from 0 to 3 with a 0 among them, or from 1 to 4 with a 4,",
                "x,1,y,2|dev.json, column cop: expected numbers from 0 to 3 with a 0 among them, or from 1 to 4 with a 4,",
                "x,0,y,5|dev.json, row 2, column cop: expected a whole number from 0 to 4, seen: 5",
                "x,-1,y,0|dev.json, row 1, column cop: expected a whole number from 0 to 4, seen: -1",
                "x,0,x,1|dev.json: expected each id once, seen: x again",
            })
    void answersOfMedMcQaThatCannotBeAreRefused(String rows, String message) {
        assertRefused(() -> MedMcQa.benchmark(medMcQa(rows.split(",")), Asking.AT_ONCE), message);
    }

    @Test
    void noQuestionIsNoExam() {
        assertRefused(() -> MedMcQa.benchmark(medMcQa(), Asking.AT_ONCE), "dev.json: expected at least one question");
    }

    private void mmlu(String ending, List<String> subjects) {
        for (String subject : subjects) {
            write(
                    folder.resolve(subject + ending),
                    "\"First, of " + subject + "\",a,b,c,d,A\n\"Second, of " + subject + "\",a,b,c,d,B\n");
        }
    }

    @Test
    void mmluIsOfNineSubjects() {
        mmlu("_test.csv", MedicalMmlu.SUBJECTS);
        Benchmark all = MedicalMmlu.benchmark(folder, Asking.AT_ONCE);
        Benchmark published = MedicalMmlu.asPublished(folder, Asking.AT_ONCE);

        assertThat(all.cases()).hasSize(18);
        assertThat(published.cases())
                .hasSize(9)
                .allSatisfy(item -> assertThat(label(item)).isEqualTo("B"));
        assertThat(published.cases().get(1).id()).isEqualTo("college_biology-2");
        assertThat(published.cases().get(1).tag(Tags.GROUP)).contains("college_biology");
        assertThat(published.cases().get(1).question().text())
                .isEqualTo("Second, of college_biology?\n\nOptions:\nA. a\nB. b\nC. c\nD. d");
        // always read as after reasoning
        assertThat(MedicalFiles.value(published, "Meditron accuracy", item -> "The answer is B"))
                .isEqualTo(1);
        assertThat(MedicalFiles.value(published, "accuracy", item -> "The answer is B"))
                .isEqualTo(1);
    }

    @Test
    void shotsOfMmluAreOfChemistryToo() {
        mmlu("_dev.csv", MedicalMmlu.SUBJECTS);
        mmlu("_dev.csv", List.of("high_school_chemistry", "college_chemistry"));

        assertThat(MedicalMmlu.examples(folder)).hasSize(11);
        assertThat(MedicalMmlu.examples(folder).get(8).question()).startsWith("Second, of high_school_chemistry");
        write(folder.resolve("anatomy_dev.csv"), "q,a,b,c,d,A\n");
        assertRefused(
                () -> MedicalMmlu.examples(folder), "anatomy_dev.csv: expected at least one question, seen: none");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Because of A. So the answer is: (B) Aspirin, not A.|B",
                "Not the answer is A. The answer is c. Insulin|C",
                "**The answer is: B.** Aspirin\\nA is wrong|B",
                "It is B.|B",
                "Perhaps A or B.|''",
                "The answer is unknown|''",
                "The answer is option D|D",
            })
    void strictlyItCountsWhatTheAnswerIsInTheEnd(String reply, String seen) {
        Benchmark benchmark = MedQa.fourOptions(medQa(FOUR), Asking.STEP_BY_STEP);

        assertThat(MedicalFiles.scores(benchmark, "accuracy", item -> reply.replace("\\n", "\n"))
                        .get(0)
                        .seen())
                .isEqualTo(seen);
    }
}
