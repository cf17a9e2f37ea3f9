// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import static java.util.Objects.requireNonNull;

import dev.tokka.TokenSink;
import java.util.ArrayList;
import java.util.List;

/** A sink that keeps what it takes. Safe for use by many threads. */
public final class RecordingSink implements TokenSink {

    private final List<String> tokens = new ArrayList<>();
    private int restarts;

    /** Creates a sink that has taken nothing yet. */
    public RecordingSink() {}

    @Override
    public synchronized void token(String text) {
        tokens.add(requireNonNull(text, "text"));
    }

    @Override
    public synchronized void restart() {
        tokens.clear();
        restarts++;
    }

    /** Returns what was taken since the last restart, piece by piece. */
    public synchronized List<String> tokens() {
        return List.copyOf(tokens);
    }

    /** Returns what was taken since the last restart, joined. */
    public synchronized String text() {
        return String.join("", tokens);
    }

    /** Returns how often this sink was told to start over. */
    public synchronized int restarts() {
        return restarts;
    }
}
