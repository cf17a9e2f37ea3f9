// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding.automaton;

import java.util.Set;

/** An integer of at most 18 digits. */
final class IntegerShape extends Shape {

    /** The largest of 18 digits. */
    static final long MOST = 999_999_999_999_999_999L;

    private static final int DIGITS = 18;

    private final long min;
    private final long max;

    /**
     * Creates the integers from {@code min} to {@code max}, both from -{@link #MOST} to {@link #MOST}; none if they are the
     * wrong way round.
     */
    IntegerShape(long min, long max) {
        this.min = min;
        this.max = max;
    }

    @Override
    void begin(int next, Stack below, Set<Stack> out) {
        if (next == '-') {
            if (least(true) <= most(true)) {
                out.add(below.push(new Open(this, true, 0, 0)));
            }
        } else {
            new Open(this, false, 0, 0).next(next, below, out);
        }
    }

    @Override
    int measure() {
        return min <= max ? 0 : IMPOSSIBLE;
    }

    private boolean isBounded() {
        return min > -MOST || max < MOST;
    }

    /** Returns the least absolute value; there is no -0. */
    private long least(boolean negative) {
        return negative ? Math.max(1, -max) : Math.max(0, min);
    }

    private long most(boolean negative) {
        return negative ? -min : max;
    }

    /** Returns whether an integer that is allowed begins with {@code open}. */
    private boolean leadsOn(Open open) {
        long least = least(open.negative);
        long most = most(open.negative);
        if (open.value == 0) {
            return least == 0 && most >= 0;
        }
        long from = open.value;
        long to = open.value;
        for (int digits = open.digits; digits <= DIGITS; digits++) {
            if (from <= most && to >= least) {
                return true;
            }
            from = from * 10; // what overflows behind the last digit is not looked at
            to = to * 10 + 9;
        }
        return false;
    }

    /**
     * An integer that was begun.
     *
     * @param value the absolute value of its digits; where all integers are allowed only whether it is 0
     */
    record Open(IntegerShape shape, boolean negative, long value, int digits) implements Frame {

        @Override
        public void next(int next, Stack below, Set<Stack> out) {
            boolean isZero = digits > 0 && value == 0;
            if (next >= '0' && next <= '9' && digits < DIGITS && !isZero) {
                long longer = value * 10 + (next - '0');
                Open open = new Open(shape, negative, shape.isBounded() ? longer : Math.min(1, longer), digits + 1);
                if (shape.isBounded() ? shape.leadsOn(open) : !negative || open.value > 0) {
                    out.add(below.push(open));
                }
            }
        }

        @Override
        public boolean mayEnd() {
            return digits > 0
                    && (!shape.isBounded() || (value >= shape.least(negative) && value <= shape.most(negative)));
        }
    }
}
