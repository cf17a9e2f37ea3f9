// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.Question;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListedQuestionsTest {

    private static final Question ASKED = Question.of("Which fee is higher?");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- What is A?\n- What is B?",
                "Here are the questions:\n\n* What is A?\n* What is B?\n\nI hope this helps.",
                "1. What is A?\n2. What is B?",
                "1) **What is A?**\n2) What is B?",
                "Q1: What is A?\nQ2: What is B?",
                "（1）What is A?\n（２）What is B?",
                "①What is A?\r\n②What is B?",
                "・What is A?\n・What is B?",
                "Let me see.\nWhat is A?\nWhat is B?",
                "- What is A?\n- what is a\n- Which fee is higher?\n- What is B?\n---"
            })
    void bulletsNumbersAndQuestionMarksMakeAList(String reply) {
        assertThat(ListedQuestions.in(reply, 4, ASKED)).containsExactly("What is A?", "What is B?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"None.", "- None", "なし", "The question is simple.", "- Which fee is higher ?", "- 1\n- 2"})
    void nothingToAskIsAnEmptyList(String reply) {
        assertThat(ListedQuestions.in(reply, 4, ASKED)).isEmpty();
    }

    @Test
    void japaneseQuestionsWithoutBulletsEndAsQuestionsDo() {
        assertThat(ListedQuestions.in("考えます。\n手数料はいくらですか。\n期限は？", 4, ASKED)).containsExactly("手数料はいくらですか。", "期限は？");
    }

    @Test
    void theFirstOnesCountAndLongOnesAreLeftOut() {
        String reply = "- " + "x".repeat(1_001) + "\n- A?\n- B?\n- C?";

        assertThat(ListedQuestions.in(reply, 2, ASKED)).isEqualTo(List.of("A?", "B?"));
    }
}
