// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.DomainModel;
import dev.tokka.Retriever;
import dev.tokka.Specialization;
import dev.tokka.governance.output.SafeLinks;

/**
 * The strategy that gives a model passages to answer from and holds it to them.
 *
 * <p>The passages become the question's evidence. What the model replies is checked before anybody sees it: a marker
 * {@code [n]} must name a passage that was given, each sentence gets a support score and the words it rests on, and a
 * reply with too little support becomes an abstention. If nothing is found and the question brings no evidence of its
 * own, that is an abstention too, and the model is not asked.
 *
 * <pre>{@code
 * DomainModel model = base.with(Retrieval.from(index).limit(8));
 * }</pre>
 *
 * <p>Sentences that claim nothing, such as "Sure, here is the answer:", need no support. A reply that says nothing but that
 * its model does not know, as "I do not know." or 「わかりません。」, becomes an abstention. What becomes of unsupported
 * sentences in a reply that is supported on the whole is for {@link UnsupportedSentences} to say.
 *
 * <p>Retrieval may be put on retrieval: the outer passages come first, so that the numbers of both stay valid. The outer
 * check keeps the inner one's citations of passages that only the inner one saw.
 *
 * <p>Replies in another {@linkplain dev.tokka.AnswerForm form} than free text, such as labels, get the evidence but are
 * passed on unchecked: a label says nothing that could be found in a passage.
 *
 * @param retriever where passages come from
 * @param limit the most passages to give to the model; at least 1
 * @param minSupport the least support, from 0 to 1, with which a reply counts as grounded: the mean over its
 *     sentences, long ones counting more, of how far the words that a sentence cites support it
 * @param support what measures how far a passage supports a sentence
 * @param unsupported what becomes of a sentence with less than the least support
 * @param links which links and images in a reply may act
 * @param queries what to search with for a question
 */
public record Retrieval(
        Retriever retriever,
        int limit,
        double minSupport,
        SupportScorer support,
        UnsupportedSentences unsupported,
        SafeLinks links,
        QueryWriter queries)
        implements Specialization {

    private static final int DEFAULT_LIMIT = 6;
    private static final double DEFAULT_MIN_SUPPORT = 0.5;

    /** Checks the ranges above. */
    public Retrieval {
        requireNonNull(retriever, "retriever");
        Checks.requireAtLeast(1, limit, "limit");
        Checks.requireShare(minSupport, "minSupport");
        requireNonNull(support, "support");
        requireNonNull(unsupported, "unsupported");
        requireNonNull(links, "links");
        requireNonNull(queries, "queries");
    }

    /**
     * Returns retrieval of up to 6 passages with a least support of 0.5 by words, every term weighing the same, which
     * keeps unsupported sentences and lets no link act.
     */
    public static Retrieval from(Retriever retriever) {
        return new Retrieval(
                retriever,
                DEFAULT_LIMIT,
                DEFAULT_MIN_SUPPORT,
                SupportScorer.words(TermWeights.uniform()),
                UnsupportedSentences.KEEP,
                SafeLinks.none(),
                QueryWriter.asAsked());
    }

    /** Returns this retrieval with another limit, at least 1. */
    public Retrieval limit(int newLimit) {
        return new Retrieval(retriever, newLimit, minSupport, support, unsupported, links, queries);
    }

    /** Returns this retrieval with another least support, from 0 to 1. */
    public Retrieval minSupport(double newMinSupport) {
        return new Retrieval(retriever, limit, newMinSupport, support, unsupported, links, queries);
    }

    /**
     * Returns this retrieval with support by {@linkplain SupportScorer#words words} that weigh as {@code weights} says,
     * such as those of the index.
     */
    public Retrieval weights(TermWeights weights) {
        return support(SupportScorer.words(weights));
    }

    /** Returns this retrieval with another measure of support. Default: by words. */
    public Retrieval support(SupportScorer newSupport) {
        return new Retrieval(retriever, limit, minSupport, newSupport, unsupported, links, queries);
    }

    /**
     * Returns this retrieval with another rule for links and images in replies. Default: none acts, since whoever wrote a
     * document could have written them.
     */
    public Retrieval links(SafeLinks newLinks) {
        return new Retrieval(retriever, limit, minSupport, support, unsupported, newLinks, queries);
    }

    /** Returns this retrieval with another policy for unsupported sentences. */
    public Retrieval unsupported(UnsupportedSentences newUnsupported) {
        return new Retrieval(retriever, limit, minSupport, support, newUnsupported, links, queries);
    }

    /**
     * Returns this retrieval that searches with what {@code newQueries} writes for a question, as {@link Queries#find}
     * says. Default: the question as it was asked.
     */
    public Retrieval queries(QueryWriter newQueries) {
        return new Retrieval(retriever, limit, minSupport, support, unsupported, links, newQueries);
    }

    @Override
    public DomainModel specialize(DomainModel base) {
        return new RetrievalModel(this, requireNonNull(base, "base"));
    }
}
