// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/**
 * A file that records are appended to. Not a channel: a thread that is interrupted while it writes to a channel closes
 * it for all.
 */
interface LogFile extends Closeable {

    /** Writes all of {@code bytes} at the end. */
    void append(byte[] bytes) throws IOException;

    /** Returns when all that was written is on the disk. */
    void force() throws IOException;

    /** Cuts the file to {@code length} bytes and goes on from there. */
    void truncate(long length) throws IOException;

    /** Opens files. */
    @FunctionalInterface
    interface Opener {

        /** Opens or creates a file for appending. */
        LogFile open(Path file) throws IOException;
    }

    /** Opens a file of the file system. */
    static LogFile open(Path path) throws IOException {
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        file.seek(file.length());
        return new LogFile() {
            @Override
            public void append(byte[] bytes) throws IOException {
                file.write(bytes);
            }

            @Override
            public void force() throws IOException {
                file.getFD().sync();
            }

            @Override
            public void truncate(long length) throws IOException {
                file.setLength(length);
                file.seek(length);
            }

            @Override
            public void close() throws IOException {
                file.close();
            }
        };
    }
}
