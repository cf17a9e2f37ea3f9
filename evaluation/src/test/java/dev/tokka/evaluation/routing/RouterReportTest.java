// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.tokka.Embedder;
import dev.tokka.evaluation.Results;
import dev.tokka.evaluation.RightWords;
import dev.tokka.evaluation.Tags;
import dev.tokka.evaluation.analysis.Analysis;
import dev.tokka.evaluation.report.HtmlReport;
import dev.tokka.evaluation.report.Wording;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RouterReportTest {

    private static final Analysis QUICK = new Analysis(0.95, 200, 0);

    @Test
    void workedByHand() {
        // Whoever is asked about its own kind is right, else wrong: a perfect router costs (1 + 5) / 2 cents.
        RouterReport report = evaluate(
                Studies.of(80, 1, new Studies.Strategy("rag", 0, 1, 5), new Studies.Strategy("small", 1, 0, 1)));

        assertThat(report.strategies()).containsExactly("small", "rag");
        assertThat(report.routes()).isEqualTo(Map.of("small", 40, "rag", 40));
        for (String line : List.of(RouterReport.ROUTED, RouterReport.ORACLE)) {
            assertThat(value(report, line, "right answers")).isEqualTo(1);
            assertThat(value(report, line, "mean latency (s)")).isCloseTo(0.003, within(1e-12));
            assertThat(value(report, line, "EUR per 1,000 answers")).isCloseTo(30, within(1e-9));
        }
        assertThat(value(report, "small", "right answers")).isEqualTo(0.5);
        assertThat(value(report, "rag", "EUR per 1,000 answers")).isCloseTo(50, within(1e-9));
        assertThat(report.verdict()).isEqualTo(RouterVerdict.BETTER);
        assertThat(report.verdict().worthRouting()).isTrue();
    }

    @Test
    void twoThatAreGoodOnDifferentKindsAreWorthRouting() {
        RouterReport report = evaluate(Studies.of(
                200, 1, new Studies.Strategy("rag", 0.4, 0.9, 5), new Studies.Strategy("small", 0.9, 0.3, 1)));

        assertThat(report.verdict()).isEqualTo(RouterVerdict.BETTER);
        assertThat(report.difference().difference().estimate()).isBetween(0.1, 0.5);
        assertThat(report.difference().pValue().raw()).isLessThan(0.001);
        assertThat(value(report, RouterReport.ORACLE, "right answers"))
                .isGreaterThanOrEqualTo(value(report, RouterReport.ROUTED, "right answers"));
        assertThat(report.calibration().informed()).isTrue();
        assertThat(report.calibration().ece()).isLessThan(0.1);
        assertThat(report.calibration().predictions()).isEqualTo(400);
        assertThat(report.calibrationByStrategy().keySet()).containsExactly("small", "rag");
    }

    @Test
    void whereNothingIsToBeGainedAGainIsHardlyEverClaimed() {
        long claimed = IntStream.range(0, 200)
                .parallel()
                .filter(seed -> evaluate(Studies.of(
                                40,
                                seed,
                                new Studies.Strategy("one", 0.6, 0.6, 1),
                                new Studies.Strategy("other", 0.6, 0.6, 1)))
                        .verdict()
                        .worthRouting())
                .count();

        assertThat(claimed).isLessThanOrEqualTo(10); // 5 %
    }

    @Test
    void whereOneIsAlwaysBetterNothingIsGained() {
        RouterReport report = evaluate(Studies.of(
                100, 1, new Studies.Strategy("weak", 0.3, 0.3, 1), new Studies.Strategy("strong", 0.8, 0.8, 1)));

        assertThat(report.verdict().worthRouting()).isFalse();
        assertThat(report.best()).isEqualTo("strong");
        assertThat(report.toMarkdown(Locale.ENGLISH))
                .contains("**Do not route.**")
                .contains("Ask **strong**.");
    }

    @Test
    void aRouterThatSavesIsWorthRouting() {
        RouterReport report = RouterTraining.of(
                        Studies.of(
                                160, 1, new Studies.Strategy("large", 1, 1, 9), new Studies.Strategy("small", 1, 0, 1)),
                        new RightWords(),
                        Costs.MEASURED)
                .withRule(RoutingRule.within(0.05))
                .evaluate(QUICK, Runnable::run);

        assertThat(report.verdict()).isEqualTo(RouterVerdict.CHEAPER);
        assertThat(report.verdict().worthRouting()).isTrue();
        assertThat(report.difference().difference().estimate()).isEqualTo(0);
        assertThat(report.costDifference().difference().estimate()).isBetween(-41.0, -30.0);
        assertThat(report.toMarkdown(Locale.ENGLISH)).contains("costs less").contains("at most 0.020 less often right");
    }

    @Test
    void aRuleThatAsksForTooLittleIsWorse() {
        RouterReport report = RouterTraining.of(
                        Studies.of(
                                100,
                                1,
                                new Studies.Strategy("large", 0.95, 0.95, 9),
                                new Studies.Strategy("small", 0.6, 0.6, 1)),
                        new RightWords(),
                        Costs.MEASURED)
                .withRule(RoutingRule.enough(0.1))
                .evaluate(QUICK, Runnable::run);

        assertThat(report.verdict()).isEqualTo(RouterVerdict.WORSE);
        assertThat(report.toMarkdown(Locale.JAPANESE)).contains("正答が少なくなりました").contains("**large** を使ってください");
    }

    @Test
    void questionsOfOneClusterAreNeverOnBothSides() {
        // Which strategy is right depends on a word that only four questions share.
        RouterReport together = evaluate(Studies.documents(30, item -> item));
        RouterReport apart = evaluate(Studies.documents(
                30, item -> item.withTag(Tags.CLUSTER, item.tag(Tags.GROUP).orElseThrow())));

        assertThat(together.verdict()).isEqualTo(RouterVerdict.BETTER);
        assertThat(apart.verdict().worthRouting()).isFalse();
    }

    @Test
    void anEmbedderMayKnowMore() {
        // Parity is in digits, which are alike to the features of the text.
        Embedder parity = text -> new float[] {text.hashCode() % 2 == 0 ? 1 : -1};
        Results results = Studies.parity(120);

        RouterTraining training = RouterTraining.of(results, new RightWords(), Costs.MEASURED);

        assertThat(training.evaluate(QUICK, Runnable::run).verdict().worthRouting())
                .isFalse();
        assertThat(training.withEmbedder(parity).evaluate(QUICK, Runnable::run).verdict())
                .isEqualTo(RouterVerdict.BETTER);
    }

    @Test
    void bothLanguagesSayTheSame() {
        RouterReport report = RouterTraining.of(
                        Studies.of(
                                60,
                                1,
                                new Studies.Strategy("a|b", 0.6, 0.6, 1),
                                new Studies.Strategy("c", 0.7, 0.7, 2)),
                        new RightWords(),
                        Costs.MEASURED)
                .withRule(RoutingRule.enough(0.1))
                .evaluate(QUICK, Runnable::run);

        String english = report.toMarkdown(Locale.ENGLISH);
        String japanese = report.toMarkdown(Locale.JAPANESE);

        assertThat(english)
                .contains("the router is not distinguishable from always asking the best single strategy")
                .contains("| a\\|b | ")
                .contains("Money per 1,000 answers (EUR)")
                .contains("four times of five")
                .doesNotContain("%s");
        assertThat(japanese)
                .contains("**振り分けは推奨しません。**")
                .contains("| *常に最良* | ")
                .contains("検出力 80%")
                .doesNotContain("%s");
        assertThat(numbers(japanese)).containsExactlyInAnyOrderElementsOf(numbers(english));
    }

    @Test
    void theUsualPagesShowIt() {
        RouterReport report = evaluate(Studies.of(
                60, 1, new Studies.Strategy("rag", 0.4, 0.9, 5), new Studies.Strategy("small", 0.9, 0.3, 1)));

        assertThat(HtmlReport.write(report.report(), Wording.ENGLISH))
                .contains("routed")
                .contains("always best");
    }

    @Test
    void noStrategyHasTheNameOfALine() {
        RouterTraining training = RouterTraining.of(
                Studies.of(60, 1, new Studies.Strategy("routed", 1, 0, 5), new Studies.Strategy("small", 0, 1, 1)),
                new RightWords(),
                Costs.MEASURED);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> training.evaluate(QUICK, Runnable::run))
                .withMessage("no strategy may be called as a line of the report but one is: routed");
    }

    private static RouterReport evaluate(Results results) {
        return RouterTraining.of(results, new RightWords(), Costs.MEASURED).evaluate(QUICK, Runnable::run);
    }

    private static double value(RouterReport report, String line, String metric) {
        return report.report()
                .measurement(line, metric)
                .orElseThrow()
                .interval()
                .estimate();
    }

    private static List<String> numbers(String text) {
        return Pattern.compile("\\d\\.\\d{3}")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .toList();
    }
}
