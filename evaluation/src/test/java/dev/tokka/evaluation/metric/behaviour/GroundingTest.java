// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tokka.Answer;
import dev.tokka.Citation;
import dev.tokka.Source;
import dev.tokka.Span;
import dev.tokka.Trace;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.Score;
import dev.tokka.evaluation.metric.Tried;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class GroundingTest {

    private static final String TEXT = "The fee is 5 euro [1]. It is due on Monday [2]. Cards are free.";
    private static final Map<String, String> TWO_SOURCES = Map.of(Grounding.SOURCE, "fees.md; cards.md");

    private static Citation citation(String claim, String document, double support) {
        int start = TEXT.indexOf(claim);
        return new Citation(
                1,
                new Span(start, start + claim.length()),
                new Source(document, List.of(), new Span(0, 5)),
                "quote",
                support);
    }

    private static Tried tried(Expected expected, Citation... citations) {
        return Tried.of(
                expected,
                Tried.answered(new Answer.Reply(TEXT, List.of(citations), OptionalDouble.empty(), Trace.EMPTY)));
    }

    private static final Tried CITED = tried(
                    Tried.something(),
                    citation("The fee is 5 euro", "fees.md", 0.9),
                    citation("The fee is 5 euro", "other.md", 0.2),
                    citation("It is due on Monday", "dates.md", 0.4))
            .tagged(TWO_SOURCES);

    @Example
    void sentencesWithoutSupportCount() {
        assertThat(CITED.by(Grounding.meanSupport()).value()).isCloseTo((0.9 + 0.4) / 3, within(1e-12));
        assertThat(CITED.by(Grounding.groundedness(0.5)).value()).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(CITED.by(Grounding.groundedness(0.4)).value()).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(CITED.by(Grounding.groundedness(0))).isEqualTo(Score.of(2 / 3.0, "2 of 3 sentences cite"));
    }

    @Example
    void documentsAreCountedOnce() {
        assertThat(CITED.by(Grounding.citationPrecision()).value()).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(CITED.by(Grounding.citationRecall())).isEqualTo(Score.of(0.5, "dates.md; fees.md; other.md"));
    }

    @Example
    void silenceIsGroundedWhereNothingIsExpected() {
        for (Metric metric : metrics()) {
            assertThat(Tried.of(new Expected.NoAnswer(), Tried.abstained()).by(metric))
                    .isEqualTo(Score.of(1, "(abstained)"));
            Tried wrong = Tried.of(Tried.something(), Tried.abstained()).tagged(TWO_SOURCES);
            assertThat(wrong.by(metric)).isEqualTo(Score.unreadable(0));
            Tried failed = Tried.of(new Expected.NoAnswer(), Tried.failed());
            assertThat(failed.by(metric)).isEqualTo(Score.unreadable(0));
        }
        Tried cites = tried(new Expected.NoAnswer(), citation("Cards are free", "cards.md", 1));
        assertThat(cites.by(Grounding.citationPrecision())).isEqualTo(Score.of(0, "cards.md"));
        assertThat(cites.by(Grounding.meanSupport()).value()).isCloseTo(1 / 3.0, within(1e-12));
    }

    @Example
    void aReplyWithoutCitationsIsUnreadableForTheirDocuments() {
        Tried uncited = tried(Tried.something()).tagged(TWO_SOURCES);

        assertThat(uncited.by(Grounding.citationRecall())).isEqualTo(Score.unreadable(0));
        assertThat(uncited.by(Grounding.meanSupport())).isEqualTo(Score.of(0, "0 of 3 sentences cite"));
        assertThat(Tried.said(Tried.something(), "…!").by(Grounding.meanSupport()))
                .isEqualTo(Score.unreadable(0));
    }

    @Example
    void documentsMustBeNamed() {
        assertThatThrownBy(() -> tried(Tried.something()).by(Grounding.citationPrecision()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("case case must name a document in the tag source");
        assertThatThrownBy(() -> Grounding.groundedness(1.5)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 100)
    void lawsHold(@ForAll @Size(min = 1, max = 9) List<@IntRange(max = 10) Integer> supports) {
        List<Tried> all = new ArrayList<>();
        for (int support : supports) {
            all.add(tried(Tried.something(), citation("Cards are free", "doc" + support, support / 10.0))
                    .tagged(Map.of(Grounding.SOURCE, "doc1;doc2")));
        }
        metrics().forEach(metric -> Tried.assertLaws(metric, all, 0, 1));
    }

    @Example
    void perfectCitationsGiveTheBest() {
        Tried perfect = tried(
                        Tried.something(),
                        citation("The fee is 5 euro", "fees.md", 1),
                        citation("It is due on Monday [2]. Cards are free", "cards.md", 1))
                .tagged(TWO_SOURCES);

        metrics()
                .forEach(metric -> assertThat(Tried.value(metric, List.of(perfect, perfect)))
                        .as(metric.name())
                        .isEqualTo(1));
    }

    private static List<Metric> metrics() {
        return List.of(
                Grounding.meanSupport(),
                Grounding.groundedness(0.5),
                Grounding.citationPrecision(),
                Grounding.citationRecall());
    }
}
