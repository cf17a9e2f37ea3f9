// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.dataset;

import dev.tokka.evaluation.benchmark.BenchmarkFormatException;
import dev.tokka.evaluation.benchmark.Row;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the rows of a file were made into, each under an id that no other row has. */
final class Collected<T> {

    private final String file;
    private final Map<String, T> byId = new LinkedHashMap<>();

    Collected(Path file) {
        this.file = name(file);
    }

    static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /** Adds what {@code row} was made into. */
    void add(Row row, String idColumn, String id, T made) {
        if (byId.putIfAbsent(id, made) != null) {
            throw row.wrong(idColumn, "an id that no row before has", id);
        }
    }

    int size() {
        return byId.size();
    }

    Map<String, T> byId() {
        return byId;
    }

    /** Returns all, in the order of the rows; there must be at least one. */
    List<T> all() {
        if (byId.isEmpty()) {
            throw new BenchmarkFormatException(file, "at least one row", "none");
        }
        return List.copyOf(byId.values());
    }
}
