// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** See {@link Retriever#classified}. */
record ClassifiedRetriever(Retriever retriever, DataClass dataClass) implements Retriever {

    ClassifiedRetriever {
        requireNonNull(dataClass, "dataClass");
    }

    @Override
    public List<Passage> retrieve(Query query) {
        return retriever.retrieve(query);
    }

    @Override
    public Description describe() {
        return dataClass.describe(Description.of("classified")).withPart(retriever.describe());
    }

    @Override
    public String toString() {
        return "classified(" + retriever + ", " + dataClass + ")";
    }
}
