// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.output;

import static java.util.Objects.requireNonNull;

import dev.tokka.Answer;
import dev.tokka.AnswerForm;
import dev.tokka.Citation;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.IncompleteAnswerException;
import dev.tokka.Question;
import dev.tokka.TokenSink;
import java.util.List;
import java.util.Optional;

/** See {@link SafeLinks}. */
record SafeLinksModel(SafeLinks links, DomainModel base) implements DomainModel {

    @Override
    public Answer answer(Question question) {
        requireNonNull(question, "question");
        if (!question.form().equals(AnswerForm.FREE_TEXT)) {
            return base.answer(question);
        }
        Optional<Guarded> sink = question.attributes().get(TokenSink.KEY).map(outer -> new Guarded(links, outer));
        Answer answer;
        try {
            answer = base.answer(
                    sink.map(guarded -> question.with(TokenSink.KEY, guarded)).orElse(question));
        } catch (IncompleteAnswerException e) {
            String partial = links.text(e.partialText());
            if (partial.equals(e.partialText())) {
                throw e;
            }
            // Without its cause, which holds the text as it was.
            throw new IncompleteAnswerException(e.reason(), String.valueOf(e.getMessage()), partial);
        }
        if (answer instanceof Answer.Reply reply) {
            sink.ifPresent(Guarded::finish);
            return safe(reply);
        }
        return answer;
    }

    private Answer safe(Answer.Reply reply) {
        SafeText safe = links.pieces(List.of(reply.text()));
        List<Citation> citations = reply.citations().stream()
                .map(c -> new Citation(c.number(), safe.moved(c.claim()), c.source(), c.quote(), c.support()))
                .toList();
        return new Answer.Reply(safe.text(), citations, reply.confidence(), reply.trace());
    }

    @Override
    public Description describe() {
        return Description.of("safe links").with("hosts", links).withPart(base.describe());
    }

    @Override
    public String toString() {
        return "safeLinks(" + links + ", " + base + ")";
    }

    /** Passes on what is safe of the text so far. */
    private static final class Guarded implements TokenSink {

        private final SafeLinks links;
        private final TokenSink sink;
        private LinkScanner scanner;

        Guarded(SafeLinks links, TokenSink sink) {
            this.links = links;
            this.sink = sink;
            this.scanner = new LinkScanner(links);
        }

        @Override
        public void token(String text) {
            pass(links.equals(SafeLinks.any()) ? text : scanner.add(text));
        }

        @Override
        public void restart() {
            scanner = new LinkScanner(links);
            sink.restart();
        }

        void finish() {
            pass(scanner.finish());
        }

        private void pass(String text) {
            if (!text.isEmpty()) {
                sink.token(text);
            }
        }
    }
}
