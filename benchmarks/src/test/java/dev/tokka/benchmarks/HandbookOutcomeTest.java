// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.Answer;
import dev.tokka.Citation;
import dev.tokka.DomainModel;
import dev.tokka.Passage;
import dev.tokka.Retriever;
import dev.tokka.Source;
import dev.tokka.Span;
import dev.tokka.Trace;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HandbookOutcomeTest {

    private static final HandbookQuestion QUESTION =
            new HandbookQuestion("When?", true, Set.of("payments.md"), "Until 11:00. Then closed.", "11:00");
    private static final Retriever NOTHING = query -> List.of();

    @Test
    void aSourceIsFoundInAnyPassage() {
        Retriever retriever = query -> List.of(passage("fees.md"), passage("payments.md"));

        assertThat(outcome(retriever, "No.").found()).isTrue();
        assertThat(outcome(NOTHING, "No.").found()).isFalse();
    }

    @Test
    void theExpectedWordsAreFoundBetweenMarkersAndLineBreaks() {
        assertThat(outcome(NOTHING, "Until\n 11:00. [1] Then closed. [2][3]").quotes())
                .isTrue();
        assertThat(outcome(NOTHING, "Until 12:00. Then closed. [1]").quotes()).isFalse();
    }

    @Test
    void aReplyMayCiteAnotherSource() {
        assertThat(citing("payments.md").citesSource()).isTrue();
        assertThat(citing("fees.md").citesSource()).isFalse();
    }

    @Test
    void anAbstentionIsNoReply() {
        HandbookOutcome outcome = HandbookOutcome.of(QUESTION, NOTHING, question -> Answer.abstain("silent"));

        assertThat(outcome.answered()).isFalse();
        assertThat(outcome.quotes()).isFalse();
        assertThat(outcome.citesSource()).isFalse();
    }

    private static HandbookOutcome citing(String document) {
        Citation citation = new Citation(1, new Span(0, 3), source(document), "11h", 1);
        DomainModel model =
                question -> new Answer.Reply("11h [1]", List.of(citation), OptionalDouble.empty(), Trace.EMPTY);
        return HandbookOutcome.of(QUESTION, NOTHING, model);
    }

    private static HandbookOutcome outcome(Retriever retriever, String reply) {
        return HandbookOutcome.of(QUESTION, retriever, question -> Answer.reply(reply));
    }

    private static Passage passage(String document) {
        return new Passage(document + "#0", "11h", source(document), 1);
    }

    private static Source source(String document) {
        return new Source(document, List.of(), new Span(0, 3));
    }
}
