// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import dev.tokka.Span;
import dev.tokka.rag.text.Sentences;
import java.util.ArrayList;
import java.util.List;

/**
 * The runs of one to three sentences of a text, which may support a claim; the shortest first.
 *
 * @param sentences the sentences in order
 * @param runs what each run is made of
 */
record Runs(List<Span> sentences, List<Run> runs) {

    private static final int MAX_SENTENCES = 3;

    /** The sentences from {@code first} on, before {@code end}. */
    record Run(int first, int end) {}

    static Runs of(String text) {
        List<Span> sentences = Sentences.of(text);
        List<Run> runs = new ArrayList<>();
        for (int length = 1; length <= MAX_SENTENCES; length++) {
            for (int first = 0; first + length <= sentences.size(); first++) {
                runs.add(new Run(first, first + length));
            }
        }
        return new Runs(sentences, runs);
    }

    /** Returns where {@code run} stands in the text. */
    Span span(Run run) {
        return new Span(
                sentences.get(run.first()).start(), sentences.get(run.end() - 1).end());
    }

    /** Returns the span of the sentences that hold a part of {@code span}. */
    Span around(Span span) {
        int start = span.start();
        int end = span.end();
        for (Span sentence : sentences) {
            if (sentence.start() < span.end() && sentence.end() > span.start()) {
                start = Math.min(start, sentence.start());
                end = Math.max(end, sentence.end());
            }
        }
        return new Span(start, end);
    }
}
