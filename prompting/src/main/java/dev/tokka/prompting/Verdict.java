// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import static java.util.Objects.requireNonNull;

import dev.tokka.Answer;
import dev.tokka.Checks;
import dev.tokka.Citation;
import dev.tokka.Span;
import java.util.List;
import java.util.Optional;

/** What the check of a reply found. */
public sealed interface Verdict {

    /** Returns that {@code reply} fits as it is. */
    static Verdict fits(String reply) {
        return new Fits(reply, new Span(0, reply.length()));
    }

    /** Returns that a reply does not fit, as {@link Unfit}. */
    static Verdict unfit(String problem, String advice) {
        return new Unfit(problem, advice);
    }

    /**
     * The reply fits.
     *
     * @param text what the reply says, in exactly the form; not blank
     * @param kept where that stands in the reply; if the words there are not {@code text}, they say it as a whole
     */
    record Fits(String text, Span kept) implements Verdict {

        /** Checks that the text is not blank. */
        public Fits {
            Checks.requireText(text, "text");
            requireNonNull(kept, "kept");
        }

        /** Returns {@code reply} with this text and the citations of what was kept. */
        Answer.Reply applyTo(Answer.Reply reply) {
            if (text.equals(reply.text())) {
                return reply;
            }
            boolean verbatim = kept.of(reply.text()).equals(text);
            List<Citation> citations = reply.citations().stream()
                    .flatMap(
                            citation -> claim(citation.claim(), verbatim).map(claim -> moved(citation, claim)).stream())
                    .toList();
            return new Answer.Reply(text, citations, reply.confidence(), reply.trace());
        }

        private Optional<Span> claim(Span claim, boolean verbatim) {
            int start = Math.max(claim.start(), kept.start());
            int end = Math.min(claim.end(), kept.end());
            if (start >= end) {
                return Optional.empty();
            }
            return Optional.of(verbatim ? new Span(start, end).shift(-kept.start()) : new Span(0, text.length()));
        }

        private static Citation moved(Citation citation, Span claim) {
            return new Citation(citation.number(), claim, citation.source(), citation.quote(), citation.support());
        }
    }

    /**
     * The reply does not fit.
     *
     * @param problem what is wrong, for operators: without words of the reply, which may be words of the question
     * @param advice what is wrong, for the model that wrote the reply; empty if the demand says it all
     */
    record Unfit(String problem, String advice) implements Verdict {

        /** Checks that a problem is given. */
        public Unfit {
            Checks.requireText(problem, "problem");
            requireNonNull(advice, "advice");
        }
    }
}
