// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding.automaton;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values that have begun and not ended, the innermost on top; of none, the document is complete. Immutable. */
final class Stack {

    /** A complete document. */
    static final Stack EMPTY = new Stack();

    private final @Nullable Frame top;
    private final @Nullable Stack below;
    private final int depth;
    private final int hash;

    private Stack() {
        this.top = null;
        this.below = null;
        this.depth = 0;
        this.hash = 0;
    }

    private Stack(Frame top, Stack below) {
        this.top = top;
        this.below = below;
        this.depth = below.depth + (top.nests() ? 1 : 0);
        this.hash = 31 * below.hash + top.hashCode();
    }

    /** Returns this with one more value that has begun. */
    Stack push(Frame frame) {
        return new Stack(frame, this);
    }

    /** Returns in how many arrays and objects the document is. */
    int depth() {
        return depth;
    }

    /** Adds what may be after one more byte. */
    void next(int next, Set<Stack> out) {
        if (top != null && below != null) {
            top.next(next, below, out);
            if (top.mayEnd()) {
                below.next(next, out);
            }
        }
    }

    boolean isComplete() {
        return top == null || below == null || (top.mayEnd() && below.isComplete());
    }

    Stack relaxed() {
        if (top == null || below == null) {
            return this;
        }
        Stack rest = below.relaxed();
        Frame frame = top.relaxed();
        return rest.push(frame);
    }

    @Override
    public boolean equals(@Nullable Object object) {
        return object == this
                || (object instanceof Stack other
                        && hash == other.hash
                        && depth == other.depth
                        && Objects.equals(top, other.top)
                        && Objects.equals(below, other.below));
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
