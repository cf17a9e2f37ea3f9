// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Question;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Benchmarks;
import dev.tokka.evaluation.Candidate;
import dev.tokka.evaluation.Experiment;
import dev.tokka.evaluation.Results;
import dev.tokka.governance.inventory.Evidence;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an experiment has measured becomes evidence in a model's record. */
class EvidenceTest {

    private static final String METRIC = "right words";

    @TempDir
    private Path folder;

    private record Echo(String end) implements DomainModel {

        @Override
        public Answer answer(Question question) {
            return Answer.reply(question.text().replace("?", end));
        }

        @Override
        public Description describe() {
            return Description.of("echo", end);
        }
    }

    private Results results(Benchmark benchmark) throws InterruptedException {
        List<Candidate> candidates = List.of(new Candidate("new", new Echo("")), new Candidate("old", new Echo("!!")));
        return Experiment.of(benchmark, candidates, folder.resolve("answers.jsonl"))
                .run(Runnable::run);
    }

    @Test
    void evidenceNamesTheQuestionsTheModelAndTheInterval() throws InterruptedException {
        Benchmark benchmark = Benchmarks.numbers(40);
        Report report = Analysis.DEFAULT.of(results(benchmark), Runnable::run);

        Evidence evidence = report.evidence("new", METRIC, "old");

        assertThat(evidence.experiment())
                .isEqualTo(benchmark.name() + " " + benchmark.version() + " sha256:" + benchmark.hash());
        assertThat(evidence.fingerprint()).isEqualTo(new Echo("").describe().fingerprint());
        assertThat(evidence.metric()).isEqualTo(METRIC);
        assertThat(evidence.cases()).isEqualTo(40);
        assertThat(evidence.measured().value())
                .isEqualTo(report.measurement("new", METRIC)
                        .orElseThrow()
                        .interval()
                        .estimate());
        assertThat(evidence.measured().level()).isEqualTo(0.95);
        assertThat(evidence.baseline().orElseThrow().name()).isEqualTo("old");
        assertThat(report.evidence("new", METRIC).baseline()).isEmpty();
    }

    @Test
    void whatWasNotMeasuredIsNoEvidence() throws InterruptedException {
        Results results = results(Benchmarks.numbers(10));
        Report report = Analysis.DEFAULT.of(results, Runnable::run);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> report.evidence("other", METRIC))
                .withMessageContaining("found none of other");
        assertThatIllegalArgumentException().isThrownBy(() -> report.evidence("new", "f1"));
        assertThatIllegalArgumentException().isThrownBy(() -> report.evidence("new", METRIC, "other"));
    }

    @Test
    void anExperimentThatDidNotComeToItsEndIsNoEvidence() throws InterruptedException {
        Results all = results(Benchmarks.numbers(10));
        Results cut = new Results(
                all.benchmark(),
                all.fingerprints(),
                all.entries().subList(0, all.entries().size() - 1));
        Report whole = Analysis.DEFAULT.of(all, Runnable::run);
        Report report = new Report(cut, whole.measurements(), whole.comparisons(), whole.operations(), whole.level());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> report.evidence("new", METRIC))
                .withMessageContaining("the experiment ended before");
    }
}
