// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.report;

/** What reports say of judges. */
enum JudgeWord {
    TITLE("Judges", "採点者による評価"),
    NOTE(
            "Grades that a model gave, not measurements. Unread judgements count as the worst grade. Repeats: the standard"
                    + " deviation between judgements of the same answer, and how often they agree.",
            "モデルによる採点であり、測定値ではない。読み取れない採点は最低点とする。再採点の一致は、同じ回答を繰り返し採点したときの標準偏差と一致率。"),
    JUDGE("Judge", "採点者"),
    FAMILY("Family", "系統"),
    RUBRIC("Rubric", "採点基準"),
    FINGERPRINT("Fingerprint", "フィンガープリント"),
    UNKNOWN("not known", "不明"),
    MODEL("Model", "モデル"),
    OPPONENT("Opponent", "相手"),
    MEAN("mean grade", "平均点"),
    MEAN_OF_READ("without unread", "読み取れたものの平均点"),
    JUDGEMENTS("judgements", "採点数"),
    UNREADABLE("unreadable", "読み取り不能"),
    FAILED("judge failed", "採点者のエラー"),
    UNANSWERED("no answer to grade", "回答なし"),
    REPEATS("repeats", "再採点の一致"),
    TALLY("wins / ties / losses", "勝ち／引き分け／負け"),
    DISAGREEMENT("orders disagree", "並び順による不一致"),
    POSITION_BIAS("place decided", "並び順だけで決まったもの"),
    AGREEMENT(
            "Agreement with people over %1$d answers: equal in %2$s, Cohen's kappa %3$s (quadratic weights), Kendall's"
                    + " tau-b %4$s. Graded by one side only: %5$d.",
            "人の採点との一致（%1$d件）：一致率 %2$s、コーエンのκ（二次の重み）%3$s、ケンドールのτ-b %4$s。一方だけが採点したもの：%5$d件。");

    private final String english;
    private final String japanese;

    JudgeWord(String english, String japanese) {
        this.english = english;
        this.japanese = japanese;
    }

    String in(Wording wording) {
        return wording == Wording.JAPANESE ? japanese : english;
    }
}
