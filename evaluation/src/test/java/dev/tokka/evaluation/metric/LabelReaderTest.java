// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class LabelReaderTest {

    private static final LabelReader SENTIMENT = new LabelReader(List.of("positive", "very positive", "negative"));
    private static final LabelReader CHOICE = new LabelReader(List.of("A", "B", "C"));

    @Example
    void numbersAreReadWithTheirSigns() {
        LabelReader binary = new LabelReader(List.of("1", "0"));
        LabelReader signed = new LabelReader(List.of("-1", "0", "1"));

        assertThat(binary.read("-1")).isEmpty();
        assertThat(binary.read("Score: -1")).isEmpty();
        assertThat(binary.read("0.5")).isEmpty();
        assertThat(binary.read("about .1")).isEmpty();
        assertThat(binary.read("1,000 or 10 or 1%")).isEmpty();
        assertThat(binary.read("The label is 1.")).contains("1");
        assertThat(binary.read("第１位")).contains("1");
        assertThat(signed.read("**-1**")).contains("-1");
        assertThat(signed.read("It is -1, clearly.")).contains("-1");
        assertThat(signed.read("(1)")).contains("1");
    }

    @Example
    void wordsAreReadWhole() {
        assertThat(SENTIMENT.read("non-positive")).isEmpty();
        assertThat(SENTIMENT.read("It is non-positive")).isEmpty();
        assertThat(SENTIMENT.read("nonpositive_positive's")).isEmpty();
        assertThat(SENTIMENT.read("{\"label\": \"Very\u3000Positive\"}")).contains("very positive");
        assertThat(SENTIMENT.read("Positive, as I said: positive.")).contains("positive");
        assertThat(SENTIMENT.read("positive/negative")).isEmpty();
        assertThat(SENTIMENT.read("Not positive; I would say negative")).isEmpty();
        assertThat(new LabelReader(List.of("complete", "terminated")).read("incomplete"))
                .isEmpty();
    }

    @Example
    void lettersHaveTheirCaseInSentences() {
        assertThat(CHOICE.read("b")).contains("B");
        assertThat(CHOICE.read("(C).")).contains("C");
        assertThat(CHOICE.read("It is a hard question, but I can't say c.")).isEmpty();
        assertThat(CHOICE.read("It is a hard one: B")).contains("B");
        assertThat(CHOICE.read("答えはBです")).contains("B");
        assertThat(CHOICE.read("Vitamin B12, so A")).contains("A");
    }

    @Example
    void labelsMayBeMarks() {
        LabelReader marks = new LabelReader(List.of("+", "?", "👍"));

        assertThat(marks.read(" + ")).contains("+");
        assertThat(marks.read("I say 👍 to it")).contains("👍");
        assertThat(marks.read("+?")).isEmpty();
        assertThat(marks).isEqualTo(new LabelReader(List.of("+", "?", "👍"))).hasToString("one of [+, ?, 👍]");
    }

    @Example
    void alikeLabelsAreRefused() {
        for (List<String> labels :
                List.of(List.of("Yes", "ＹＥＳ!"), List.of("one"), List.<String>of(), List.of("a", "\u3000"))) {
            assertThatThrownBy(() -> new LabelReader(labels))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(labels.toString());
        }
    }

    @Example
    void longRepliesTakeLinearTime() {
        String spaces = "x" + " ".repeat(1_000_000) + "y" + "-".repeat(1_000_000) + ".";

        assertThat(SENTIMENT.read(spaces + " negative")).contains("negative");
    }

    @Property(tries = 300)
    void anyReplyIsReadOrNot(@ForAll String reply) {
        assertThat(SENTIMENT.labels())
                .containsAll(SENTIMENT.read(reply).stream().toList());
        assertThat(SENTIMENT.read("... negative ...")).contains("negative");
    }
}
