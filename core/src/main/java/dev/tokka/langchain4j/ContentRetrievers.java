// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

import static java.util.Objects.requireNonNull;

import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.ContentMetadata;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.tokka.Attributes;
import dev.tokka.Checks;
import dev.tokka.Passage;
import dev.tokka.Query;
import dev.tokka.Retriever;
import dev.tokka.Sending;
import java.util.Map;

/** Retrievers of LangChain4j as ours, and ours as LangChain4j's. */
public final class ContentRetrievers {

    private ContentRetrievers() {}

    /**
     * Returns {@code retriever} as a retriever of LangChain4j that finds up to {@code limit} passages, at least 1.
     *
     * <p>Each content has the passage's score and id as metadata, and its segment the document, the headings and the span,
     * so that {@link #toRetriever} gives the same passages back. A {@link dev.tokka.ModelException} is thrown as the
     * exception of LangChain4j that stands for it.
     */
    public static ContentRetriever toContentRetriever(Retriever retriever, int limit) {
        return toContentRetriever(retriever, limit, Attributes.NONE);
    }

    /** Returns {@code retriever} as a retriever of LangChain4j whose queries have attributes, such as the caller. */
    public static ContentRetriever toContentRetriever(Retriever retriever, int limit, Attributes attributes) {
        requireNonNull(retriever, "retriever");
        Checks.requireAtLeast(1, limit, "limit");
        requireNonNull(attributes, "attributes");
        return query -> {
            try {
                return retriever.retrieve(new Query(query.text(), limit, attributes)).stream()
                        .map(ContentRetrievers::content)
                        .toList();
            } catch (RuntimeException e) {
                throw LangChain4jFailures.of(e);
            }
        };
    }

    /**
     * Returns {@code retriever} as a retriever of ours.
     *
     * <p>It runs on a daemon thread of its own, so that the query's deadline and an interrupt are kept; a call takes no
     * longer than {@link CallLimits#DEFAULT} says. Contents are put in the order of their scores, a reranked one first; if
     * one has none, in the order in which they were found, with the scores 1, 1/2, 1/3 and so on. Duplicates and contents
     * without text are left out. The id is the embedding's, or else the digest of the text and its document; the document
     * is what the segment's metadata call {@code file_name}, {@code url}, {@code source} or {@code document_id}, or else
     * {@code name}. A passage stands at its own text, from 0, if the metadata do not tell its place.
     *
     * <p>The retriever finds as many contents as it was built to find; a query's limit can only take fewer.
     *
     * @param name stands for the retriever in descriptions, because it cannot describe itself: choose another one whenever
     *     its documents or its settings change; not blank
     */
    public static Retriever toRetriever(ContentRetriever retriever, String name) {
        return toRetriever(retriever, name, Sending.unknown());
    }

    /**
     * Returns {@code retriever} as a retriever of ours, as {@link #toRetriever(ContentRetriever, String)} does.
     *
     * @param sending where the retriever sends queries; not known unless you say, which an {@linkplain dev.tokka.EgressGuard
     *     egress policy} denies
     */
    public static Retriever toRetriever(ContentRetriever retriever, String name, Sending sending) {
        return new ForeignRetriever(
                requireNonNull(retriever, "retriever"),
                Checks.requireText(name, "name"),
                Runner.DEFAULT.withSending(requireNonNull(sending, "sending")));
    }

    private static Content content(Passage passage) {
        return Content.from(
                Segments.of(passage),
                Map.of(ContentMetadata.SCORE, passage.score(), ContentMetadata.EMBEDDING_ID, passage.id()));
    }
}
