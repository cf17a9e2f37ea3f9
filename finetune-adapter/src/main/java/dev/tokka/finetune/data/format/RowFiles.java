// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.format;

import dev.tokka.finetune.data.JsonLines;
import dev.tokka.finetune.data.Provenance;
import dev.tokka.finetune.data.RowWriter;
import dev.tokka.finetune.data.TrainingDataException;
import dev.tokka.finetune.data.TrainingRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** Files of rows in a format, one a line, read and written as streams. */
public final class RowFiles {

    private RowFiles() {}

    /**
     * Writes {@code rows} to {@code file}, which appears when all of them are written, in place of what was there.
     *
     * @param rows read once, in order; not closed
     * @return how many rows were written
     * @throws IOException if the file cannot be written
     * @throws TrainingDataException if the format has no place for a row; the message counts rows from 1
     */
    public static long write(Stream<TrainingRow> rows, RowFormat format, Path file) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        long count = 0;
        boolean written = false;
        try (RowWriter writer = RowWriter.open(part, 0)) {
            for (Iterator<TrainingRow> each = rows.iterator(); each.hasNext(); ) {
                count++;
                writer.append(line(each.next(), format, count));
            }
            writer.force();
            written = true;
        } finally {
            if (!written) {
                Files.deleteIfExists(part);
            }
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return count;
    }

    private static String line(TrainingRow row, RowFormat format, long number) {
        try {
            return format.write(row.content());
        } catch (TrainingDataException e) {
            throw new TrainingDataException("row " + number + ", format " + e.getMessage(), "cannot be written");
        }
    }

    /**
     * Returns the rows of {@code file}, read as they are taken. Close the stream. Where rows come from is the file, each line
     * a document of its own, because nothing more is known.
     *
     * @throws IOException if the file cannot be opened; once it is, reading throws {@link TrainingDataException} at a line
     *     that is not in the format
     */
    public static Stream<TrainingRow> read(Path file, RowFormat format) throws IOException {
        String where = file.toString();
        String name = String.valueOf(file.getFileName());
        return JsonLines.open(file).stream()
                .map(line -> new TrainingRow(
                        format.read(line.text(), where, line.number()),
                        Provenance.of(name + "#" + line.number(), "read " + format)));
    }

    /**
     * Reads all of {@code file} and returns what is wrong, a message for each bad line, with the number of the line, the
     * field, what was expected and what was seen.
     *
     * @param most after how many messages to stop, at least 1
     * @throws IOException if the file cannot be read
     */
    public static List<TrainingDataException> validate(Path file, RowFormat format, int most) throws IOException {
        List<TrainingDataException> problems = new ArrayList<>();
        try (JsonLines lines = JsonLines.open(file)) {
            while (problems.size() < most && hasNext(lines, problems)) {
                JsonLines.Line line = lines.next();
                try {
                    format.read(line.text(), file.toString(), line.number());
                } catch (TrainingDataException e) {
                    problems.add(e);
                }
            }
        }
        return problems;
    }

    private static boolean hasNext(JsonLines lines, List<TrainingDataException> problems) {
        try {
            return lines.hasNext();
        } catch (TrainingDataException e) { // too long or not in UTF-8: where the next line begins is not certain
            problems.add(e);
            return false;
        }
    }
}
