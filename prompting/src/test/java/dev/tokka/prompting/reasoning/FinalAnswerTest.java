// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.reasoning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FinalAnswerTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Reasoning: 2 and 3 make 5.\nFinal answer: 5 yen",
                "So it is 5.\n\nFinal answer:\n5 yen\n",
                "5.\r\nFINAL ANSWER:   5 yen\r\n",
                "5.\n**Final answer:** 5 yen",
                "5.\n**Final answer: 5 yen**",
                "5.\n**Final Answer**: 5 yen",
                "5.\n__Final Answer__\n5 yen",
                "5.\n### Final Answer\n\n5 yen",
                "5.\n> - Final answer: 5 yen",
                "5.\nThe final answer is: 5 yen",
                "5.\n[Final answer] 5 yen",
                "5.\nMy final reply: 5 yen",
                "Final answer: 4 yen\nNo, wait.\nFinal answer: 5 yen",
                "<think>\nFinal answer: 4 yen\n</think>\nFinal answer: 5 yen",
                "推論：2と3で5。\n最終回答：5 yen",
                "推論：2と3で5。\n\u3000最終回答: 5 yen",
                "5。\n【最終回答】5 yen",
                "5。\n**最終的な答え**：5 yen",
                "5。\n最終回答は：5 yen",
                "5。\n## 最終解答\n5 yen",
                "Final answer: 5 yen"
            })
    void theFinalAnswerIsWhatStandsAfterTheLastMark(String reply) {
        assertThat(FinalAnswer.in(reply))
                .hasValueSatisfying(
                        found -> assertThat(found.answer().of(reply)).isEqualTo("5 yen"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5 yen",
                "I will write my final answer: at the end",
                "The final answer is 5 yen.",
                "The final answers: 5 and 6",
                "最終回答は5円です。",
                "Reasoning: 5.\nFinal answer:",
                "Reasoning: 5.\nFinal answer: \n\u3000\u00a0\n",
                "**Final answer:**",
                "Final answer: 5 yen\nReasoning: 2 and 3 make 5.",
                "Final answer: 5 yen\n\n**Reasoning**\n2 and 3 make 5.",
                "Final answer: 5 yen <think>or 6?</think>",
                "最終回答：5円\n推論：2と3で5。",
                "Final answer: 4\nFinal answer:"
            })
    void withoutAMarkOrWithNothingOrReasoningAfterItThereIsNone(String reply) {
        assertThat(FinalAnswer.in(reply)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"reasoning", "**5**", "5\nSource: the reasoning of the court [1]", "- 5\n- 6"})
    void whatIsNoHeadingStays(String answer) {
        String reply = "Because.\nFinal answer: " + answer;

        assertThat(FinalAnswer.in(reply))
                .hasValueSatisfying(
                        found -> assertThat(found.answer().of(reply)).isEqualTo(answer));
    }

    @ParameterizedTest
    @MethodSource("longReplies")
    void longRepliesAreReadInTime(String reply) {
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> FinalAnswer.in(reply));
    }

    static Stream<String> longReplies() {
        return Stream.of(" ", "\n", "> ", "**", "Final answer", "Final answer ", "Final answer\n", "最終回答は", "[1]")
                .map(piece -> piece.repeat(200_000 / piece.length()) + ".");
    }

    @Property
    void whateverTheReasoningTheAnswerComesOut(@ForAll("words") String reasoning, @ForAll("words") String answer) {
        String reply = reasoning + "\nFinal answer: " + answer;

        FinalAnswer found = FinalAnswer.in(reply).orElseThrow();

        assertThat(found.answer().of(reply)).isEqualTo(answer.strip());
        assertThat(found.reasoning().of(reply)).isEqualTo(reasoning.strip());
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.of("a", "final ", "答え", " ", ": ", "5円", "*", "\n", "\"", "💧")
                .list()
                .ofMaxSize(12)
                .map(pieces -> "x" + String.join("", pieces) + "y");
    }
}
