// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.recommendation;

import java.util.Locale;

/** What the reasoning says, in both languages. The arguments of a phrase are the same in both. */
enum Phrase {
    TITLE("Recommendation", "推奨案"),
    USE("Use **%s**.", "**%s** の採用を推奨します。"),
    USE_NONE("No strategy satisfies all constraints, so none is recommended.", "すべての制約を満たす方式がないため、推奨できる方式はありません。"),
    WHY("Why", "理由"),
    ADMISSIBLE("%1$d of %2$d strategies satisfy all constraints.", "%2$d 方式のうち %1$d 方式がすべての制約を満たしています。"),
    ONLY("It is the only one that does.", "条件を満たすのはこの方式だけです。"),
    BEST(
            "%1$s has the best measured %2$s of them: %3$s, interval %4$s, over %5$d cases.",
            "そのうち %2$s の測定値が最も良いのは %1$s です(%3$s、区間 %4$s、%5$d 件)。"),
    DISTINCT("The data tell it apart from every other admissible strategy.", "ほかの候補との差は、いずれも統計的に有意です。"),
    NOT_DISTINCT(
            "%1$s is not distinguishable from %2$s: difference %3$s, interval %4$s, adjusted p %5$s, above %6$s.",
            "%1$s と %2$s の差は統計的に有意ではありません(差 %3$s、区間 %4$s、調整済み p %5$s > %6$s)。"),
    NOT_COMPARED(
            "%1$s was not compared to %2$s, so nothing says that it is worse.", "%1$s は %2$s と比較されていないため、劣るとは言えません。"),
    WORSE(
            "%1$s is worse than %2$s: difference %3$s, interval %4$s, adjusted p %5$s.",
            "%1$s は %2$s より劣ります(差 %3$s、区間 %4$s、調整済み p %5$s)。"),
    CHEAPEST(
            "Among those that are not distinguishable, %s is the cheapest (by money, then latency, then memory; latencies"
                    + " within a fifth or a millisecond of the least count as equal).",
            "差が確認できない候補の中で最も負担が小さいのは %s です(費用、応答時間、メモリの順に比較。応答時間は、最短との差が2割または1ミリ秒以内なら" + "同等とみなします)。"),
    COST_UNKNOWN(
            "What a thousand answers cost is not known of: %s. An unknown cost counts as dear.",
            "1,000 回答あたりの費用が不明な方式: %s。不明な費用は高いものとして扱います。"),
    QUALITY_IN_DOUBT(
            "Its estimate satisfies the required quality, but its interval %s reaches beyond it.",
            "推定値は求める品質を満たしていますが、区間 %s は基準を下回る範囲を含みます。"),
    HOW_SURE("How sure this is", "結論の確かさ"),
    DETECTABLE(
            "The benchmark would most probably have shown a difference of %1$s or more. Smaller ones may exist unseen.",
            "この評価で検出が見込める差は %1$s 以上です。それより小さい差は見逃している可能性があります。"),
    DETECTABLE_UNKNOWN(
            "Not distinguishable does not mean equal. No minimum detectable effect was given, so how large an unseen"
                    + " difference may be is only told by the intervals.",
            "有意差がないことは、同等であることを意味しません。最小検出可能差が与えられていないため、見逃している差の大きさは区間から判断してください。"),
    FEW_CASES("%d cases did not suffice to tell these strategies apart.", "%d 件の評価では、これらの方式に差があるとは言えませんでした。"),
    CONSTRAINTS("Constraints", "制約"),
    NO_CONSTRAINTS("None.", "なし。"),
    OPTIONS("Strategies", "方式の一覧"),
    STRATEGY("Strategy", "方式"),
    STATUS("Status", "判定"),
    CHOSEN("chosen", "推奨"),
    TIED("tied with the best", "最良と差なし"),
    FRONT("on the Pareto front", "パレート最適"),
    DOMINATED("another is at least as good in everything", "ほかの方式に劣後"),
    OUT("not admissible", "制約を満たさない"),
    UNKNOWN("not known", "不明"),
    INTERVAL("Interval", "区間"),
    LATENCY_P50("Latency p50", "応答時間 p50"),
    LATENCY_P95("Latency p95", "応答時間 p95"),
    MONEY("Money per 1,000 answers", "1,000 回答あたりの費用"),
    MEMORY("Memory", "メモリ"),
    GPU_MEMORY("GPU memory", "GPU メモリ"),
    LICENCE("Licence", "ライセンス"),
    DATA_CLASS("Class of the data asked about", "扱うデータの機密区分"),
    EGRESS("Endpoints that questions are sent to", "質問の外部送信先"),
    CITES("Replies that cite", "出典を示す回答の割合"),
    ABSTAINS("Abstentions on questions without an answer", "答えのない質問で回答を控える割合"),
    QUALITY("Quality, at least as good as", "品質(この値以上に良いこと)"),
    EXCLUDED("Not admissible", "対象外の方式"),
    NEAREST("Nearest to being admissible: %s.", "最も条件に近い方式: %s。"),
    MISSED("%1$s: required %2$s, found %3$s", "%1$s: 必要 %2$s、実際 %3$s"),
    MISSED_UNKNOWN(
            "%1$s: required %2$s, not known, so not admissible; measure it or waive the constraint",
            "%1$s: 必要 %2$s、不明のため対象外。測定するか、制約を外してください");

    private final String english;
    private final String japanese;

    Phrase(String english, String japanese) {
        this.english = english;
        this.japanese = japanese;
    }

    String in(boolean inJapanese, Object... arguments) {
        return String.format(Locale.ROOT, inJapanese ? japanese : english, arguments);
    }

    static Phrase of(Limit limit) {
        return switch (limit) {
            case MEMORY -> MEMORY;
            case GPU_MEMORY -> GPU_MEMORY;
            case LATENCY -> LATENCY_P95;
            case MONEY -> MONEY;
            case LICENCE -> LICENCE;
            case DATA_CLASS -> DATA_CLASS;
            case EGRESS -> EGRESS;
            case CITES -> CITES;
            case ABSTAINS -> ABSTAINS;
            case QUALITY -> QUALITY;
        };
    }
}
