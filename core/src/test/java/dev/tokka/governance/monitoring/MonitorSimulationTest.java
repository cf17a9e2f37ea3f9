// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.Answer;
import dev.tokka.Citation;
import dev.tokka.Question;
import dev.tokka.Span;
import dev.tokka.governance.monitoring.Observation.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is promised of a whole monitor, by simulation with fixed seeds: false alarms with the chance of the baseline in them, and
 * how soon a change is found.
 */
class MonitorSimulationTest {

    private static final double ALPHA = 0.05;

    /** A world in which calls are independent of each other; what a model does in it. */
    private record World(double abstaining, double support, double slowness, double up, double failing) {

        static final World GOOD = new World(0.1, 0.85, 1, 0.5, 0.02);

        Observation call(SplittableRandom random) {
            double latency = -300 * slowness * Math.log(1 - random.nextDouble());
            Duration took = Duration.ofNanos((long) (latency * 1e6));
            if (random.nextDouble() < failing) {
                return Observation.failed(took);
            }
            if (random.nextDouble() < abstaining) {
                return new Observation(Outcome.ABSTENTION, took, 0, Map.of(), Optional.empty());
            }
            double grounding = Math.min(1, Math.max(0, support + random.nextDouble(-0.3, 0.3)));
            String label = random.nextDouble() < up ? "up" : "down";
            return new Observation(Outcome.REPLY, took, grounding, Map.of(), Optional.of(label));
        }

        Baseline baseline(int calls, SplittableRandom random) {
            BaselineBuilder builder = Baseline.builder(Desk.DESCRIPTION.fingerprint());
            for (int i = 0; i < calls; i++) {
                Observation call = call(random);
                Question question = Desk.labelled("up", "down");
                if (call.outcome() == Outcome.FAILURE) {
                    builder.addFailure(question, call.latency());
                } else {
                    builder.add(question, answer(call), call.latency());
                }
            }
            return builder.build();
        }

        private static Answer answer(Observation call) {
            return call.outcome() == Outcome.ABSTENTION
                    ? Answer.abstain("unknown")
                    : Answer.reply(call.label().orElseThrow())
                            .withCitations(((Answer.Reply) Desk.reply(call.grounding()))
                                    .citations().stream()
                                            .map(citation -> new Citation(
                                                    1,
                                                    new Span(0, 2),
                                                    citation.source(),
                                                    citation.quote(),
                                                    citation.support()))
                                            .toList());
        }
    }

    private static Monitoring settings(double tolerance) {
        Monitoring settings = Monitoring.DEFAULT.withAlpha(ALPHA).withWindow(1);
        for (Metric metric : Metric.values()) {
            settings = settings.withTolerance(metric, tolerance);
        }
        return settings;
    }

    /** The hardest case: nothing has changed and nothing is tolerated, so that the baseline's own chance is all there is. */
    @Test
    void nothingHasChangedAndFewMonitorsRaiseAnAlarm() {
        assertThat(alarms(0, 600, World.GOOD)).isLessThanOrEqualTo(ALPHA);
    }

    @Test
    void whatIsToleratedRaisesFewAlarms() {
        assertThat(alarms(0.05, 400, new World(0.14, 0.81, 1.1, 0.54, 0.06))).isLessThanOrEqualTo(ALPHA);
    }

    private static double alarms(double tolerance, int monitors, World world) {
        SplittableRandom random = new SplittableRandom(17);
        int alarms = 0;
        for (int i = 0; i < monitors; i++) {
            Tracks tracks = new Tracks(World.GOOD.baseline(100, random), settings(tolerance));
            for (int call = 0; call < 1_000 && !tracks.isAlarm(); call++) {
                tracks.add(world.call(random));
            }
            alarms += tracks.isAlarm() ? 1 : 0;
        }
        return (double) alarms / monitors;
    }

    @ParameterizedTest
    @CsvSource({
        "ABSTENTION, 0.4, 0.85, 1, 0.5, 0.02",
        "GROUNDING, 0.1, 0.5, 1, 0.5, 0.02",
        "LATENCY, 0.1, 0.85, 3, 0.5, 0.02",
        "LABELS, 0.1, 0.85, 1, 0.95, 0.02",
        "FAILURES, 0.1, 0.85, 1, 0.5, 0.3",
    })
    void aChangeIsFoundWithinHundredsOfCallsAlsoAfterAThousandGoodOnes(
            Metric metric, double abstaining, double support, double slowness, double up, double failing) {
        World changed = new World(abstaining, support, slowness, up, failing);
        SplittableRandom random = new SplittableRandom(23);
        List<Integer> delays = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Tracks tracks = new Tracks(World.GOOD.baseline(300, random), settings(0.05));
            for (int call = 0; call < 1_000; call++) {
                tracks.add(World.GOOD.call(random));
            }
            int delay = 0;
            while (!tracks.isAlarm() && delay < 2_000) {
                tracks.add(changed.call(random));
                delay++;
            }
            assertThat(tracks.status(metric).orElseThrow().isAlarm()).isTrue();
            delays.add(delay);
        }

        assertThat(delays.stream().mapToInt(Integer::intValue).average().orElseThrow())
                .isLessThan(300);
    }
}
