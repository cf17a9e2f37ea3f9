// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.ranking;

import dev.tokka.Description;
import dev.tokka.rag.Reranker;
import java.util.List;

/** Thinks that short texts fit best. */
record LengthReranker() implements Reranker {

    @Override
    public double[] score(String query, List<String> texts) {
        return texts.stream().mapToDouble(text -> -text.length()).toArray();
    }

    @Override
    public Description describe() {
        return Description.of("reranker", "length");
    }
}
