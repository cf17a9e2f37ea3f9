// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding.automaton;

import java.util.Set;

/** Any number, of at most 15 digits before and behind the point and an exponent of at most two. */
final class NumberShape extends Shape {

    @Override
    void begin(int next, Stack below, Set<Stack> out) {
        if (next == '-') {
            out.add(below.push(new Open(Phase.MINUS, 0)));
        } else {
            new Open(Phase.MINUS, 0).next(next, below, out);
        }
    }

    @Override
    int measure() {
        return 0;
    }

    private enum Phase {
        MINUS(false, 0),
        ZERO(true, 0),
        WHOLE(true, 15),
        POINT(false, 0),
        FRACTION(true, 15),
        E(false, 0),
        SIGN(false, 0),
        EXPONENT(true, 2);

        private final boolean mayEnd;
        private final int digits;

        Phase(boolean mayEnd, int digits) {
            this.mayEnd = mayEnd;
            this.digits = digits;
        }

        private Phase afterDigit(int digit) {
            return switch (this) {
                case MINUS -> digit == '0' ? ZERO : WHOLE;
                case POINT -> FRACTION;
                case E, SIGN -> EXPONENT;
                case ZERO, WHOLE, FRACTION, EXPONENT -> this;
            };
        }
    }

    /**
     * A number that was begun.
     *
     * @param digits how many it has in this phase
     */
    private record Open(Phase phase, int digits) implements Frame {

        @Override
        public void next(int next, Stack below, Set<Stack> out) {
            if (next >= '0' && next <= '9') {
                Phase after = phase.afterDigit(next);
                if (after != phase) {
                    out.add(below.push(new Open(after, 1)));
                } else if (digits < phase.digits) {
                    out.add(below.push(new Open(phase, digits + 1)));
                }
            } else if (next == '.' && (phase == Phase.ZERO || phase == Phase.WHOLE)) {
                out.add(below.push(new Open(Phase.POINT, 0)));
            } else if ((next == 'e' || next == 'E') && phase.mayEnd && phase != Phase.EXPONENT) {
                out.add(below.push(new Open(Phase.E, 0)));
            } else if ((next == '+' || next == '-') && phase == Phase.E) {
                out.add(below.push(new Open(Phase.SIGN, 0)));
            }
        }

        @Override
        public boolean mayEnd() {
            return phase.mayEnd;
        }
    }
}
