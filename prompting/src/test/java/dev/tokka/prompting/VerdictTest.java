// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.Answer;
import dev.tokka.Citation;
import dev.tokka.Source;
import dev.tokka.Span;
import dev.tokka.Trace;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What becomes of the citations of a reply whose text is brought into its form. */
class VerdictTest {

    private static final String FENCED = "```json\n{\"fee\":500}\n```";
    private static final Verdict.Fits DOCUMENT = new Verdict.Fits("{\"fee\":500}", new Span(8, 19));

    @Test
    void aReplyThatFitsAsItIsKeepsEverything() {
        Answer.Reply reply = reply("card", new Span(0, 4));

        assertThat(new Verdict.Fits("card", new Span(0, 4)).applyTo(reply)).isSameAs(reply);
    }

    @Test
    void claimsMoveWithTheDocumentAndThoseOutsideGo() {
        Answer.Reply reply = DOCUMENT.applyTo(
                reply(FENCED, new Span(0, 3), new Span(0, 12), new Span(9, 14), new Span(15, 23), new Span(20, 23)));

        assertThat(reply.text()).isEqualTo("{\"fee\":500}");
        assertThat(reply.citations())
                .extracting(Citation::claim)
                .containsExactly(new Span(0, 4), new Span(1, 6), new Span(7, 11));
        assertThat(reply.citations().get(1).claim().of(reply.text())).isEqualTo("\"fee\"");
        assertThat(reply.confidence()).hasValue(0.5);
    }

    @Test
    void whatWasSaidOfALabelIsSaidOfAllOfIt() {
        String text = "**Label:** Card";

        Answer.Reply reply =
                new Verdict.Fits("card", new Span(0, text.length())).applyTo(reply(text, new Span(11, 15)));

        assertThat(reply.citations()).extracting(Citation::claim).containsExactly(new Span(0, 4));
    }

    @Property
    void everyClaimLiesInTheTextAndSaysWhatItSaid(
            @ForAll @IntRange(max = 23) int start, @ForAll @IntRange(max = 23) int end) {
        Span claim = new Span(Math.min(start, end), Math.max(start, end));

        Answer.Reply reply = DOCUMENT.applyTo(reply(FENCED, claim));

        assertThat(reply.citations())
                .allSatisfy(citation -> assertThat(claim.of(FENCED))
                        .contains(citation.claim().of(reply.text()))
                        .isNotEmpty());
    }

    private static Answer.Reply reply(String text, Span... claims) {
        List<Citation> citations = Arrays.stream(claims)
                .map(claim -> new Citation(1, claim, new Source("fees.md", List.of(), new Span(0, 3)), "fee", 1))
                .toList();
        return new Answer.Reply(text, citations, OptionalDouble.of(0.5), Trace.EMPTY);
    }
}
