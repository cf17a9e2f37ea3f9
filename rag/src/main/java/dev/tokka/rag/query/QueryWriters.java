// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.query;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.DomainModel;
import dev.tokka.rag.Queries;
import dev.tokka.rag.QueryWriter;
import dev.tokka.rag.text.Vocabulary;

/**
 * Makes the pieces that write queries. Each asks its model at most once for a question, for at most 400 tokens, with the
 * attributes of the question: so its deadline, its caller's budget and its data class hold.
 *
 * <p>What a model writes is only searched for, never an instruction; but it decides what is found, so let it be a model
 * that may see the conversation.
 */
public final class QueryWriters {

    private static final int TURNS = 6;

    private QueryWriters() {}

    /**
     * Makes a question that needs its conversation, such as "And abroad?", stand alone: {@code model} gets it with the
     * last 6 turns and rewrites it. A question without history is left as it is, and the model is not asked.
     */
    public static QueryWriter condensing(DomainModel model) {
        return condensing(model, TURNS);
    }

    /**
     * As {@link #condensing(DomainModel)}, with the last {@code turns} turns.
     *
     * @param turns at least 1
     */
    public static QueryWriter condensing(DomainModel model, int turns) {
        return new Condensing(requireNonNull(model, "model"), turns);
    }

    /**
     * Adds up to {@code count} rewordings by {@code model} to the question, so that a passage is found whose author used
     * other words. Each is one more search.
     *
     * @param count from 1 to 15
     */
    public static QueryWriter rewording(DomainModel model, int count) {
        Checks.requireAtLeast(1, count, "count");
        if (count >= Queries.MAX_TEXTS) {
            throw new IllegalArgumentException("count must be at most " + (Queries.MAX_TEXTS - 1) + " but is " + count);
        }
        return new Rewording(requireNonNull(model, "model"), count);
    }

    /**
     * Adds an answer that {@code model} makes up, because a made-up answer looks more like the passage sought than the
     * question does. It is one more search, and nobody sees it.
     *
     * @see <a href="https://arxiv.org/abs/2212.10496">Gao et al. (2023), Precise Zero-Shot Dense Retrieval without
     *     Relevance Labels</a>
     */
    public static QueryWriter hypothetical(DomainModel model) {
        return new Hypothetical(requireNonNull(model, "model"));
    }

    /**
     * Adds to the text of the question the other forms of the terms in it, by {@code vocabulary}: the synonyms of a term,
     * and the term and its other synonyms for a synonym. Asks no model.
     *
     * <p>Letters count as equal after Unicode's NFKC and in lower case, so ＡＴＭ is ATM. A form of Latin letters or digits
     * is found as a whole word, others anywhere; of forms that overlap, the longer one. At most 12 forms are added.
     */
    public static QueryWriter expanding(Vocabulary vocabulary) {
        return new Expanding(vocabulary);
    }
}
