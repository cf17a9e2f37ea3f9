// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.cleaning;

import dev.tokka.Checks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What texts are compared by: the set of their runs of characters or words, each as a 64-bit hash. Width, case and white
 * space make no difference. Immutable.
 *
 * @param unit of what runs are
 * @param length of how many, at least 1
 */
public record Shingles(Unit unit, int length) {

    /** Of what runs are. */
    public enum Unit {
        /** Characters, which works for scripts without spaces, such as Japanese. */
        CHARACTERS,
        /** Words between spaces. */
        WORDS
    }

    /** Checks the length. */
    public Shingles {
        Checks.requireAtLeast(1, length, "length");
    }

    /** Returns runs of {@code length} characters; 5 is usual for English, 3 for Japanese. */
    public static Shingles characters(int length) {
        return new Shingles(Unit.CHARACTERS, length);
    }

    /** Returns runs of {@code length} words. */
    public static Shingles words(int length) {
        return new Shingles(Unit.WORDS, length);
    }

    /**
     * Returns the set of {@code text}: sorted, each once. A text shorter than a run is one run; a blank text has none.
     *
     * @return a new array
     */
    public long[] of(String text) {
        String normal = Normal.text(text);
        if (normal.isEmpty()) {
            return new long[0];
        }
        List<Integer> starts = starts(normal);
        int runs = Math.max(1, starts.size() - length);
        long[] hashes = new long[runs];
        for (int i = 0; i < runs; i++) {
            int end = i + length < starts.size() ? starts.get(i + length) : normal.length();
            boolean isBeforeSpace = unit == Unit.WORDS && normal.charAt(end - 1) == ' ';
            hashes[i] = Normal.hash(normal, starts.get(i), isBeforeSpace ? end - 1 : end);
        }
        return Arrays.stream(hashes).sorted().distinct().toArray();
    }

    /** Returns where units begin, and last the end of the text. */
    private List<Integer> starts(String normal) {
        List<Integer> starts = new ArrayList<>();
        for (int i = 0; i < normal.length(); i++) {
            boolean isStart = unit == Unit.CHARACTERS || i == 0 || normal.charAt(i - 1) == ' ';
            if (isStart) {
                starts.add(i);
            }
        }
        starts.add(normal.length());
        return starts;
    }

    /**
     * Returns the Jaccard similarity of two sets: how many both have, of those that any has.
     *
     * @param one as {@link #of} gives it; not changed
     * @param other as {@link #of} gives it; not changed
     * @return from 0 to 1; 1 for two empty sets
     */
    public static double jaccard(long[] one, long[] other) {
        int both = 0;
        for (int i = 0, j = 0; i < one.length && j < other.length; ) {
            int order = Long.compare(one[i], other[j]);
            both += order == 0 ? 1 : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        int any = one.length + other.length - both;
        return any == 0 ? 1 : (double) both / any;
    }
}
