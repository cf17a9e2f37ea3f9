// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.privacy;

import dev.tokka.TokenSink;

/** Reveals what is streamed. A pseudonym comes in pieces, so what may be the beginning of one waits. */
final class RevealingSink implements TokenSink {

    private final TokenSink sink;
    private final Veil veil;
    private final StringBuilder waiting = new StringBuilder();

    RevealingSink(TokenSink sink, Veil veil) {
        this.sink = sink;
        this.veil = veil;
    }

    @Override
    public void token(String text) {
        waiting.append(text);
        int safe = waiting.length();
        while (safe > 0 && isOfPseudonym(waiting.charAt(safe - 1))) {
            safe--;
        }
        give(safe);
    }

    @Override
    public void restart() {
        waiting.setLength(0);
        sink.restart();
    }

    /** Gives what still waits: the reply is complete. */
    void end() {
        give(waiting.length());
    }

    private void give(int length) {
        if (length > 0) {
            String text = veil.reveal(waiting.substring(0, length)).text();
            waiting.delete(0, length);
            sink.token(text);
        }
    }

    private static boolean isOfPseudonym(char c) {
        return (c >= 'A' && c <= 'Z') || DigitGroups.isDigit(c) || c == '_';
    }
}
