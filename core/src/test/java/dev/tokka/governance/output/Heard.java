// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.output;

import dev.tokka.TokenSink;

/** Keeps what was streamed. */
final class Heard implements TokenSink {

    private final StringBuilder text = new StringBuilder();

    @Override
    public void token(String token) {
        text.append(token);
    }

    @Override
    public void restart() {
        text.setLength(0);
    }

    /** Returns what was streamed since the last restart. */
    String text() {
        return text.toString();
    }
}
