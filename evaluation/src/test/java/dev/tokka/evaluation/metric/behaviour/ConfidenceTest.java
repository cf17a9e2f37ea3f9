// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokka.Answer;
import dev.tokka.Trace;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.RightWords;
import dev.tokka.evaluation.Score;
import dev.tokka.evaluation.metric.Tried;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ConfidenceTest {

    private static final Confidence CONFIDENCE = Confidence.of(new RightWords());
    private static final Expected NONE = new Expected.NoAnswer();

    private static Tried tried(boolean right, double confidence) {
        return Tried.of(Tried.something(), reply(right ? "something" : "else", OptionalDouble.of(confidence)));
    }

    private static Outcome reply(String text, OptionalDouble confidence) {
        return Tried.answered(new Answer.Reply(text, List.of(), confidence, Trace.EMPTY));
    }

    private static List<Tried> silent() {
        return List.of(
                Tried.of(Tried.something(), Tried.failed()),
                Tried.of(Tried.something(), Tried.abstained()),
                Tried.said(Tried.something(), "something"), // right, but without a confidence
                Tried.of(NONE, Tried.failed()));
    }

    @Test
    void agreesWithNumpyAndScikitLearn() throws IOException {
        JsonNode golden;
        try (InputStream file = Objects.requireNonNull(ConfidenceTest.class.getResourceAsStream("calibration.json"))) {
            golden = new ObjectMapper().readTree(file);
        }
        List<Tried> all = new ArrayList<>();
        for (int i = 0; i < golden.get("confidence").size(); i++) {
            all.add(tried(
                    golden.at("/right/" + i).asInt() == 1,
                    golden.at("/confidence/" + i).asDouble()));
        }
        List<Tried> distinct = new ArrayList<>();
        golden.get("distinct").forEach(i -> distinct.add(all.get(i.asInt())));

        assertThat(Tried.value(CONFIDENCE.ece(10), all))
                .isCloseTo(golden.get("ece10").asDouble(), within(1e-12));
        assertThat(Tried.value(CONFIDENCE.ece(15), all))
                .isCloseTo(golden.get("ece15").asDouble(), within(1e-12));
        assertThat(Tried.value(CONFIDENCE.brier(), all))
                .isCloseTo(golden.get("brier").asDouble(), within(1e-12));
        assertThat(Tried.value(CONFIDENCE.aurc(), distinct))
                .isCloseTo(golden.get("aurc").asDouble(), within(1e-12));
    }

    @Test
    void binsIncludeTheirUpperEnds() {
        // 0.7 in (0.6, 0.7] with 0.65, not with 0.75
        List<Tried> all = List.of(tried(true, 0.7), tried(false, 0.65), tried(true, 0.75));

        assertThat(Tried.value(CONFIDENCE.ece(10), all)).isCloseTo((0.35 + 0.25) / 3, within(1e-12));
        assertThat(Tried.value(CONFIDENCE.ece(1), all)).isCloseTo(0.1 / 3, within(1e-12));
        assertThat(Tried.value(CONFIDENCE.ece(10), List.of(tried(false, 0), tried(true, 1))))
                .isZero();
    }

    @Test
    void whatHasNoConfidenceIsAFullError() {
        for (Metric metric : List.of(CONFIDENCE.ece(10), CONFIDENCE.brier(), CONFIDENCE.aurc())) {
            assertThat(Tried.scores(metric, silent())).noneMatch(Score::readable);
            assertThat(Tried.value(metric, silent())).as(metric.name()).isEqualTo(1);
        }
    }

    @Test
    void anAbstentionThatIsRightIsNoError() {
        Tried right = Tried.of(NONE, Tried.abstained());
        Tried wrong = Tried.of(NONE, reply("something", OptionalDouble.of(0.3)));

        for (Metric metric : List.of(CONFIDENCE.ece(10), CONFIDENCE.brier(), CONFIDENCE.aurc())) {
            assertThat(right.by(metric).readable()).isTrue();
            assertThat(Tried.value(metric, List.of(right, right))).isZero();
        }
        assertThat(wrong.by(CONFIDENCE.brier()).value()).isCloseTo(0.09, within(1e-12));
    }

    @Test
    void riskRisesWithCoverage() {
        RiskCoverage curve = RiskCoverage.of(Tried.scores(
                CONFIDENCE.aurc(),
                List.of(
                        tried(false, 0.5),
                        tried(true, 0.9),
                        tried(true, 0.5),
                        Tried.of(Tried.something(), Tried.failed()))));

        assertThat(curve.points())
                .containsExactly(
                        new RiskCoverage.Point(0.25, 0),
                        new RiskCoverage.Point(0.75, 1 / 3.0),
                        new RiskCoverage.Point(1, 0.5));
        // 0; half a loss of 2; 1 of 3; 2 of 4
        assertThat(curve.area()).isCloseTo((0 + 0.25 + 1 / 3.0 + 0.5) / 4, within(1e-12));
    }

    @Test
    void hallucinationsAreRepliesThatCanBeReadAndAreWrong() {
        Metric rate = CONFIDENCE.hallucinationRate();

        assertThat(Tried.said(Tried.something(), "else").by(rate).value()).isEqualTo(1);
        assertThat(Tried.said(Tried.something(), "something").by(rate)).isEqualTo(Score.of(0, "something"));
        assertThat(Tried.said(NONE, "something").by(rate)).isEqualTo(Score.of(1, "something"));
        assertThat(Tried.of(NONE, Tried.abstained()).by(rate)).isEqualTo(Score.of(0, "(abstained)"));
        assertThat(Tried.of(Tried.something(), Tried.abstained()).by(rate)).isEqualTo(Score.unreadable(0));
        assertThat(Tried.of(NONE, Tried.failed()).by(rate)).isEqualTo(Score.unreadable(0));
        assertThat(rate.higherIsBetter()).isFalse();
    }

    @Test
    void partlyRightMayBeEnough() {
        Metric lenient = Confidence.of(new RightWords(), 0).brier();

        assertThat(tried(false, 1).by(lenient).value()).isZero();
    }

    @Test
    void whatCannotBeScoredIsRefused() {
        assertThatThrownBy(
                        () -> Tried.of(new Expected.Numeric(1), Tried.failed()).by(CONFIDENCE.brier()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () -> Tried.of(new Expected.Numeric(1), Tried.failed()).by(CONFIDENCE.hallucinationRate()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Confidence.of(CONFIDENCE.brier()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Brier score");
        assertThatThrownBy(() -> CONFIDENCE.ece(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RiskCoverage.of(List.of(Score.of(1, ""))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CONFIDENCE.aurc().value(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("AURC needs at least one score");
    }

    @Property(tries = 200)
    void lawsHold(@ForAll @NotEmpty List<@IntRange(min = -10, max = 10) Integer> answers) {
        List<Tried> all = new ArrayList<>(
                answers.stream().map(n -> tried(n > 0, Math.abs(n) / 10.0)).toList());
        all.addAll(silent());
        all.add(Tried.of(NONE, Tried.abstained()));
        for (Metric metric :
                List.of(CONFIDENCE.ece(10), CONFIDENCE.brier(), CONFIDENCE.aurc(), CONFIDENCE.hallucinationRate())) {
            Tried.assertLaws(metric, all, 0, 1);
        }
    }

    /** The area is the mean over all orders of the tied. */
    @Property(tries = 50)
    void tiesAreTheMeanOfAllOrders(@ForAll @Size(min = 1, max = 6) List<@IntRange(min = -2, max = 2) Integer> answers) {
        List<Tried> all =
                answers.stream().map(n -> tried(n > 0, Math.abs(n) / 2.0)).toList();
        List<Double> areas = new ArrayList<>();
        orders(new ArrayList<>(), new ArrayList<>(answers), areas);

        assertThat(Tried.value(CONFIDENCE.aurc(), all))
                .isCloseTo(
                        areas.stream()
                                .mapToDouble(Double::doubleValue)
                                .average()
                                .orElseThrow(),
                        within(1e-9));
    }

    private static void orders(List<Integer> begun, List<Integer> left, List<Double> areas) {
        if (left.isEmpty()) {
            double area = 0;
            int losses = 0;
            for (int i = 0; i < begun.size(); i++) {
                losses += begun.get(i) > 0 ? 0 : 1;
                area += (double) losses / (i + 1);
            }
            areas.add(area / begun.size());
            return;
        }
        int most = left.stream().mapToInt(Math::abs).max().orElseThrow();
        for (int i = 0; i < left.size(); i++) {
            if (Math.abs(left.get(i)) == most) {
                List<Integer> rest = new ArrayList<>(left);
                List<Integer> longer = new ArrayList<>(begun);
                longer.add(rest.remove(i));
                orders(longer, rest, areas);
            }
        }
    }
}
