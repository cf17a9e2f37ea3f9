// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Numbers that a program measured in a process of its own, as lines of its output.
 *
 * @param values by their names, which hold no {@code =}
 */
record Readings(Map<String, Double> values) {

    private static final String PREFIX = "reading:";

    Readings {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    /** Returns the number called {@code name}. */
    double get(String name) {
        Double value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("expected a reading \"" + name + "\" but there are " + values.keySet());
        }
        return value;
    }

    /** Returns the lines that {@link #parse} reads. */
    List<String> toLines() {
        return values.entrySet().stream()
                .map(entry -> PREFIX + entry.getKey() + "=" + entry.getValue())
                .toList();
    }

    /** Reads the lines that {@link #toLines} wrote among those of a program's output. */
    static Readings parse(List<String> output) {
        Map<String, Double> values = new TreeMap<>();
        for (String line : output) {
            if (line.startsWith(PREFIX)) {
                int equals = line.indexOf('=');
                values.put(line.substring(PREFIX.length(), equals), Double.parseDouble(line.substring(equals + 1)));
            }
        }
        return new Readings(values);
    }
}
