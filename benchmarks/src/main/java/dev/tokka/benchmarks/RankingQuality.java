// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import dev.tokka.Passage;
import dev.tokka.Query;
import dev.tokka.Retriever;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How well passages are found, as means over many queries.
 *
 * @param ndcg10 the normalized discounted cumulative gain of the first 10 documents
 * @param recall100 the share of the relevant documents among the first 100
 */
record RankingQuality(double ndcg10, double recall100) {

    /** Measures {@code retriever} on {@code topics}, with the first {@code passages} passages of each. */
    static RankingQuality of(Retriever retriever, List<SciFact.Topic> topics, int passages) {
        List<RankingQuality> each = topics.parallelStream()
                .map(topic -> of(topic, documents(retriever, topic.text(), passages)))
                .toList();
        return new RankingQuality(
                each.stream().collect(Collectors.averagingDouble(RankingQuality::ndcg10)),
                each.stream().collect(Collectors.averagingDouble(RankingQuality::recall100)));
    }

    private static RankingQuality of(SciFact.Topic topic, List<String> ranking) {
        return new RankingQuality(
                RankingMetrics.ndcg(ranking, topic.relevant(), 10),
                RankingMetrics.recall(ranking, topic.relevant(), 100));
    }

    /** Returns the documents of the passages found: the best passage of each decides its rank. */
    private static List<String> documents(Retriever retriever, String text, int limit) {
        return retriever.retrieve(Query.of(text, limit)).stream()
                .map((Passage passage) -> passage.source().document())
                .distinct()
                .toList();
    }
}
