// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tokka.Answer;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Benchmarks;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Entry;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Results;
import dev.tokka.evaluation.Tags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateTest {

    @TempDir
    private Path folder;

    @Test
    void aCertainFallStops() {
        // 8 cases fell, none rose: p = 2 / 2^8
        Gate.Verdict verdict = Gate.DEFAULT.check(results(40, 22), Baseline.of(results(40, 30), "model"));

        assertThat(verdict.passed()).isFalse();
        assertThat(verdict.change()).isEqualTo(-0.2);
        assertThat(verdict.pValue()).isEqualTo(2 / 256.0);
        assertThat(verdict.words())
                .startsWith(
                        "model: right words has become worse, by -0.2000 on 40 cases (p = 0.0078); a change of 0.17");
    }

    @Test
    void aFallThatMayBeChancePasses() {
        Gate.Verdict verdict = Gate.DEFAULT.check(results(40, 26), Baseline.of(results(40, 30), "model"));

        assertThat(verdict.passed()).isTrue();
        assertThat(verdict.pValue()).isEqualTo(2 / 16.0);
    }

    @Test
    void casesOfOneClusterFallTogether() {
        Results before = clustered(results(40, 30), 20);
        Results now = clustered(results(40, 22), 20);

        // The 8 cases that fell are of one cluster of two: that may be chance.
        assertThat(Gate.DEFAULT.check(now, Baseline.of(before, "model")).pValue())
                .isEqualTo(1);
        assertThat(Gate.DEFAULT.check(now, Baseline.of(before, "model")).passed())
                .isTrue();
    }

    @Test
    void aToleratedFallAndARisePass() {
        Baseline baseline = Baseline.of(results(40, 20), "model");

        assertThat(new Gate(0.05, 0.3).check(results(40, 10), baseline).passed())
                .isTrue();
        assertThat(Gate.DEFAULT.check(results(40, 40), baseline).passed()).isTrue();
        assertThat(Gate.DEFAULT.check(results(40, 20), baseline).pValue()).isEqualTo(1);
    }

    @Test
    void aBaselineComesBackAsItWas() throws IOException {
        Baseline baseline = Baseline.of(results(5, 3), "model");
        Path file = folder.resolve("baseline.json");

        baseline.write(file);

        assertThat(Baseline.read(file)).isEqualTo(baseline);
        assertThat(Files.readString(file)).contains("\"case-1\" : 1.0,\n");
    }

    @Test
    void wrongFilesAreNamed() throws IOException {
        Path file = folder.resolve("baseline.json");
        Files.writeString(file, "{\"scores\": {\"case-1\": \"x\"}}");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Baseline.read(file))
                .withMessage("expected a number as the score of case case-1 but found STRING, in " + file);

        Files.writeString(file, "{\"scores\": {\"case-1\": 1}}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Baseline.read(file))
                .withMessage("expected a baseline in " + file + ": benchmark must not be blank");

        Files.writeString(file, "oops");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Baseline.read(file))
                .withMessage("expected JSON in " + file);
    }

    @Test
    void otherQuestionsAreNotCompared() {
        Baseline baseline = Baseline.of(results(5, 3), "model");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Gate.DEFAULT.check(results(6, 3), baseline))
                .withMessageStartingWith("the questions must be those of the baseline");
    }

    @Test
    void aCaseThatWasNotAskedIsNotPassedOver() {
        Results all = results(5, 3);
        Results cut =
                new Results(all.benchmark(), all.fingerprints(), all.entries().subList(0, 4));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Gate.DEFAULT.check(cut, Baseline.of(all, "model")))
                .withMessage("each case of the baseline must have been asked but of 5 cases 4 were");
    }

    /** Returns the results with clusters of so many cases each. */
    private static Results clustered(Results results, int size) {
        Benchmark plain = results.benchmark();
        List<Case> cases = IntStream.range(0, plain.cases().size())
                .mapToObj(i -> plain.cases().get(i).withTag(Tags.CLUSTER, "document " + i / size))
                .toList();
        Benchmark clustered = new Benchmark(plain.name(), plain.version(), cases, plain.metrics(), plain.protocol());
        return new Results(clustered, results.fingerprints(), results.entries());
    }

    private static Results results(int cases, int right) {
        List<Entry> entries = IntStream.range(0, cases)
                .mapToObj(i -> new Entry(
                        "model",
                        "case-" + i,
                        0,
                        new Outcome.Answered(
                                Answer.reply(i < right ? Integer.toString(i) : "wrong"), Duration.ofMillis(1))))
                .toList();
        return new Results(Benchmarks.numbers(cases), Map.of("model", "fingerprint"), entries);
    }
}
