// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Embedder;
import dev.tokka.ModelUnavailableException;
import dev.tokka.Question;
import dev.tokka.evaluation.metric.text.TextMatch;
import dev.tokka.governance.monitoring.Baseline;
import dev.tokka.governance.monitoring.Metric;
import dev.tokka.governance.monitoring.Reference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsBaselineTest {

    @TempDir
    private Path folder;

    /** A model that fails, abstains or answers, as the last digit of the question says. */
    private record Digits() implements DomainModel {

        @Override
        public Answer answer(Question question) {
            char last = question.text().charAt(question.text().length() - 1);
            if (last == '0') {
                throw new ModelUnavailableException("digits: expected another digit");
            }
            return last <= '2' ? Answer.abstain("a small digit") : Answer.reply("Yes.");
        }

        @Override
        public Description describe() {
            return Description.of("digits");
        }
    }

    /** All texts in one direction. */
    private record One() implements Embedder {

        @Override
        public float[] embed(String text) {
            return new float[] {1, text.length()};
        }

        @Override
        public Description describe() {
            return Description.of("one");
        }
    }

    private Results results() throws InterruptedException {
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            cases.add(Case.of("case-" + i, Question.of("Number " + i), new Expected.Texts(List.of("Yes."))));
        }
        Benchmark benchmark = Benchmark.of("digits", cases, TextMatch.contains());
        return Experiment.of(benchmark, List.of(new Candidate("digits", new Digits())), folder.resolve("answers.jsonl"))
                .run(Runnable::run);
    }

    @Test
    void whatAModelDidInAnExperimentIsItsBaseline() throws InterruptedException {
        Results results = results();
        Baseline baseline = results.baseline("digits", new One());

        assertThat(baseline.fingerprint()).isEqualTo(new Digits().describe().fingerprint());
        assertThat(baseline.references())
                .containsEntry(Metric.FAILURES, new Reference.Share(50, 5))
                .containsEntry(Metric.ABSTENTION, new Reference.Share(45, 10))
                .containsKey(Metric.INPUTS);
        assertThat(results.baseline("digits").references()).doesNotContainKey(Metric.INPUTS);
    }

    @Test
    void onlyOfAModelThatWasAskedAllCases() throws InterruptedException {
        Results results = results();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> results.baseline("other"))
                .withMessageContaining("but is other");
        Results cut = new Results(
                results.benchmark(), results.fingerprints(), results.entries().subList(0, 40));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> cut.baseline("digits"))
                .withMessageContaining("the experiment ended before");
    }
}
