// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.tokka.Query;
import dev.tokka.Retriever;
import dev.tokka.langchain4j.ContentRetrievers;
import java.util.List;
import java.util.stream.Stream;

class ContentRetrieverContractTest implements RetrieverContract {

    private static final ContentRetriever FEES = query -> query.text().contains("fee")
            ? List.of(
                    Content.from("a fee abroad"), Content.from("a fee"), Content.from("a fee"), Content.from("abroad"))
            : List.of();

    @Override
    public Retriever retriever() {
        return ContentRetrievers.toRetriever(FEES, "fees");
    }

    @Override
    public Query query() {
        return Query.of("fee abroad", 5);
    }

    @Override
    public Stream<Retriever> changedRetrievers() {
        return Stream.of(ContentRetrievers.toRetriever(FEES, "fees of 2026"));
    }
}
