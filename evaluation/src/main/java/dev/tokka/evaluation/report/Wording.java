// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.report;

/** The language of a report and its words. */
public enum Wording {

    /** English. */
    ENGLISH("en"),

    /** Japanese. */
    JAPANESE("ja");

    private final String tag;

    Wording(String tag) {
        this.tag = tag;
    }

    /** Returns the BCP 47 tag of the language. */
    public String tag() {
        return tag;
    }

    String say(Word word) {
        return this == JAPANESE ? word.japanese : word.english;
    }

    /** What reports say. */
    enum Word {
        CASES("cases", "問題数"),
        FACTS(
                "version %s · cases %d · shots %d · seeds %d · hash of the questions %s",
                "バージョン %s・%d問・例示%d件・シード%d個・問題のハッシュ %s"),
        MODEL("Model", "モデル"),
        METRIC("Metric", "指標"),
        RESULTS("Results", "結果"),
        RESULTS_NOTE(
                "In brackets: the %.0f %% confidence interval. An answer that cannot be scored, an abstention where an"
                        + " answer was expected, and a failure count as wrong.",
                "括弧内は%.0f%%信頼区間。採点できない回答、答えるべき問いでの棄権、エラーは、いずれも誤りとして数える。"),
        UNSCORED("unreadable", "採点不能"),
        COMPARISONS("Comparisons", "比較"),
        COMPARISONS_NOTE(
                "Differences of the second model less the first, on the same questions. p is corrected after Holm over"
                        + " all pairs of a metric. Effect size: Cohen's h of two shares of right answers, else Hedges' g"
                        + " of paired differences; 0.2 is small, 0.5 medium, 0.8 large. The minimum detectable effect is"
                        + " the smallest difference that so many questions show four times of five; the questions needed"
                        + " are those that would show a true difference as large as this one four times of five. Both are"
                        + " for a level of 5 % over all pairs of a metric.",
                "同じ問題での値の差（二つ目のモデルから一つ目のモデルを引いたもの）。p値は、指標ごとに、すべての組についてホルム法で補正したもの。"
                        + "効果量は、正答率の差ではコーエンのh、それ以外では対応のある差のヘッジスのg（0.2は小、0.5は中、0.8は大）。"
                        + "最小検出可能差は、この問題数で検出力80%で検出できる最小の差。"
                        + "必要な問題数は、観測された差と同じ大きさの真の差を検出力80%で検出するための問題数。"
                        + "いずれも、指標ごとの全組で有意水準5%とした値。"),
        EFFECT_SIZE("effect size", "効果量"),
        DETECTABLE("minimum detectable effect", "最小検出可能差"),
        NEEDED("questions needed to see the difference", "この差の検出に必要な問題数"),
        LIMIT(
                "%1$s: %2$d of %3$d pairs cannot be told apart. With %4$d questions, only a difference of at least %5$s"
                        + " could have been seen (four times of five).",
                "%1$s：%3$d組のうち%2$d組は差があるとは言えない。%4$d問では、%5$s以上の差しか検出できなかった（検出力80%%）。"),
        SEEDS("Standard deviation between seeds", "シード間の標準偏差"),
        SEEDS_NOTE(
                "How much the value of one seed differs from that of another, on the same questions.",
                "同じ問題を異なるシードで解いたときの、指標の値のばらつき。"),
        FIRST("First", "一つ目"),
        SECOND("Second", "二つ目"),
        DIFFERENCE("Difference", "差"),
        DIFFERENT("different", "差がある"),
        SAME("cannot be told apart", "差があるとは言えない"),
        OPERATIONS("Time and cost", "所要時間と費用"),
        REPLIES("replies", "回答"),
        ABSTENTIONS("abstentions", "棄権"),
        FAILURES("failures", "エラー"),
        P50("time, median", "所要時間（中央値）"),
        P95("time, 95th percentile", "所要時間（95%点）"),
        TOKENS("tokens in / out", "トークン数（入力／出力）"),
        MONEY("cost", "費用"),
        TRADE_OFF("Quality and time", "品質と時間"),
        QUALITY_AND_MONEY("Quality and money", "品質と費用"),
        QUALITY_AND_MEMORY("Quality and memory", "品質とメモリ"),
        MONEY_AXIS("per 1,000 answers, in %s", "1,000回答あたりの費用（%s）"),
        MEMORY_AXIS("memory (MiB)", "メモリ（MiB）"),
        FRONT_NOTE(
                "Ringed: on the Pareto front, that is, no other admissible strategy is at least as good in everything"
                        + " and better in something.",
                "輪で囲んだ点はパレート最適、すなわち、すべての面で同等以上かつ一つ以上の面で上回る方式がほかにないもの。"),
        TOGETHER("Fine-tuning, retrieval, or both", "ファインチューニングか、検索か、両方か"),
        TOGETHER_NOTE(
                "Both together less the better one alone (%1$s): %2$s, p = %3$s. Interaction: %4$s; it is above zero where"
                        + " the two help each other, and below where they add the same or get in each other's way.",
                "両方の併用から、単独でより良い方（%1$s）を引いた差: %2$s、p = %3$s。交互作用: %4$s。正なら互いに補い合い、" + "負なら効果が重なるか、互いに妨げている。"),
        GAIN("relative gain", "相対的な改善"),
        COVERAGE("Risk and coverage", "リスクとカバレッジ"),
        COVERAGE_NOTE(
                "The share of wrong answers if only the most confident ones were given.",
                "確信度の高い問題から順に答えたとしたときの、誤りの割合。"),
        COVERAGE_AXIS("share of questions answered", "回答した問題の割合"),
        RISK_AXIS("share wrong", "誤りの割合"),
        GROUPS("By group", "グループ別"),
        GROUP("Group", "グループ"),
        BROWSER("Every case", "すべての問題"),
        ALL_MODELS("all models", "すべてのモデル"),
        ALL_OUTCOMES("all outcomes", "すべての回答"),
        OUTCOME("outcome", "回答の種類"),
        WRONG("not the best score", "最高点に満たないもの"),
        SEARCH("search", "検索"),
        EXPECTED("expected", "期待される答え"),
        EVIDENCE("evidence", "根拠"),
        NO_ANSWER("no answer", "回答しないこと"),
        ABSTAINED("abstained", "棄権"),
        FAILED("failed", "エラー"),
        TRACE("trace", "処理"),
        MORE("more", "さらに表示");

        private final String english;
        private final String japanese;

        Word(String english, String japanese) {
            this.english = english;
            this.japanese = japanese;
        }
    }
}
