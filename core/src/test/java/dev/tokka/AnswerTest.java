// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {

    private static final Source SOURCE = new Source("fees.md", List.of("Transfers"), new Span(10, 15));
    private static final Citation CITATION = new Citation(1, new Span(0, 4), SOURCE, "Free.", 0.75);
    private static final Trace TRACE = Trace.of(Step.of("look up", Duration.ofMillis(3), Map.of()));

    @Test
    void aReplyOfATextHasNothingElse() {
        assertThat(Answer.reply("Yes."))
                .isEqualTo(new Answer.Reply("Yes.", List.of(), OptionalDouble.empty(), new Trace(List.of())));
    }

    @Test
    void anAbstentionHasAReasonAndNoTrace() {
        assertThat(Answer.abstain("not in the FAQ"))
                .isEqualTo(new Answer.Abstention("not in the FAQ", new Trace(List.of())));
    }

    @Test
    void onlyAReplyIsAReply() {
        Answer yes = Answer.reply("Yes.");
        Answer unknown = Answer.abstain("not in the FAQ");

        assertThat(yes.reply()).containsSame((Answer.Reply) yes);
        assertThat(unknown.reply()).isEmpty();
    }

    @Test
    void anotherTraceLeavesTheRest() {
        Answer.Reply reply = new Answer.Reply("Yes.", List.of(CITATION), OptionalDouble.of(0.5), Trace.EMPTY);

        assertThat(reply.withTrace(TRACE))
                .isEqualTo(new Answer.Reply("Yes.", List.of(CITATION), OptionalDouble.of(0.5), TRACE));
        assertThat(Answer.abstain("not in the FAQ").withTrace(TRACE))
                .isEqualTo(new Answer.Abstention("not in the FAQ", TRACE));
    }

    @Test
    void otherCitationsLeaveTheRest() {
        Answer.Reply reply = new Answer.Reply("Yes.", List.of(), OptionalDouble.of(0.5), TRACE);

        assertThat(reply.withCitations(List.of(CITATION)))
                .isEqualTo(new Answer.Reply("Yes.", List.of(CITATION), OptionalDouble.of(0.5), TRACE));
    }

    @Test
    void laterChangesToTheCitationsHaveNoEffect() {
        List<Citation> citations = new ArrayList<>(List.of(CITATION));
        Answer.Reply reply = Answer.reply("Yes.").reply().orElseThrow().withCitations(citations);

        citations.clear();

        assertThat(reply.citations()).containsExactly(CITATION);
    }

    @Test
    void anEmptyReplyOrReasonIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Answer.reply(" ")).withMessage("text must not be blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Answer.abstain(""))
                .withMessage("reason must not be blank");
    }

    @Test
    void claimsLieWithinTheText() {
        Answer.Reply reply = Answer.reply("Yes").reply().orElseThrow();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> reply.withCitations(List.of(CITATION)))
                .withMessage("claims must lie within the reply's 3 characters but one is Span[start=0, end=4]");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.001, 1.001, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void sharesOutsideZeroToOneAreRefused(double share) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Answer.Reply("Yes.", List.of(), OptionalDouble.of(share), Trace.EMPTY))
                .withMessage("confidence must be in [0, 1] but is " + share);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Citation(1, new Span(0, 4), SOURCE, "Free.", share))
                .withMessage("support must be in [0, 1] but is " + share);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1})
    void zeroAndOneAreShares(double share) {
        assertThatCode(() -> new Citation(1, new Span(0, 4), SOURCE, "Free.", share))
                .doesNotThrowAnyException();
        assertThatCode(() -> new Answer.Reply("Yes.", List.of(), OptionalDouble.of(share), Trace.EMPTY))
                .doesNotThrowAnyException();
    }

    @Test
    void citationsAreNumberedFromOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Citation(0, new Span(0, 4), SOURCE, "Free.", 1))
                .withMessage("number must be at least 1 but is 0");
    }

    @Test
    void aQuoteIsAsLongAsItsSpan() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Citation(1, new Span(0, 4), SOURCE, "Free", 1))
                .withMessage("quote must be as long as its span but has 4 characters and the span 5, in fees.md");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Citation(1, new Span(0, 4), SOURCE, "     ", 1))
                .withMessage("quote must not be blank");
    }
}
