// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StockPhrasesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sure!",
                "Sure, here is the answer:",
                "Here’s a short summary:",
                "**Answer:**",
                "### Sources",
                "Thank you for your question.",
                "Based on the provided passages:",
                "According to the context,",
                "I hope this helps!",
                "Please let me know if you have any other questions.",
                "|---|---|",
                "---",
                "**",
                "以上です。",
                "以下の通りです：",
                "ご質問ありがとうございます。",
                "ご質問にお答えします。",
                "【回答】",
                "提供された資料によると、",
                "お役に立てば幸いです。"
            })
    void whatIsSaidAroundAnyAnswerClaimsNothing(String sentence) {
        assertThat(StockPhrases.isFiller(sentence)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Yes.",
                "No.",
                "はい。",
                "いいえ。",
                "500",
                "Not abroad.",
                "Sure, the fee is 500 yen.",
                "Here is the answer: 500 yen.",
                "Based on the provided passages, the fee is 500 yen.",
                "According to the manager:",
                "The answer is 500 yen.",
                "Sources of income are listed.",
                "I hope this fee helps.",
                "以上の手数料です。",
                "提供された資料によると、手数料は無料です。"
            })
    void whatSaysMoreIsAClaim(String sentence) {
        assertThat(StockPhrases.isFiller(sentence)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I do not know.",
                "I don't know",
                "I don’t know. [1]",
                "**I do not know.**",
                "Sorry, I don't know the answer to this question.",
                "I'm sorry, but I cannot answer this question based on the provided passages.",
                "I'm sorry. I do not know.",
                "I'm not sure.",
                "I cannot say.",
                "Unknown.",
                "N/A",
                "Not stated in the passages.",
                "The answer is unknown.",
                "The answer cannot be found in the given documents.",
                "There is not enough information in the provided context.",
                "The passages do not mention the fee for transfers abroad.",
                "The provided documents don't contain information about this.",
                "Based on the provided passages: I do not know.",
                "I do not know. Let me know if you have any other questions.",
                "わかりません。",
                "分かりません",
                "申し訳ありませんが、わかりません。[2]",
                "その質問にはお答えできません。",
                "答えは不明です。",
                "提供された資料からは判断できません。",
                "提供された資料には、海外送金の手数料についての記載がありません。",
                "該当する情報は見つかりませんでした。",
                "申し訳ございません。存じません。"
            })
    void aReplyThatOnlySaysItDoesNotKnowIsRecognized(String reply) {
        assertThat(StockPhrases.knowNothing(CitedText.parse(reply))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sure!",
                "Sorry.",
                "[1]",
                "I do not know of any fee above 500 yen.",
                "I do not know. The fee is 500 yen.",
                "I don't know, but the fee was 500 yen.",
                "The unknown fee is 500 yen.",
                "The documents do not include a copy of the passport.",
                "The passages do not mention transfers abroad, but the fee is 500 yen.",
                "Passages do not count only when they say so.",
                "The fee is not stated in yen.",
                "No.",
                "手数料は不明ではありません。",
                "手数料はわかりませんが、無料の場合があります。",
                "提供された資料には記載がありませんが、窓口で分かります。",
                "担当者でなければ分かりません。"
            })
    void aReplyThatSaysAnythingElseIsNot(String reply) {
        assertThat(StockPhrases.knowNothing(CitedText.parse(reply))).isFalse();
    }

    @Test
    void hostileRepliesTakeNoTime() {
        List<String> replies = List.of(
                "the passages do not say " + "but ".repeat(100_000),
                "!".repeat(500_000) + "a",
                "申し訳ありませんが、".repeat(50_000),
                " I do not know".repeat(50_000));

        List<Boolean> known = assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> replies.stream()
                        .map(reply -> StockPhrases.knowNothing(CitedText.parse(reply)))
                        .toList());

        assertThat(known).containsOnly(false);
    }
}
