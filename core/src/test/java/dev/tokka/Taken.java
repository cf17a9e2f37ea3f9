// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import java.util.ArrayList;
import java.util.List;

/** A sink that keeps what it took, a restart as {@code "<restart>"}. */
final class Taken implements TokenSink {

    static final String RESTART = "<restart>";

    private final List<String> calls = new ArrayList<>();

    @Override
    public void token(String text) {
        calls.add(text);
    }

    @Override
    public void restart() {
        calls.add(RESTART);
    }

    List<String> calls() {
        return List.copyOf(calls);
    }

    /** Returns what was taken since the last restart, joined. */
    String text() {
        return String.join("", calls.subList(calls.lastIndexOf(RESTART) + 1, calls.size()));
    }
}
