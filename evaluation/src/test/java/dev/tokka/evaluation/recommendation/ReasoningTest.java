// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.recommendation;

import static dev.tokka.evaluation.recommendation.Profiles.ALL;
import static dev.tokka.evaluation.recommendation.Profiles.COMPARISONS;
import static dev.tokka.evaluation.recommendation.Profiles.RAG;
import static dev.tokka.evaluation.recommendation.Profiles.TUNED;
import static dev.tokka.evaluation.recommendation.Profiles.accuracy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.DataClass;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ReasoningTest {

    private static final Constraints CONSTRAINTS =
            Constraints.NONE.noEgress().dataClass(DataClass.CONFIDENTIAL).maxLatency(Duration.ofSeconds(2));

    @Test
    void aManagerReadsWhatToUseAndWhy() {
        String text = Recommendation.of(ALL, CONSTRAINTS, COMPARISONS).toMarkdown(Locale.ENGLISH);

        assertThat(text)
                .startsWith("# Recommendation\n\nUse **tuned**.\n\n## Why\n\n"
                        + "- 2 of 4 strategies satisfy all constraints.\n"
                        + "- RAG has the best measured accuracy of them: 0.81, interval [0.77, 0.85], over 400 cases.\n"
                        + "- tuned was not compared to RAG, so nothing says that it is worse.\n"
                        + "- Among those that are not distinguishable, tuned is the cheapest")
                .contains("| tuned | 0.79 | [0.75, 0.83] | 800 ms | 1.6 s | 0.4 USD | 8 GiB | 0 B |"
                        + " **chosen**, tied with the best, on the Pareto front |")
                .contains("- **base**\n  - Class of the data asked about: required CONFIDENTIAL, found ≤ INTERNAL\n"
                        + "  - Endpoints that questions are sent to: required 0, found api.example.com\n")
                .contains("required CONFIDENTIAL, not known, so not admissible; measure it or waive the constraint");
    }

    @Test
    void theSameIsSaidInJapanese() {
        String text = Recommendation.of(ALL, CONSTRAINTS, COMPARISONS).toMarkdown(Locale.JAPAN);

        assertThat(text)
                .startsWith("# 推奨案\n\n**tuned** の採用を推奨します。\n\n## 理由\n\n- 4 方式のうち 2 方式がすべての制約を満たしています。\n")
                .contains("- tuned は RAG と比較されていないため、劣るとは言えません。")
                .contains("不明のため対象外。測定するか、制約を外してください");
    }

    @Test
    void whatIsNotDistinguishableIsNotCalledEqual() {
        Recommendation plain = Recommendation.of(ALL, Constraints.NONE, COMPARISONS);
        Recommendation informed =
                Recommendation.of(ALL, Constraints.NONE, COMPARISONS.withMinimumDetectableEffect(0.06));

        assertThat(plain.toMarkdown(Locale.ENGLISH))
                .contains("- RAG is not distinguishable from tuned + RAG: difference -0.02, interval [-0.05, 0.01],"
                        + " adjusted p = 0.21, above 0.05.")
                .contains("- base is worse than tuned + RAG: difference -0.31, interval [-0.37, -0.25],"
                        + " adjusted p < 0.001.")
                .contains("400 cases did not suffice")
                .contains("does not mean equal")
                .doesNotContain("would most probably");
        assertThat(informed.toMarkdown(Locale.ENGLISH))
                .contains("would most probably have shown a difference of 0.06 or more");
    }

    @Test
    void aSingleAdmissibleStrategyIsSaidToBeTheOnlyOne() {
        String text = Recommendation.of(List.of(RAG), Constraints.NONE.minQuality(0.8), Comparisons.of(List.of()))
                .toMarkdown(Locale.ENGLISH);

        assertThat(text)
                .contains("It is the only one that does.")
                .contains("its interval [0.77, 0.85] reaches beyond it")
                .doesNotContain("How sure");
    }

    @Test
    void nothingAdmissibleIsSaidWithTheNearest() {
        Recommendation none =
                Recommendation.of(List.of(RAG, TUNED), Constraints.NONE.maxMemory(1), Comparisons.of(List.of()));

        assertThat(none.toMarkdown(Locale.ENGLISH))
                .contains("none is recommended")
                .contains("Nearest to being admissible: RAG.")
                .contains("Memory: required ≤ 1 B, found 4 GiB");
        assertThat(none.toMarkdown(Locale.JAPANESE)).contains("推奨できる方式はありません").contains("最も条件に近い方式: RAG。");
    }

    @Test
    void namesCannotBreakThePage() {
        StrategyProfile odd = StrategyProfile.of("a|b\n<script>[x](y)", accuracy(0.5));

        String text = Recommendation.of(List.of(odd), Constraints.NONE, Comparisons.of(List.of()))
                .toMarkdown(Locale.ENGLISH);

        assertThat(text).contains("a\\|b &lt;script>\\[x\\](y)").doesNotContain("<script");
    }

    @Test
    void bothLanguagesTakeTheSameArguments() {
        Object[] arguments = {1, 2, 3, 4, 5, 6};
        assertThat(Phrase.values()).allSatisfy(phrase -> {
            assertThat(phrase.in(true, arguments)).isNotBlank();
            assertThat(phrase.in(false, arguments)).isNotBlank();
        });
    }
}
