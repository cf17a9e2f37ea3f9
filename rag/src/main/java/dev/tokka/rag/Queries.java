// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import static java.util.Objects.requireNonNull;

import dev.tokka.Attributes;
import dev.tokka.Checks;
import dev.tokka.Deadline;
import dev.tokka.Passage;
import dev.tokka.Query;
import dev.tokka.QuestionRejectedException;
import dev.tokka.Retriever;
import dev.tokka.Trace;
import java.util.ArrayList;
import java.util.List;

/**
 * What to search with for one question.
 *
 * @param texts the texts to search with, the most trusted first; at least one, none blank; of more than
 *     {@value #MAX_TEXTS} only the first are kept
 * @param trace what was done to write them, with the tokens and the cost of the models asked; never the texts
 */
public record Queries(List<String> texts, Trace trace) {

    /** The most texts to search with for one question, so that its cost is bounded. */
    public static final int MAX_TEXTS = 16;

    /** How many passages each of several texts contributes at least, so that those found by all come first. */
    private static final int DEPTH = 50;

    /** Checks the ranges above and copies the texts. */
    public Queries {
        texts = List.copyOf(texts.subList(0, Math.min(MAX_TEXTS, texts.size())));
        if (texts.isEmpty()) {
            throw new IllegalArgumentException("texts must hold at least one text but are empty");
        }
        texts.forEach(text -> Checks.requireText(text, "text"));
        requireNonNull(trace, "trace");
    }

    /**
     * Returns what {@code retriever} finds: for one text as it is, for several by
     * {@linkplain RankFusion#reciprocal reciprocal ranks} of the first 50 passages of each, or of {@code limit} if that is
     * more.
     *
     * <p>A text that the retriever rejects, as when a model wrote too much, counts only if there is no other.
     *
     * @param limit the most passages to return; at least 1
     * @param attributes those of the question
     * @throws dev.tokka.ModelException if a search fails, or all texts are rejected
     */
    public List<Passage> find(Retriever retriever, int limit, Attributes attributes) {
        if (texts.size() == 1) {
            return retriever.retrieve(new Query(texts.get(0), limit, attributes));
        }
        List<List<Passage>> rankings = new ArrayList<>();
        List<QuestionRejectedException> rejections = new ArrayList<>();
        for (String text : texts) {
            Deadline.check(attributes, "queries");
            try {
                rankings.add(retriever.retrieve(new Query(text, Math.max(limit, DEPTH), attributes)));
            } catch (QuestionRejectedException e) {
                rejections.add(e);
            }
        }
        if (rankings.isEmpty()) {
            throw rejections.get(0);
        }
        List<Passage> fused = RankFusion.reciprocal(rankings);
        return fused.subList(0, Math.min(limit, fused.size()));
    }
}
