// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.query;

import static java.util.Objects.requireNonNull;

import dev.tokka.Description;
import dev.tokka.Question;
import dev.tokka.Step;
import dev.tokka.Trace;
import dev.tokka.rag.Queries;
import dev.tokka.rag.QueryWriter;
import dev.tokka.rag.text.Vocabulary;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** See {@link QueryWriters#expanding}. */
final class Expanding implements QueryWriter {

    private static final int MAX_ADDED = 12;

    private final Vocabulary vocabulary;
    private final Forms forms;

    Expanding(Vocabulary vocabulary) {
        this.vocabulary = requireNonNull(vocabulary, "vocabulary");
        this.forms = new Forms(vocabulary);
    }

    @Override
    public Queries write(Question question) {
        question.checkpoint("expand");
        long start = System.nanoTime();
        List<String> added =
                forms.missing(question.text()).stream().limit(MAX_ADDED).toList();
        if (added.isEmpty()) {
            return new Queries(List.of(question.text()), Trace.EMPTY);
        }
        Step step = Step.of(
                "expand",
                Duration.ofNanos(System.nanoTime() - start),
                Map.of("formsAdded", String.valueOf(added.size())));
        return new Queries(List.of(question.text() + " " + String.join(" ", added)), Trace.of(step));
    }

    @Override
    public Description describe() {
        return Description.of("expanding").with("vocabulary", vocabulary);
    }

    @Override
    public String toString() {
        return "expanding(" + vocabulary.terms().size() + " terms)";
    }
}
