// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.recommendation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.Answer;
import dev.tokka.Citation;
import dev.tokka.Money;
import dev.tokka.Question;
import dev.tokka.Source;
import dev.tokka.Span;
import dev.tokka.Step;
import dev.tokka.TokenUsage;
import dev.tokka.Trace;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Entry;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Results;
import dev.tokka.evaluation.analysis.Analysis;
import dev.tokka.evaluation.analysis.Report;
import dev.tokka.evaluation.metric.text.TextMatch;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class MeasuredTest {

    private static final Currency YEN = Currency.getInstance("JPY");

    private final Report report = report();

    @Test
    void aProfileHoldsWhatTheExperimentSaw() {
        StrategyProfile rag = StrategyProfile.measured(report, "RAG");

        assertThat(rag.quality().metric()).isEqualTo("contains");
        assertThat(rag.quality().value()).isEqualTo(1.0);
        assertThat(rag.quality().cases()).isEqualTo(20);
        assertThat(rag.operations().p50()).hasValue(Duration.ofMillis(80));
        assertThat(rag.operations().moneyPerThousand())
                .hasValueSatisfying(money -> assertThat(money.amount()).isEqualByComparingTo("250"));
        assertThat(rag.operations().memoryBytes()).isEmpty();
        assertThat(rag.abilities()).isEqualTo(Abilities.of(1.0, 1.0));
        assertThat(rag.terms()).isEqualTo(Terms.UNKNOWN);
    }

    @Test
    void whatNoAnswerToldIsUnknown() {
        StrategyProfile plain = StrategyProfile.measured(report, "plain");

        assertThat(plain.operations().moneyPerThousand()).isEmpty();
        assertThat(plain.abilities()).isEqualTo(Abilities.of(0.0, 0.0));
    }

    @Test
    void differencesAreTurnedRound() {
        PairedDifference pair =
                Comparisons.measured(report).between("plain", "RAG").orElseThrow();

        assertThat(pair.first()).isEqualTo("plain");
        assertThat(pair.difference()).isEqualTo(-1.0);
        assertThat(pair.p()).isLessThan(0.001);
    }

    @Test
    void aReportLeadsToARecommendation() {
        Recommendation made = Recommendation.of(
                report,
                option -> option.with(Terms.UNKNOWN.withoutEgress()),
                Constraints.NONE.mustCite(0.9).noEgress());

        assertThat(made.chosen()).map(StrategyProfile::name).hasValue("RAG");
        assertThat(made.excluded()).hasSize(1);
    }

    @Test
    void anUnknownModelIsRefused() {
        assertThatThrownBy(() -> StrategyProfile.measured(report, "other"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("model must be one of [plain, RAG] but is other");
    }

    private static Report report() {
        List<Case> cases = new ArrayList<>();
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            boolean answerable = i < 16;
            Expected expected = answerable ? new Expected.Texts(List.of("fee " + i)) : new Expected.NoAnswer();
            cases.add(Case.of("q" + i, Question.of("What is it " + i + "?"), expected));
            entries.add(new Entry("plain", "q" + i, 0, outcome(Answer.reply("no idea"))));
            entries.add(new Entry("RAG", "q" + i, 0, outcome(answerable ? cited("fee " + i) : abstained())));
        }
        Map<String, String> fingerprints = new LinkedHashMap<>();
        fingerprints.put("plain", "f1");
        fingerprints.put("RAG", "f2");
        Benchmark benchmark = Benchmark.of("Fees", cases, TextMatch.contains());
        return new Analysis(0.95, 500, 0).of(new Results(benchmark, fingerprints, entries), Runnable::run);
    }

    private static Outcome outcome(Answer answer) {
        return new Outcome.Answered(answer, Duration.ofMillis(80));
    }

    private static Answer cited(String text) {
        Source source = new Source("fees.md", List.of(), new Span(0, text.length()));
        Citation citation = new Citation(1, new Span(0, text.length()), source, text, 1);
        return new Answer.Reply(text + " [1]", List.of(citation), OptionalDouble.empty(), priced());
    }

    private static Answer abstained() {
        return new Answer.Abstention("nothing found", priced());
    }

    /** A quarter of a yen. */
    private static Trace priced() {
        Money money = new Money(new BigDecimal("0.25"), YEN);
        return Trace.of(new Step("ask", Duration.ofMillis(70), TokenUsage.NONE, Optional.of(money), Map.of()));
    }
}
