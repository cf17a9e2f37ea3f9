// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassageTest {

    private static final Source SOURCE = new Source("fees.md", List.of("Transfers", "Abroad"), new Span(3, 8));

    @Test
    void aLabelReadsLikeAPath() {
        assertThat(SOURCE.label()).isEqualTo("fees.md > Transfers > Abroad");
        assertThat(new Source("fees.md", List.of(), new Span(3, 8)).label()).isEqualTo("fees.md");
    }

    @Test
    void aSourceHasADocument() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Source("", List.of(), new Span(3, 8)))
                .withMessage("document must not be blank");
    }

    @Test
    void laterChangesToTheHeadingsHaveNoEffect() {
        List<String> headings = new ArrayList<>(List.of("Transfers"));
        Source source = new Source("fees.md", headings, new Span(3, 8));

        headings.clear();

        assertThat(source.headings()).containsExactly("Transfers");
    }

    @Test
    void aPassageHasAnIdAndAText() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Passage(" ", "Free.", SOURCE, 1))
                .withMessage("id must not be blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Passage("fees#1", "     ", SOURCE, 1))
                .withMessage("text must not be blank");
    }

    @Test
    void theTextIsAsLongAsItsSpan() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Passage("fees#1", "Free of charge.", SOURCE, 1))
                .withMessage("text must be as long as its span but has 15 characters and the span 5, in fees.md");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aScoreIsFinite(double score) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Passage("fees#1", "Free.", SOURCE, score))
                .withMessage("score must be finite but is " + score);
    }

    @Test
    void aScoreMayBeNegative() {
        assertThat(new Passage("fees#1", "Free.", SOURCE, -2.5).score()).isEqualTo(-2.5);
    }

    @Test
    void aSpanPicksItsCharacters() {
        assertThat(new Span(3, 8).of("It is free.")).isEqualTo("is fr");
        assertThat(new Span(3, 3).of("It is free.")).isEmpty();
        assertThat(new Span(3, 8).length()).isEqualTo(5);
    }

    @Test
    void aTextThatEndsBeforeTheSpanIsRefused() {
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> new Span(3, 8).of("It is"));
    }

    @Property
    void aShiftedSpanPicksTheSameCharactersOfTheWhole(
            @ForAll String before, @ForAll String part, @ForAll @IntRange(max = 9) int from) {
        Span span = new Span(Math.min(from, part.length()), part.length());

        assertThat(span.shift(before.length()).of(before + part)).isEqualTo(span.of(part));
    }

    @Test
    void aSpanBeginsInTheTextAndDoesNotEndBeforeIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Span(-1, 3))
                .withMessage("span must satisfy 0 <= start <= end but is [-1, 3)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Span(4, 3))
                .withMessage("span must satisfy 0 <= start <= end but is [4, 3)");
        assertThatIllegalArgumentException().isThrownBy(() -> new Span(3, 8).shift(-4));
        assertThatIllegalArgumentException().isThrownBy(() -> new Span(3, 8).shift(Integer.MAX_VALUE));
    }

    @Test
    void aRetrieverThatSaysNothingMoreIsOpaque() {
        Retriever retriever = query -> List.of();

        assertThat(retriever.describe()).isEqualTo(Description.of("opaque", "lambda"));
    }
}
