// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The figures of one run.
 *
 * @param figures in the order in which they are shown
 */
record ResultTable(List<Figure> figures) {

    ResultTable {
        figures = List.copyOf(figures);
    }

    /** Prints one line for each figure: name, value, target, and whether it is met. */
    void print(PrintStream out) {
        int width = figures.stream()
                .mapToInt(figure -> figure.name().length())
                .max()
                .orElse(0);
        String row = "%-" + Math.max(width, 4) + "s  %12s  %10s  %s%n";
        out.printf(Locale.ROOT, row, "name", "value", "target", "met?");
        for (Figure figure : figures) {
            out.printf(
                    Locale.ROOT,
                    row,
                    figure.name(),
                    figure.text(),
                    figure.target().map(Figure.Target::toString).orElse(""),
                    figure.target()
                            .map(target -> target.isMetBy(figure.value()) ? "yes" : "NO")
                            .orElse(""));
        }
    }

    /** Writes the figures as a JSON array of objects with {@code name}, {@code value}, {@code unit}, {@code target}. */
    void write(Path file) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ArrayNode array = mapper.createArrayNode();
        for (Figure figure : figures) {
            ObjectNode object = array.addObject()
                    .put("name", figure.name())
                    .put("value", figure.value())
                    .put("unit", figure.unit());
            figure.target()
                    .ifPresentOrElse(target -> object.put("target", target.toString()), () -> object.putNull("target"));
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, mapper.writerWithDefaultPrettyPrinter().writeValueAsString(array) + "\n");
    }
}
