// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.ranking;

import static java.util.Objects.requireNonNull;

import dev.tokka.Description;
import dev.tokka.Passage;
import dev.tokka.Query;
import dev.tokka.Question;
import dev.tokka.Retriever;
import dev.tokka.rag.QueryWriter;
import java.util.List;

/** See {@link Refined#queries}. */
record Rewritten(Retriever retriever, int depth, QueryWriter writer) implements Retriever {

    @Override
    public List<Passage> retrieve(Query query) {
        requireNonNull(query, "query").checkpoint("queries");
        Question question = Question.of(query.text()).withAttributes(query.attributes());
        List<Passage> found = writer.write(question).find(retriever, depth, query.attributes());
        query.checkpoint("queries");
        return Search.cut(found, query);
    }

    @Override
    public Description describe() {
        return Description.of("rewritten")
                .with("depth", depth)
                .withPart(retriever.describe())
                .withPart(writer.describe());
    }

    @Override
    public String toString() {
        return "queries(" + retriever + ", " + writer + ")";
    }
}
