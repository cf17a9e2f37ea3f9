// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.routing;

import java.util.Locale;

/** What the report of a router says, in both languages. The arguments of a phrase are the same in both. */
enum RouterPhrase {
    TITLE("Routing", "振り分け"),
    BETTER(
            "**Route.** On questions that it had not learned from, the router is right more often than the best single"
                    + " strategy.",
            "**振り分けを推奨します。** 学習に使っていない質問で、単独で最も良い方式よりも正答が多くなりました。"),
    CHEAPER(
            "**Route.** On questions that it had not learned from, the router costs less than the best single strategy"
                    + " and is at most %s less often right.",
            "**振り分けを推奨します。** 学習に使っていない質問で、単独で最も良い方式より負担が小さく、正答率の低下は %s 以内です。"),
    NOT_DISTINGUISHABLE(
            "**Do not route.** On questions that it had not learned from, the router is not distinguishable from always"
                    + " asking the best single strategy. Ask **%s**.",
            "**振り分けは推奨しません。** 学習に使っていない質問で、単独で最も良い方式に常に尋ねる場合と差があるとは言えません。**%s** を使ってください。"),
    WORSE(
            "**Do not route.** On questions that it had not learned from, the router is right less often than the best"
                    + " single strategy. Ask **%s**.",
            "**振り分けは推奨しません。** 学習に使っていない質問で、単独で最も良い方式よりも正答が少なくなりました。**%s** を使ってください。"),
    DIFFERENCE(
            "Right answers, routed less always best: %1$s, p %2$s, over %3$d questions.",
            "正答率の差（振り分け − 常に最良）: %1$s、p %2$s、%3$d 問。"),
    DETECTABLE(
            "So many questions would have shown a difference of %s four times of five.",
            "この問題数で検出が見込める差は %s 以上です（検出力 80%%）。"),
    COST("Cost, routed less always best: %1$s (%2$s).", "負担の差（振り分け − 常に最良）: %1$s（%2$s）。"),
    LINE("Line", "方式"),
    RIGHT("Right answers", "正答率"),
    LATENCY("Mean latency (s)", "平均応答時間（秒）"),
    MONEY("Money per 1,000 answers (%s)", "1,000 回答あたりの費用（%s）"),
    SENT("Questions sent", "振り分けた質問数"),
    ALWAYS_BEST("always best", "常に最良"),
    ROUTED("routed", "振り分け"),
    ORACLE("oracle", "オラクル"),
    LINES(
            "Each question was sent by a router that had learned from others, in five folds that keep clusters together."
                    + " *Always best* asks what was right most often in the same questions that the router learned from."
                    + " The *oracle* knows the answers and asks the cheapest strategy that is right; nobody reaches it. In"
                    + " brackets: the %.0f %% confidence interval.",
            "質問は、まとまりを保った五つの組に分け、ほかの組から学習した規則で振り分けています。「常に最良」は、規則の学習に使った質問で正答が最も多かった方式に"
                    + "尋ねた場合、「オラクル」は答えを知った上で、正答する最も安い方式に尋ねた場合で、到達できない上限です。括弧内は %.0f%% 信頼区間です。"),
    CALIBRATION(
            "Predicted chances: expected calibration error %1$s, Brier score %2$s (%3$s if only the share of right answers"
                    + " of each strategy is known), %4$d predictions.",
            "正答確率の予測: 期待較正誤差 %1$s、ブライアスコア %2$s（方式ごとの正答率だけを使う場合は %3$s）、予測 %4$d 件。"),
    UNINFORMED("What a question looks like does not tell which strategy is right.", "質問の特徴からは、どの方式が正答するかは分かりません。");

    private final String english;
    private final String japanese;

    RouterPhrase(String english, String japanese) {
        this.english = english;
        this.japanese = japanese;
    }

    String in(boolean inJapanese, Object... arguments) {
        return String.format(Locale.ROOT, inJapanese ? japanese : english, arguments);
    }
}
