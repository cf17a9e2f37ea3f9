// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.privacy;

import dev.tokka.Answer;
import dev.tokka.Citation;
import dev.tokka.Example;
import dev.tokka.Passage;
import dev.tokka.Question;
import dev.tokka.Source;
import dev.tokka.Span;
import dev.tokka.Turn;
import java.util.ArrayList;
import java.util.List;

/** A question with hidden texts, and what its reply means to who asked. */
final class VeiledQuestion {

    private final Question question;
    private final Veil veil;
    private final List<Hidden> evidence = new ArrayList<>();
    private final Question asked;

    VeiledQuestion(Question question, Veil veil) {
        this.question = question;
        this.veil = veil;
        List<Passage> passages = new ArrayList<>();
        for (Passage passage : question.evidence()) {
            Hidden hidden = veil.hide(passage.text());
            evidence.add(hidden);
            passages.add(
                    new Passage(hide(passage.id()), hidden.text(), source(passage.source(), hidden), passage.score()));
        }
        this.asked = new Question(
                hide(question.text()),
                question.history().stream()
                        .map(turn -> new Turn(turn.speaker(), hide(turn.text())))
                        .toList(),
                question.instructions().stream().map(this::hide).toList(),
                question.examples().stream()
                        .map(example -> new Example(hide(example.question()), hide(example.answer())))
                        .toList(),
                passages,
                question.form(),
                question.attributes());
    }

    /** Returns the question as the model may see it. */
    Question asked() {
        return asked;
    }

    Answer.Reply revealed(Answer.Reply reply) {
        Hidden text = veil.reveal(reply.text());
        List<Citation> citations = reply.citations().stream()
                .map(citation -> revealed(citation, text))
                .toList();
        return new Answer.Reply(text.text(), citations, reply.confidence(), reply.trace());
    }

    private Citation revealed(Citation citation, Hidden text) {
        Span claim = text.after(citation.claim());
        int at = citation.number() - 1;
        if (at >= evidence.size()
                || !citation.source()
                        .document()
                        .equals(asked.evidence().get(at).source().document())
                || citation.source().span().end() > evidence.get(at).text().length()) {
            return new Citation(
                    citation.number(), claim, citation.source(), citation.quote(), citation.support()); // not ours
        }
        Passage passage = question.evidence().get(at);
        Span quote = evidence.get(at).before(citation.source().span());
        Source source = new Source(
                passage.source().document(),
                passage.source().headings(),
                quote.shift(passage.source().span().start()));
        return new Citation(citation.number(), claim, source, quote.of(passage.text()), citation.support());
    }

    /** Places in a hidden passage are counted from its beginning: the document around it is not there. */
    private Source source(Source source, Hidden hidden) {
        return new Source(
                hide(source.document()),
                source.headings().stream().map(this::hide).toList(),
                new Span(0, hidden.text().length()));
    }

    private String hide(String text) {
        return veil.hide(text).text();
    }
}
