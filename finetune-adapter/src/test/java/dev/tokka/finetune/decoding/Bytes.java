// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A vocabulary of given pieces: each is a token. */
final class Bytes implements Vocabulary {

    private final List<byte[]> tokens;

    private Bytes(List<byte[]> tokens) {
        this.tokens = List.copyOf(tokens);
    }

    /** Token i is piece i. */
    static Bytes of(String... pieces) {
        List<byte[]> tokens = new ArrayList<>();
        for (String piece : pieces) {
            tokens.add(piece.getBytes(StandardCharsets.UTF_8));
        }
        return new Bytes(tokens);
    }

    /** Tokens 0 to 255 are the bytes, 256 has none and ends a text, the pieces come after it. */
    static Bytes allAnd(String... pieces) {
        List<byte[]> tokens = new ArrayList<>();
        for (int b = 0; b < 256; b++) {
            tokens.add(new byte[] {(byte) b});
        }
        tokens.add(new byte[0]);
        for (String piece : pieces) {
            tokens.add(piece.getBytes(StandardCharsets.UTF_8));
        }
        return new Bytes(tokens);
    }

    @Override
    public int size() {
        return tokens.size();
    }

    @Override
    public byte[] bytes(int token) {
        return tokens.get(token).clone();
    }
}
