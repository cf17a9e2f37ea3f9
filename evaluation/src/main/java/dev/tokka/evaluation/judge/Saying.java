// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.judge;

import java.util.Locale;

/** What is said of a judge's verdict, in both languages. The arguments of a saying are the same in both. */
enum Saying {
    LEFT_OPEN("Whether %1$s or %2$s is better is left open: %3$s", "%1$s と %2$s のどちらが良いかは、結論を保留する：%3$s"),
    PREFERS("The judge prefers %1$s to %2$s", "採点者は %2$s より %1$s を良いとした"),
    NUMBERS(
            "difference %1$+.3f, without unread judgements %2$+.3f, noise of the judge %3$s",
            "差 %1$+.3f、読み取れない採点を除くと %2$+.3f、採点者のばらつき %3$s"),
    VERDICT("%1$s (%2$s). Judge: %3$s.", "%1$s（%2$s）。採点者：%3$s。"),
    JUDGE("%1$s (rubric %2$s, %3$.12s)", "%1$s（採点基準 %2$s、%3$.12s）"),
    NOTE(" Note: %1$s.", "注：%1$s。"),
    UNKNOWN("unknown", "不明"),
    PLACE(
            "the place of the answers decided %1$.1f %% of the comparisons, more than the advantage of %2$.1f %%",
            "比較の%1$.1f%%は回答の並び順で決まり、勝ち越し%2$.1f%%を上回る"),
    UNREAD("the judgements that could not be read decide who is better", "読み取れない採点をどう数えるかで、優劣が変わる"),
    NOISE_UNKNOWN("the noise of the judge is not known because nothing was judged twice", "二度採点したものがなく、採点者のばらつきが分からない"),
    NOISE(
            "the difference of %1$.3f does not exceed the judge's own noise of %2$.3f",
            "差 %1$.3f が、採点者自身のばらつき %2$.3f を超えない"),
    FAMILY(
            "the judge and %1$s are of one model family (%2$s), and a judge prefers its own",
            "採点者と %1$s は同じ系統のモデル（%2$s）で、採点者は同系統をひいきする"),
    WAIVED(
            "the judge and %1$s are of one model family (%2$s), waived: %3$s",
            "採点者と %1$s は同じ系統のモデル（%2$s）だが、免除の記録がある：%3$s"),
    CANDIDATE_UNKNOWN("the family of %1$s is not known", "%1$s の系統は不明"),
    JUDGE_UNKNOWN("the family of the judge is not known", "採点者の系統は不明");

    private final String english;
    private final String japanese;

    Saying(String english, String japanese) {
        this.english = english;
        this.japanese = japanese;
    }

    Remark with(Object... arguments) {
        return new Remark(
                String.format(Locale.ROOT, english, arguments), String.format(Locale.ROOT, japanese, arguments));
    }

    String in(Locale locale, Object... arguments) {
        return with(arguments).in(locale);
    }
}
