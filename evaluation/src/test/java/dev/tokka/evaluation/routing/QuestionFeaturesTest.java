// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tokka.AnswerForm;
import dev.tokka.Embedder;
import dev.tokka.Passage;
import dev.tokka.Question;
import dev.tokka.Source;
import dev.tokka.Span;
import dev.tokka.Turn;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionFeaturesTest {

    private final QuestionFeatures features = QuestionFeatures.ofTexts();

    @Test
    void digitsWidthsAndCapitalsAreAlike() {
        assertSame("What was the profit in 2023?", "WHAT was the profit in 1999?");
        assertSame("ＡＴＭの手数料は110円ですか", "ATMの手数料は220円ですか");
    }

    @ParameterizedTest
    @ValueSource(strings = {"What was the loss in 2023?", "手数料はいくらですか", "手数料はいつですか", "?", "😀", "\uD83D"})
    void otherWordsAreOtherFeatures(String text) {
        assertDiffer(Question.of("What was the profit in 2023?"), Question.of(text));
    }

    @Test
    void whatElseIsInTheQuestionCounts() {
        Question plain = Question.of("Is it free?");
        Passage passage = new Passage("p", "It is.", new Source("d", List.of(), new Span(0, 6)), 1);

        assertDiffer(plain, plain.plusEvidence(List.of(passage)));
        assertDiffer(plain, plain.plusHistory(List.of(new Turn(Turn.Speaker.USER, "Hello"))));
        assertDiffer(plain, plain.withForm(AnswerForm.oneOf("yes", "no")));
        assertDiffer(plain, plain.withForm(new AnswerForm.JsonSchema("{}")));
        assertThat(dense(features, plain.plusInstructions(List.of("Be brief."))))
                .isEqualTo(dense(features, plain));
    }

    @Test
    void aVectorIsADirection() {
        QuestionFeatures longer = QuestionFeatures.with(text -> new float[] {3, 4}, 2);
        double[] dense = dense(longer, Question.of("a"));

        assertThat(dense[dense.length - 2]).isEqualTo(0.6);
        assertThat(dense[dense.length - 1]).isEqualTo(0.8);
        double[] none = dense(QuestionFeatures.with(text -> new float[2], 2), Question.of("a"));
        assertThat(none[none.length - 1]).isZero();
    }

    @Test
    void vectorsOfAnotherLengthAreRefused() {
        Embedder growing = text -> new float[text.length()];

        assertThatIllegalArgumentException()
                .isThrownBy(() -> QuestionFeatures.with(growing, 2).of(Question.of("abc")))
                .withMessage("the embedder must return 2 numbers but returned 3");
    }

    @Test
    void theDescriptionTellsTheEmbedder() {
        assertThat(features.describe().isOpaque()).isFalse();
        assertThat(QuestionFeatures.with(text -> new float[2], 2).describe().isOpaque())
                .isTrue();
        assertThat(features.embedder()).isEqualTo(Optional.empty());
    }

    private void assertSame(String one, String other) {
        assertThat(dense(features, Question.of(one))).isEqualTo(dense(features, Question.of(other)));
    }

    private void assertDiffer(Question one, Question other) {
        assertThat(dense(features, one)).isNotEqualTo(dense(features, other));
    }

    private static double[] dense(QuestionFeatures features, Question question) {
        double[] dense = new double[features.columns()];
        features.of(question).addTo(dense, 1);
        return dense;
    }
}
