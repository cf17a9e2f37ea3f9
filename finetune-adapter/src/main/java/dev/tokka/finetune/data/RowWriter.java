// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Adds lines to a file. What was added is in the file for certain after {@link #force}; after a failure the file may end in
 * the middle of a line, which is why a writer is told how much of the file counts when it is opened. Not safe for use by many
 * threads; closed by who opened it.
 */
public final class RowWriter implements Closeable {

    private static final int BUFFER = 1 << 16;

    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private long bytes;

    private RowWriter(FileChannel channel, long bytes) {
        this.channel = channel;
        this.bytes = bytes;
    }

    /**
     * Opens {@code file}, or begins it.
     *
     * @param bytes how much of the file counts, at least 0; what comes after is cut off
     * @throws IOException if it cannot be opened
     * @throws TrainingDataException if the file is shorter
     */
    public static RowWriter open(Path file, long bytes) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean opened = false;
        try {
            if (channel.size() < bytes) {
                throw new TrainingDataException(
                        file.toString(), "expected at least " + bytes + " bytes but there are " + channel.size());
            }
            channel.truncate(bytes).position(bytes);
            opened = true;
            return new RowWriter(channel, bytes);
        } finally {
            if (!opened) {
                channel.close();
            }
        }
    }

    /**
     * Adds a line.
     *
     * @param line without an end of line
     * @throws IOException if it cannot be written
     */
    public void append(String line) throws IOException {
        byte[] encoded = (line + "\n").getBytes(UTF_8);
        if (encoded.length > buffer.remaining()) {
            flush();
        }
        if (encoded.length > buffer.remaining()) {
            write(ByteBuffer.wrap(encoded));
        } else {
            buffer.put(encoded);
        }
        bytes += encoded.length;
    }

    /** Returns how long the file is with all that was added. */
    public long bytes() {
        return bytes;
    }

    /**
     * Returns when all that was added is on the disk.
     *
     * @throws IOException if it cannot be written
     */
    public void force() throws IOException {
        flush();
        channel.force(true);
    }

    private void flush() throws IOException {
        write(buffer.flip());
        buffer.clear();
    }

    private void write(ByteBuffer from) throws IOException {
        while (from.hasRemaining()) {
            channel.write(from);
        }
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            flush();
        }
    }
}
