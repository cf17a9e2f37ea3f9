// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import dev.tokka.Description;
import dev.tokka.rag.Encoder;
import java.util.List;
import java.util.function.Function;

/**
 * Gives vectors that were made before, so that what is measured is the index alone.
 *
 * @param passages the vector of a passage by its text
 * @param queries the vector of a query by its text
 * @param dimension the length of each vector
 */
record PreparedEncoder(Function<String, float[]> passages, Function<String, float[]> queries, int dimension)
        implements Encoder {

    @Override
    public List<float[]> encode(Role role, List<String> texts) {
        return texts.stream().map(role == Role.QUERY ? queries : passages).toList();
    }

    @Override
    public Description describe() {
        return Description.of("prepared").with("dimension", dimension);
    }
}
