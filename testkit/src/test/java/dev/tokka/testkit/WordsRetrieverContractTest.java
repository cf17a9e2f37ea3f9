// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import dev.tokka.Query;
import dev.tokka.Retriever;
import java.util.List;
import java.util.stream.Stream;

class WordsRetrieverContractTest implements RetrieverContract {

    @Override
    public Retriever retriever() {
        return new WordsRetriever(List.of("a fee abroad", "a fee", "abroad", "the manager of a branch may sign"));
    }

    @Override
    public Query query() {
        return Query.of("fee abroad", 5);
    }

    @Override
    public Stream<Retriever> changedRetrievers() {
        return Stream.of(new WordsRetriever(List.of("a fee")), new WordsRetriever(List.of()));
    }
}
