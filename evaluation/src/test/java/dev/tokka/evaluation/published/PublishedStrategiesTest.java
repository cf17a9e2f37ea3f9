// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokka.evaluation.published.PublishedStrategies.Values;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The means and counts over the paper's tables are by a script in Python over the same file. */
class PublishedStrategiesTest {

    private static final Offset<Double> ROUNDING = within(1e-9);

    private static final List<PublishedStrategies> PAPER = PublishedStrategies.fineTuningOrRetrieval();

    @Test
    void gainsAndInteractionByHand() {
        PublishedStrategies first = PAPER.get(0);

        assertThat(first.task().benchmark() + ", " + first.model() + ", " + first.tuning())
                .isEqualTo("MMLU anatomy, Mistral 7B, FT");
        assertThat(first.task().protocol()).isEqualTo("0-shot");
        assertThat(first.values()).isEqualTo(new Values(0.556, 0.681, 0.570, 0.659));
        // (0.681 - 0.556) / 0.556
        assertThat(first.values().relativeGain(first.values().retrieval()).orElseThrow())
                .isCloseTo(0.22482014388, ROUNDING);
        assertThat(first.values().better()).isEqualTo(0.681);
        assertThat(first.values().overBetter()).isCloseTo(-0.022, ROUNDING);
        // 0.659 - 0.570 - 0.681 + 0.556
        assertThat(first.values().interaction()).isCloseTo(-0.036, ROUNDING);
    }

    @Test
    void everyCellOfThePaperIsThere() {
        List<PublishedStrategies> subjects = PAPER.stream()
                .filter(one -> one.task().benchmark().startsWith("MMLU"))
                .toList();

        assertThat(PAPER).hasSize(36);
        assertThat(subjects).hasSize(30);
        assertThat(subjects)
                .filteredOn(one -> one.values().overBetter() < -1e-9)
                .hasSize(17);
        assertThat(subjects).filteredOn(one -> one.values().overBetter() > 1e-9).hasSize(7);
        assertThat(mean(subjects, Gain.RETRIEVAL)).isCloseTo(0.11954126330299798, ROUNDING);
        assertThat(mean(subjects, Gain.TUNED)).isCloseTo(0.032724812723992316, ROUNDING);
        assertThat(mean(subjects, Gain.BOTH)).isCloseTo(0.10493130684618825, ROUNDING);
    }

    @Test
    void tuningLoweredWhatRetrievalReachedOnCurrentEvents() {
        assertThat(PAPER)
                .filteredOn(one -> one.task().benchmark().equals("Current events"))
                .extracting(one -> one.values().overBetter())
                .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-9 ? 0 : 1)
                .containsExactly(-0.065, -0.045, -0.259, -0.065, -0.056, -0.05);
    }

    @Test
    void otherTablesOfFourAreFoundToo() {
        List<PublishedStrategies> raft = PublishedStrategies.of(
                PublishedNumbers.load().only(one -> one.source().id().equals("arXiv:2403.10131")));

        assertThat(raft).hasSize(5).allMatch(one -> one.tuning().equals("DSF"));
        assertThat(raft.get(0).values()).isEqualTo(new Values(0.565, 0.588, 0.597, 0.716));
        // Torch Hub: the base has 0, so there is nothing to relate a gain to
        assertThat(raft.get(3).values().relativeGain(0.828)).isEmpty();
        assertThat(raft.get(3).values().overBetter()).isCloseTo(0.8280 - 0.8494, ROUNDING);
    }

    @Test
    void aSetThatIsNotCompleteIsLeftOut() {
        PublishedNumbers without = PublishedNumbers.load()
                .of("Current events")
                .only(one -> !one.entrant().method().equals("base"));

        assertThat(PublishedStrategies.of(without)).isEmpty();
    }

    @Property
    void bothLessTheBetterIsTheInteractionAndTheLesserGain(
            @ForAll @DoubleRange(min = 0, max = 1) double base,
            @ForAll @DoubleRange(min = 0, max = 1) double retrieval,
            @ForAll @DoubleRange(min = 0, max = 1) double tuned,
            @ForAll @DoubleRange(min = 0, max = 1) double both) {
        Values values = new Values(base, retrieval, tuned, both);

        assertThat(values.overBetter()).isCloseTo(values.interaction() + Math.min(retrieval, tuned) - base, ROUNDING);
    }

    private enum Gain {
        RETRIEVAL,
        TUNED,
        BOTH;

        double of(Values values) {
            double value = switch (this) {
                case RETRIEVAL -> values.retrieval();
                case TUNED -> values.tuned();
                case BOTH -> values.both();
            };
            return values.relativeGain(value).orElseThrow();
        }
    }

    private static double mean(List<PublishedStrategies> some, Gain gain) {
        return some.stream().mapToDouble(one -> gain.of(one.values())).average().orElseThrow();
    }
}
