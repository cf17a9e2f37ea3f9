// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.tokka.Span;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelCheckTest {

    private final LabelCheck moods = new LabelCheck(List.of("positive", "neutral", "negative"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "positive",
                " positive\n",
                "Positive",
                "POSITIVE.",
                "\"positive\"",
                "'Positive'.",
                "“positive”",
                "「positive」。",
                "**positive**",
                "`positive`",
                "```\npositive\n```",
                "[positive]",
                "(Positive)",
                "- positive",
                "ｐｏｓｉｔｉｖｅ",
                "Label: positive",
                "Label:positive",
                "**Label:** Positive",
                "Answer: \"positive\"",
                "answer = positive",
                "The sentiment is positive.",
                "The sentiment is: positive.",
                "The final answer is **positive**.",
                "ラベル：positive",
                "答えはpositiveです。",
                "分類は「positive」である。"
            })
    void aReplyThatIsTheLabelButForItsDressIsTheLabel(String reply) {
        assertThat(moods.check(reply)).isEqualTo(new Verdict.Fits("positive", new Span(0, reply.length())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Not positive; I would say negative",
                "not positive",
                "non-positive",
                "unpositive",
                "positively",
                "positive?",
                "positive or neutral",
                "positive, negative",
                "positive\n\nThe customer is happy.",
                "It is positive.",
                "The answer is not positive.",
                "The answer is positive, not negative.",
                "The answer isn't positive",
                "Label: not positive",
                "Sentiment positive",
                "mood: positive",
                "答えはpositiveではない",
                "答えはpositiveではありません。",
                "0.9 positive",
                "{\"label\": \"positive\"}",
                "I do not know",
                "...",
                "\u0000"
            })
    void aLabelThatOccursInAReplyIsNotTheReply(String reply) {
        assertThat(moods.check(reply)).isEqualTo(new Verdict.Unfit("the reply is none of the labels", ""));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"complete,complete", "Incomplete,incomplete", "INCOMPLETE.,incomplete", "not complete,"})
    void aLabelInsideAnotherIsNoTrap(String reply, String label) {
        assertThat(found(new LabelCheck(List.of("complete", "incomplete")), reply))
                .isEqualTo(label);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"はい,はい", "はい。,はい", "答えははいです。,はい", "回答：いいえ,いいえ", "いいえ、はい,", "はいではない,"})
    void japaneseLabelsAreReadAlike(String reply, String label) {
        assertThat(found(new LabelCheck(List.of("はい", "いいえ")), reply)).isEqualTo(label);
    }

    @Test
    void labelsThatDifferInDressOnlyMustBeWrittenExactly() {
        LabelCheck check = new LabelCheck(List.of("A", "a", "(B)", "B", "C++", "C", "***", "no problem", "no"));

        assertThat(found(check, "a")).isEqualTo("a");
        assertThat(found(check, " A ")).isEqualTo("A");
        assertThat(found(check, "Label: A")).isNull();
        assertThat(found(check, "(B)")).isEqualTo("(B)");
        assertThat(found(check, "b")).isNull();
        assertThat(found(check, "c++.")).isEqualTo("C++");
        assertThat(found(check, "c.")).isEqualTo("C");
        assertThat(found(check, "***")).isEqualTo("***");
        assertThat(found(check, "...")).isNull();
        assertThat(found(check, "No problem!")).isEqualTo("no problem");
    }

    @Test
    void aLabelMayLookLikeAnIntroduction() {
        LabelCheck check = new LabelCheck(List.of("answer: yes", "yes", "結果だ", "結果"));

        assertThat(found(check, "Answer: yes")).isEqualTo("answer: yes");
        assertThat(found(check, "Label: answer: yes")).isEqualTo("answer: yes");
        assertThat(found(check, "答えは結果だ")).isEqualTo("結果だ");
    }

    @Test
    void theDemandListsTheLabels() {
        assertThat(moods.demand(Wording.ENGLISH)).endsWith(":\n- positive\n- neutral\n- negative");
        assertThat(moods.demand(Wording.JAPANESE)).endsWith("。\n- positive\n- neutral\n- negative");
    }

    @Test
    void longRepliesAreReadInTime() {
        List<String> replies = List.of(
                "(".repeat(3_000_000),
                "positive" + " ".repeat(3_000_000) + ".",
                "The answer is " + "positive ".repeat(300_000),
                "答えは" + "です".repeat(1_000_000));

        List<Boolean> fit = assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () -> replies.stream().map(reply -> found(moods, reply) != null).toList());

        assertThat(fit).containsExactly(false, true, false, false);
    }

    @Property
    void everyLabelIsItself(@ForAll("labels") List<String> labels) {
        LabelCheck check = new LabelCheck(labels);

        assertThat(labels).allSatisfy(label -> assertThat(found(check, label)).isEqualTo(label));
    }

    @Property
    void whatIsFoundIsALabelAndFoundAgain(@ForAll("labels") List<String> labels, @ForAll("replies") String reply) {
        LabelCheck check = new LabelCheck(labels);

        String label = found(check, reply);

        if (label != null) {
            assertThat(labels).contains(label);
            assertThat(onOneLine(reply)).contains(onOneLine(label));
        }
    }

    private static String onOneLine(String text) {
        return Texts.folded(text).replaceAll("\\s+", " ").strip();
    }

    @Provide
    Arbitrary<List<String>> labels() {
        return Arbitraries.of("yes", "Yes", "no", "not", "no yes", "はい", "[a]", "label: no", "*", "is", "です")
                .list()
                .uniqueElements()
                .ofMinSize(2)
                .ofMaxSize(6);
    }

    @Provide
    Arbitrary<String> replies() {
        return Arbitraries.of(
                        "yes", "no", "not", " ", ".", "Label: ", "the answer is ", "答えは", "です", "はい", "*", "[a]", "\n")
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(pieces -> String.join("", pieces));
    }

    private static @Nullable String found(LabelCheck check, String reply) {
        return check.check(reply) instanceof Verdict.Fits fits ? fits.text() : null;
    }
}
