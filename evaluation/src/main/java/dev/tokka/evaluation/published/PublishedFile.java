// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.published;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.evaluation.benchmark.BenchmarkFormatException;
import dev.tokka.evaluation.benchmark.Row;
import dev.tokka.evaluation.benchmark.Rows;
import dev.tokka.evaluation.published.PublishedNumber.Comparability;
import dev.tokka.evaluation.published.PublishedNumber.Entrant;
import dev.tokka.evaluation.published.PublishedNumber.Source;
import dev.tokka.evaluation.published.PublishedNumber.Task;
import dev.tokka.evaluation.published.PublishedNumber.Unit;
import dev.tokka.evaluation.published.PublishedNumber.Value;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Published numbers out of rows. */
final class PublishedFile {

    static final String RESOURCE = "published.csv";

    private static final List<String> UNITS =
            Arrays.stream(Unit.values()).map(Unit::label).toList();

    private PublishedFile() {}

    static PublishedNumbers read(Path file) {
        return numbers(file.toString(), Rows.read(file));
    }

    static PublishedNumbers builtIn() {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        List<Row> rows = new ArrayList<>();
        try (InputStream bytes = PublishedFile.class.getResourceAsStream(RESOURCE);
                CSVParser records = format.parse(new InputStreamReader(requireNonNull(bytes, RESOURCE), UTF_8))) {
            for (CSVRecord each : records) {
                ObjectNode fields = JsonNodeFactory.instance.objectNode();
                records.getHeaderNames().forEach(name -> fields.put(name, each.get(name)));
                rows.add(Row.of(RESOURCE, each.getRecordNumber(), fields));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE, e);
        }
        return numbers(RESOURCE, rows);
    }

    private static PublishedNumbers numbers(String file, List<Row> rows) {
        List<PublishedNumber> all = rows.stream().map(PublishedFile::number).toList();
        try {
            return new PublishedNumbers(all);
        } catch (IllegalArgumentException e) {
            throw new BenchmarkFormatException(file, "a row for each number", e);
        }
    }

    private static PublishedNumber number(Row row) {
        try {
            return new PublishedNumber(
                    new Task(
                            row.filled("benchmark"), row.filled("metric"), row.filled("split"), row.filled("protocol")),
                    new Entrant(row.filled("model"), row.filled("method")),
                    new Value(
                            decimal(row, "value", row.filled("value")),
                            unit(row),
                            known(row, "spread").map(text -> decimal(row, "spread", text))),
                    new Source(row.filled("source"), row.filled("id"), row.filled("place"), known(row, "date")),
                    new Comparability(
                            row.oneOf("comparable", List.of("yes", "no")).equals("yes"),
                            row.filled("reason"),
                            known(row, "reason_ja")));
        } catch (IllegalArgumentException e) {
            throw new BenchmarkFormatException(row.where(), "a published number", e);
        }
    }

    private static Unit unit(Row row) {
        String label = row.oneOf("unit", UNITS);
        return Arrays.stream(Unit.values())
                .filter(unit -> unit.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private static Optional<String> known(Row row, String column) {
        return row.textIfPresent(column).filter(text -> !text.isBlank());
    }

    private static BigDecimal decimal(Row row, String column, String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw row.wrong(column, "a decimal number", text);
        }
    }
}
