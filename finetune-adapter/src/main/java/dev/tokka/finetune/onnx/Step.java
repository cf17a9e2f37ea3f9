// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.onnx;

import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The tokens that one run adds to some sequences: a table of {@code rows} by {@code columns}, which follow {@code past}
 * tokens that were run before.
 *
 * @param tokens the new tokens of each sequence
 * @param layout where the padding is
 * @param from the first column that is run, counted over all columns of the sequences
 * @param columns how many are run
 */
record Step(List<int[]> tokens, Layout layout, int from, int columns) {

    /**
     * Padding in the middle of sequences: behind a beginning that all share, before the rest of the shorter ones. Padding
     * on the left has a beginning of 0.
     *
     * @param begin the first column that can be padding
     * @param padding how much of it each sequence has
     */
    record Layout(int begin, List<Integer> padding) {

        Layout {
            padding = List.copyOf(padding);
        }

        /** Returns a layout without padding. */
        static Layout plain(int rows) {
            return new Layout(0, Collections.nCopies(rows, 0));
        }

        boolean isPadding(int row, int column) {
            return column >= begin && column < begin + padding.get(row);
        }

        /** Returns how many columns before {@code column} are no padding: the position of what stands there. */
        int position(int row, int column) {
            return column - Math.min(padding.get(row), Math.max(0, column - begin));
        }

        /** Returns how much of the padding {@code chosen} rows have in common. */
        int common(int... chosen) {
            return Arrays.stream(chosen).map(padding::get).min().orElse(0);
        }

        /** Returns the layout of {@code chosen} rows without the padding that they have in common. */
        Layout select(int... chosen) {
            int common = common(chosen);
            return new Layout(
                    begin,
                    Arrays.stream(chosen)
                            .mapToObj(row -> padding.get(row) - common)
                            .toList());
        }
    }

    int rows() {
        return tokens.size();
    }

    /** Writes the ids; the last token of each sequence stands in the column {@code end - 1}. */
    void writeIds(LongBuffer to, int end) {
        for (int[] row : tokens) {
            for (int column = from; column < from + columns; column++) {
                int index = row.length - (end - column);
                to.put(index < 0 ? 0 : row[index]);
            }
        }
    }

    void writePositions(LongBuffer to) {
        for (int row = 0; row < rows(); row++) {
            for (int column = from; column < from + columns; column++) {
                to.put(layout.isPadding(row, column) ? 0 : layout.position(row, column));
            }
        }
    }

    void writeMask(LongBuffer to) {
        for (int row = 0; row < rows(); row++) {
            for (int column = 0; column < from + columns; column++) {
                to.put(layout.isPadding(row, column) ? 0 : 1);
            }
        }
    }
}
