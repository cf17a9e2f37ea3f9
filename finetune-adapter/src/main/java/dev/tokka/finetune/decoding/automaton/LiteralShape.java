// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding.automaton;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Exactly these bytes. */
final class LiteralShape extends Shape {

    private final byte[] bytes;

    LiteralShape(String text) {
        this.bytes = text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    void begin(int next, Stack below, Set<Stack> out) {
        new Rest(this, 0).next(next, below, out);
    }

    @Override
    int measure() {
        return 0;
    }

    /**
     * What is left of them.
     *
     * @param from the place of the next byte
     */
    record Rest(LiteralShape literal, int from) implements Frame {

        @Override
        public void next(int next, Stack below, Set<Stack> out) {
            if ((literal.bytes[from] & 0xFF) == next) {
                out.add(from + 1 == literal.bytes.length ? below : below.push(new Rest(literal, from + 1)));
            }
        }
    }
}
