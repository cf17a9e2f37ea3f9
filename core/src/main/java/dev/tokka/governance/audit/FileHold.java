// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps others from writing to what a lock file stands for, in this process and in others. Readers are not kept out, and
 * never open the lock file: closing it anywhere in a process would end the lock.
 */
final class FileHold implements Closeable {

    // The operating system keeps such locks for each process, not for each file that it has open, so what this process
    // holds has to be known to all of it.
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path held;
    private final FileChannel channel;

    private FileHold(Path held, FileChannel channel) {
        this.held = held;
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @param file the lock file; its directory must exist
     * @throws AuditException if it is taken
     */
    static FileHold of(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        Path held = (directory == null
                ? file.toAbsolutePath()
                : directory.toRealPath().resolve(file.getFileName()));
        if (!HELD.add(held)) {
            throw locked(file, "this process");
        }
        FileChannel channel = null;
        boolean taken = false;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            taken = lock != null;
        } finally {
            if (!taken) {
                close(channel);
                HELD.remove(held);
            }
        }
        if (!taken) {
            throw locked(file, "another process");
        }
        return new FileHold(held, channel);
    }

    private static AuditException locked(Path file, String who) {
        return new AuditException(
                AuditException.Reason.LOCKED, "expected to be the only writer but " + who + " holds " + file);
    }

    private static void close(@Nullable FileChannel channel) throws IOException {
        if (channel != null) {
            channel.close();
        }
    }

    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            channel.close(); // which ends the lock
            HELD.remove(held);
        }
    }
}
