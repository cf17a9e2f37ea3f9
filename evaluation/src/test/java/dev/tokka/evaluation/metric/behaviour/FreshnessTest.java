// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.evaluation.AdditiveMetric;
import dev.tokka.evaluation.RightWords;
import dev.tokka.evaluation.Tags;
import dev.tokka.evaluation.metric.Tried;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FreshnessTest {

    private static final LocalDate CUTOFF = LocalDate.of(2023, 8, 1);
    private static final AdditiveMetric BEFORE = Freshness.before(new RightWords(), CUTOFF);
    private static final AdditiveMetric FROM = Freshness.from(new RightWords(), CUTOFF);

    private static Tried tried(String date, String reply) {
        return Tried.said(Tried.something(), reply).tagged(Map.of(Tags.DATE, date));
    }

    private static final List<Tried> ALL = List.of(
            tried("2023-07-31", "something"),
            tried("2020-01-01", "something"),
            tried("2023-08-01", "else"),
            tried("2023-09-01", "something"));

    @Test
    void countsOnlyThePeriod() {
        assertThat(Tried.value(BEFORE, ALL)).isEqualTo(1);
        assertThat(Tried.value(FROM, ALL)).isEqualTo(0.5);
        Tried.assertLaws(BEFORE, ALL, 0, 1);
        Tried.assertLaws(FROM, ALL, 0, 1);
        assertThat(BEFORE.name()).isEqualTo("right words before 2023-08-01");
        assertThat(FROM.name()).isEqualTo("right words from 2023-08-01");
    }

    @Test
    void anEmptyPeriodGivesZero() {
        assertThat(Tried.value(FROM, ALL.subList(0, 2))).isZero();
    }

    @Test
    void theDirectionIsThatOfTheMetric() {
        AdditiveMetric hallucinations = Confidence.of(new RightWords()).hallucinationRate();

        assertThat(Freshness.from(hallucinations, CUTOFF).higherIsBetter()).isFalse();
        assertThat(FROM.higherIsBetter()).isTrue();
    }

    @Test
    void datesAreNeeded() {
        assertThatThrownBy(() -> Tried.said(Tried.something(), "else").by(FROM))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("case case must have the tag date");
        assertThatThrownBy(() -> tried("2023", "else").by(BEFORE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the tag date of case case must be an ISO date but is 2023");
    }
}
