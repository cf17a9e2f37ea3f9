// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** What a log has open, closed in the reverse order. */
final class Resources {

    private final Deque<Closeable> opened = new ArrayDeque<>();
    private boolean closed;

    synchronized <C extends Closeable> C add(C resource) {
        opened.push(resource);
        return resource;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Closes all; all that must be on the disk already is, so a failure changes nothing for anybody. */
    synchronized void closeQuietly() {
        closed = true;
        while (!opened.isEmpty()) {
            closeQuietly(opened.pop());
        }
    }

    private static void closeQuietly(Closeable resource) {
        try {
            resource.close();
        } catch (IOException | AuditException e) {
            return; // the others still have to be closed
        }
    }
}
