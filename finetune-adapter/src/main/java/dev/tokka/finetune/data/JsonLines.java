// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a file in UTF-8, one after the other, so that the file may be larger than memory. Blank lines are passed over.
 * Not safe for use by many threads; closed by who opened it.
 */
public final class JsonLines implements Iterator<JsonLines.Line>, Closeable {

    /** The most bytes of a line, 16 MiB: a longer one is refused before it fills the memory. */
    public static final int MOST_BYTES = 1 << 24;

    private final Path file;
    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int filled;
    private long number;
    private @Nullable Line next;

    private JsonLines(Path file, InputStream in) {
        this.file = file;
        this.in = in;
    }

    /**
     * A line that is not blank.
     *
     * @param number counted from 1
     * @param text without the end of line
     */
    public record Line(long number, String text) {}

    /**
     * Opens {@code file}.
     *
     * @throws IOException if it cannot be opened
     */
    public static JsonLines open(Path file) throws IOException {
        return new JsonLines(file, Files.newInputStream(file));
    }

    /** Returns the lines that are left; closing the stream closes this. */
    public Stream<Line> stream() {
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED | Spliterator.NONNULL), false)
                .onClose(() -> {
                    try {
                        close();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    /**
     * {@inheritDoc}
     *
     * @throws TrainingDataException if the next line is too long or not in UTF-8
     * @throws UncheckedIOException if the file cannot be read
     */
    @Override
    public boolean hasNext() {
        try {
            while (next == null) {
                byte[] line = line();
                if (line == null) {
                    return false;
                }
                number++;
                String text = text(line);
                next = text.isBlank() ? null : new Line(number, text);
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": line " + (number + 1) + " could not be read", e);
        }
    }

    @Override
    public Line next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException(file + " has no more lines");
        }
        Line line = next;
        next = null;
        return line;
    }

    private byte @Nullable [] line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean isThere = false;
        while (fill()) {
            isThere = true;
            int start = at;
            while (at < filled && buffer[at] != '\n') {
                at++;
            }
            if (line.size() + (at - start) > MOST_BYTES) {
                throw new TrainingDataException(
                        file.toString(),
                        number + 1,
                        "expected at most " + MOST_BYTES + " bytes but there are more",
                        null);
            }
            line.write(buffer, start, at - start);
            if (at < filled) {
                at++; // the end of the line
                return line.toByteArray();
            }
        }
        return isThere ? line.toByteArray() : null;
    }

    /** Reads more if all was used; returns whether there is anything. */
    private boolean fill() throws IOException {
        if (at == filled) {
            at = 0;
            filled = Math.max(0, in.read(buffer));
        }
        return filled > 0;
    }

    private String text(byte[] line) {
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
            return number == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new TrainingDataException(file.toString(), number, "expected UTF-8 but it is not", e);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
