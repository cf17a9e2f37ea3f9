// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.Span;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SentencesTest {

    private static List<String> sentences(String text) {
        return Sentences.of(text).stream().map(span -> span.of(text).strip()).toList();
    }

    @Test
    void english() {
        assertThat(sentences("Yes! The fee is 1.5 euro, says Dr. Brown. [1] [2] Is it (e.g. for J. Smith) due?\n- now"))
                .containsExactly(
                        "Yes!",
                        "The fee is 1.5 euro, says Dr. Brown. [1] [2]",
                        "Is it (e.g. for J. Smith) due?",
                        "- now");
        assertThat(sentences("He said \"No.\" Then he left... and came back."))
                .containsExactly("He said \"No.\"", "Then he left... and came back.");
        assertThat(sentences("See No. 5 or fig. 2 of Acme Inc. for it. No. 5 is red."))
                .containsExactly("See No. 5 or fig. 2 of Acme Inc. for it.", "No. 5 is red.");
        assertThat(sentences("1. Open it.\n2. Close it.")).containsExactly("1. Open it.", "2. Close it.");
        assertThat(sentences("See fees.md for more.[3]Then ask."))
                .containsExactly("See fees.md for more.[3]", "Then ask.");
    }

    @Test
    void japanese() {
        assertThat(sentences("手数料は１．５％です。[1]「無料ですか？」はい！終わり"))
                .containsExactly("手数料は１．５％です。[1]", "「無料ですか？」", "はい！", "終わり");
    }

    @Test
    void marksAloneAreNoSentence() {
        assertThat(sentences("\n [1]\n...\n!?\n")).isEmpty();
        assertThat(sentences("")).isEmpty();
    }

    @Test
    void longRunsTakeLinearTime() {
        assertThat(sentences(".".repeat(500_000) + "x")).hasSize(1);
        assertThat(sentences("x." + " ".repeat(500_000) + "[".repeat(500_000))).hasSize(1);
    }

    @Property(tries = 300)
    void sentencesFollowEachOther(@ForAll String text) {
        int end = 0;
        for (Span sentence : Sentences.of(text)) {
            assertThat(sentence.start()).isGreaterThanOrEqualTo(end);
            assertThat(sentence.end()).isGreaterThan(sentence.start()).isLessThanOrEqualTo(text.length());
            end = sentence.end();
        }
    }
}
