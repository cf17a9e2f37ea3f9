// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.text;

import java.util.Collection;

/**
 * One rendering and what it may still use: templates come with models from anywhere, and must neither run for ever nor fill
 * the heap. For one thread.
 */
final class Rendering {

    private static final int MAX_STEPS = 1_000_000;
    private static final long MAX_CHARACTERS = 1 << 26; // made in all, of which a prompt is a part
    private static final long MAX_READ = 1 << 28;
    private static final int MAX_DEPTH = 100;

    private int steps;
    private long characters;
    private long read;
    private int depth;

    /** Counts one step. */
    void step() {
        if (++steps > MAX_STEPS) {
            throw TemplateException.of("expected at most " + MAX_STEPS + " steps but it takes more");
        }
    }

    /** Counts characters, before they are made where they may be many. */
    void make(long count) {
        characters += count;
        if (count < 0 || characters > MAX_CHARACTERS) {
            throw TemplateException.of("expected at most " + MAX_CHARACTERS + " characters but it makes more");
        }
    }

    /** Counts what is looked through. */
    void read(Object value) {
        read += value instanceof MarkedText text
                ? text.chars().length()
                : value instanceof Collection<?> list ? 16L * list.size() : 1;
        if (read > MAX_READ) {
            throw TemplateException.of("expected to read at most " + MAX_READ + " characters but it reads more");
        }
    }

    /** Counts the members of a list that is made. */
    void list(long count) {
        make(16 * count);
    }

    void enter() {
        if (++depth > MAX_DEPTH) {
            throw TemplateException.of("expected macros at most " + MAX_DEPTH + " deep but they are deeper");
        }
    }

    void leave() {
        depth--;
    }
}
