// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads files of one value a line. */
final class JsonLines {

    private JsonLines() {}

    /** Returns the JSON values of {@code file} in order. */
    static List<JsonNode> read(Path file) {
        ObjectMapper mapper = new ObjectMapper();
        List<JsonNode> values = new ArrayList<>();
        try {
            for (String line : lines(file)) {
                values.add(mapper.readTree(line));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("expected JSON in line " + (values.size() + 1) + " of " + file, e);
        }
        return values;
    }

    /** Returns the lines of {@code file} that are not blank. */
    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("expected a readable file but got " + e, e);
        }
    }
}
