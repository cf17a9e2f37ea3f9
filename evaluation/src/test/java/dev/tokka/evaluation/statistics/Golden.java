// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.statistics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Results of NumPy, SciPy, statsmodels and scikit-learn. The file says how each was made. */
final class Golden {

    private Golden() {}

    static JsonNode of(String section) {
        try (InputStream in = Objects.requireNonNull(Golden.class.getResourceAsStream("golden.json"))) {
            return new JsonMapper().readTree(in).required(section);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<JsonNode> each(String section) {
        return StreamSupport.stream(of(section).spliterator(), false);
    }

    static double[] doubles(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(value -> value.isTextual() ? Double.parseDouble(value.textValue()) : value.doubleValue())
                .toArray();
    }

    static int[] ints(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToInt(JsonNode::intValue)
                .toArray();
    }
}
