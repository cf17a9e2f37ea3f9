// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Lets many threads share one sync of the disk: one syncs, and all whose records were written before it began are done
 * with it. Waits are not ended by interrupts, because whoever waits must know whether its record is stored.
 */
final class GroupCommit {

    private final Object monitor = new Object();
    private LogFile file;
    private long written;
    private long forced;
    private boolean forcing;
    private @Nullable IOException failure;

    /** Begins with a file of which {@code size} records are on the disk. */
    GroupCommit(LogFile file, long size) {
        this.file = requireNonNull(file, "file");
        this.written = size;
        this.forced = size;
    }

    /** Says that there are {@code size} records in the file now. */
    void wrote(long size) {
        synchronized (monitor) {
            written = size;
        }
    }

    /** Returns when at least {@code size} records are on the disk. */
    void await(long size) throws IOException {
        boolean interrupted = false;
        try {
            for (long target = lead(size); target >= 0; target = lead(size)) {
                if (target == 0) {
                    interrupted |= pause();
                } else {
                    force(target);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Returns -1 if all is done, 0 if another thread syncs, else how many records this thread has to sync. */
    private long lead(long size) throws IOException {
        synchronized (monitor) {
            if (forced >= size) {
                return -1;
            }
            if (failure != null) {
                throw new IOException("an earlier sync failed: " + failure.getMessage(), failure);
            }
            if (forcing) {
                return 0;
            }
            forcing = true;
            return written;
        }
    }

    private void force(long target) {
        IOException failed = null;
        try {
            file.force();
        } catch (IOException e) {
            failed = e;
        }
        synchronized (monitor) {
            forcing = false;
            failure = failed;
            forced = failed == null ? Math.max(forced, target) : forced;
            monitor.notifyAll();
        }
    }

    /** Waits while another thread syncs; returns whether this one was interrupted. */
    private boolean pause() {
        boolean interrupted = false;
        synchronized (monitor) {
            while (forcing) {
                try {
                    monitor.wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        return interrupted;
    }

    /** Goes on with another file, when all of the one before is on the disk, which is then closed. */
    void change(LogFile next) {
        boolean interrupted = false;
        LogFile old;
        synchronized (monitor) {
            while (forcing) {
                try {
                    monitor.wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            old = file;
            file = next;
            forced = written;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        try {
            old.close();
        } catch (IOException e) {
            return; // all of it is on the disk
        }
    }

    /** Returns the sync that failed, after which nothing is known of what was written. */
    @Nullable
    IOException failure() {
        synchronized (monitor) {
            return failure;
        }
    }
}
