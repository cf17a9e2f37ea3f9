// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.ranking;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.Description;
import dev.tokka.Passage;
import dev.tokka.Query;
import dev.tokka.Retriever;
import dev.tokka.rag.Documents;
import dev.tokka.rag.Encoder;
import dev.tokka.rag.QueryWriter;
import dev.tokka.rag.Reranker;
import dev.tokka.rag.metadata.Filter;
import java.time.InstantSource;
import java.util.List;

/**
 * A retriever that pieces were put on, the last one outermost. Each method adds one piece; without any, this finds what
 * the retriever finds.
 *
 * <pre>{@code
 * Retriever best = Refined.of(index)
 *         .filtered(Filter.equal("kind", "rule"))   // before the search: what is searched at all
 *         .reranked(crossEncoder, 50)               // after it: the best 50, read again
 *         .perSource(2)
 *         .withinCharacters(6_000);
 * }</pre>
 *
 * <p>A piece has the first {@code depth} passages of what it stands on to work with, however few the query wants.
 *
 * @param retriever finds the passages
 * @param depth how many passages the pieces look at that are added next, where they are not told; at least 1
 */
public record Refined(Retriever retriever, int depth) implements Retriever {

    private static final int DEFAULT_DEPTH = 100;

    /** Checks the range above. */
    public Refined {
        requireNonNull(retriever, "retriever");
        Checks.requireAtLeast(1, depth, "depth");
    }

    /** Returns {@code retriever} without pieces; those added next look at 100 passages. */
    public static Refined of(Retriever retriever) {
        return new Refined(retriever, DEFAULT_DEPTH);
    }

    /**
     * Returns the union of what {@code retrievers} find for the same query, the first 100 passages of each, ranked by
     * {@linkplain dev.tokka.rag.RankFusion#reciprocal reciprocal ranks}; their order does not matter. They are asked one
     * after the other, and if one fails, all do.
     */
    public static Refined union(Retriever... retrievers) {
        return of(new Union(List.of(retrievers), DEFAULT_DEPTH));
    }

    /** Returns this retriever with another depth, at least 1, for the pieces added next. */
    public Refined depth(int newDepth) {
        return new Refined(retriever, newDepth);
    }

    /**
     * Ranks the first {@code passages} passages anew by {@code reranker}, whose scores replace the earlier ones; equal
     * scores keep their order. What ranks behind is not found.
     *
     * @param passages how many to read again; at least 1; each costs a call of the reranker
     */
    public Refined reranked(Reranker reranker, int passages) {
        return with(new Reranked(retriever, requireNonNull(reranker, "reranker"), passages));
    }

    /**
     * Prefers passages that say something new, by the terms they share; see {@link #diverse(double, Encoder)}.
     *
     * @param lambda from 0 (new only) to 1 (the ranking as it is)
     */
    public Refined diverse(double lambda) {
        return with(new Diverse(retriever, depth, lambda, Similarity.byTerms()));
    }

    /**
     * Prefers passages that say something new, by maximal marginal relevance: the next passage is the one with the highest
     *
     * <pre>{@code
     * lambda * relevance - (1 - lambda) * similarity to the most similar passage before it
     * }</pre>
     *
     * <p>which also becomes its score. The relevance is the score, scaled so that the best passage has 1 and the last one
     * 0; similarity is from 0 to 1. A passage in a language that the encoder does not cover is compared by terms.
     *
     * @param lambda from 0 (new only) to 1 (the ranking as it is)
     * @param encoder encodes all passages for each query, which takes long: set the {@link #depth} accordingly
     * @see <a href="https://doi.org/10.1145/290941.291025">Carbonell and Goldstein (1998), The use of MMR</a>
     */
    public Refined diverse(double lambda, Encoder encoder) {
        return with(new Diverse(retriever, depth, lambda, Similarity.by(encoder)));
    }

    /**
     * Keeps the best {@code most} passages of each document and leaves the others out, so that one document cannot fill
     * the prompt. It does not help against somebody who can add many documents.
     *
     * @param most at least 1; 2 of 5 is a good start
     */
    public Refined perSource(int most) {
        return with(new PerSource(retriever, depth, most));
    }

    /** Ranks newer documents higher, as {@code freshness} says. */
    public Refined fresh(Freshness freshness) {
        return with(new Fresh(retriever, depth, freshness));
    }

    /**
     * Searches only documents that {@code filter} means, and the question's own filter if it has one.
     *
     * <p>This changes the query, so what stands below must keep filters: an index does.
     */
    public Refined filtered(Filter filter) {
        return with(new Filtered(retriever, filter));
    }

    /**
     * Searches only documents that are in force when the question is asked, as {@link Filter#asOf} says. For another day,
     * give the question that filter instead.
     *
     * @param clock tells when that is
     * @param from the key of the time from which a document is in force
     * @param until the key of the time from which it no longer is
     */
    public Refined inForce(InstantSource clock, String from, String until) {
        return with(new InForce(retriever, clock, from, until));
    }

    /** Leaves out the documents that {@code quarantine} holds at the time of the query. */
    public Refined without(Quarantine quarantine) {
        return with(new WithoutHeld(retriever, depth, quarantine));
    }

    /**
     * Puts what surrounds them in the place of the first {@code passages} passages: search small, read large. Where the
     * surroundings of two overlap, they become one passage with the better rank.
     *
     * <p>The text is exactly that of the document. A passage whose document is not to be had, or is another version by
     * now, stays as it was found.
     *
     * @param documents gives the surroundings
     * @param surroundings how much
     * @param passages how many found passages to enlarge; at least 1; what ranks behind is not found
     */
    public Refined enlarged(Documents documents, Surroundings surroundings, int passages) {
        return with(new Enlarged(retriever, documents, surroundings, passages));
    }

    /**
     * Joins those of the first {@code passages} passages that overlap in their document, touch, or have only white space
     * between them that {@code documents} knows. The joined passage has the best rank of its parts.
     *
     * @param documents gives the text between passages
     * @param passages how many found passages to join; at least 1; what ranks behind is not found
     */
    public Refined joined(Documents documents, int passages) {
        return with(new Joined(retriever, documents, passages));
    }

    /** Keeps as many passages as have up to {@code most} characters together; see {@link #within}. */
    public Refined withinCharacters(int most) {
        return within(most, TextMeasure.characters());
    }

    /**
     * Keeps as many passages as measure up to {@code most} together. A passage that does not fit any more is left out, and
     * a smaller one behind it may still fit.
     *
     * @param most at least 1
     * @param measure what counts, such as tokens
     */
    public Refined within(int most, TextMeasure measure) {
        return with(new Within(retriever, depth, most, measure));
    }

    /**
     * Searches with what {@code writer} writes for the query, as {@link dev.tokka.rag.Queries#find} says.
     *
     * <p>A retriever sees no conversation and keeps no trace of the models that are asked: where that matters, set the
     * writer on {@link dev.tokka.rag.Retrieval#queries} instead.
     */
    public Refined queries(QueryWriter writer) {
        return with(new Rewritten(retriever, depth, requireNonNull(writer, "writer")));
    }

    private Refined with(Retriever piece) {
        return new Refined(piece, depth);
    }

    @Override
    public List<Passage> retrieve(Query query) {
        return retriever.retrieve(requireNonNull(query, "query"));
    }

    /** Returns the description of the retriever: what the next piece would look at changes nothing yet. */
    @Override
    public Description describe() {
        return retriever.describe();
    }

    @Override
    public String toString() {
        return retriever.toString();
    }
}
