// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.service;

import java.util.concurrent.ThreadFactory;

/** Threads that let the process end. */
final class Daemons {

    private Daemons() {}

    static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
