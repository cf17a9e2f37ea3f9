// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.report;

/** What reports say of published numbers. */
enum PublishedWord {
    TITLE("Published numbers", "公表値"),
    NOTE(
            "What others have published. A number in brackets is not comparable with the results above; one that is may"
                    + " be put beside them only under the conditions named.",
            "他者が公表した値。括弧内の値は上の結果と比較できない。比較できる値も、記載の条件を満たす場合に限る。"),
    SYSTEM("System", "システム"),
    METRIC("Metric", "指標"),
    CASES("Cases and protocol", "対象と手順"),
    VALUE("Value", "値"),
    SOURCE("Source", "出典"),
    COMPARABLE("Comparable", "比較可否"),
    YES("yes, %s", "可：%s"),
    NO("✗ no: %s", "✗ 不可：%s"),
    STRATEGIES("Fine-tuning or retrieval?", "ファインチューニングか検索か"),
    STRATEGIES_NOTE(
            "In brackets behind a value: its gain relative to the base. Over the better: both less the better one alone."
                    + " Interaction: the gain of both less the sum of the two gains.",
            "値の後の括弧内は元のモデルに対する相対的な改善。「良い方との差」は併用から単独の良い方を引いた値、「交互作用」は併用の改善から" + "二つの改善の和を引いた値。"),
    BASE("Base", "元のモデル"),
    RETRIEVAL("+ retrieval", "＋検索"),
    TUNED("Fine-tuned", "ファインチューニング"),
    BOTH("Fine-tuned + retrieval", "ファインチューニング＋検索"),
    OVER_BETTER("Over the better", "良い方との差"),
    INTERACTION("Interaction", "交互作用"),
    OWN("this experiment", "今回の実験");

    private final String english;
    private final String japanese;

    PublishedWord(String english, String japanese) {
        this.english = english;
        this.japanese = japanese;
    }

    String in(Wording wording) {
        return wording == Wording.JAPANESE ? japanese : english;
    }
}
