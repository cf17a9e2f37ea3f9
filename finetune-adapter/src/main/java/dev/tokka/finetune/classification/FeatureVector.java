// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.classification;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The numbers that a text is labelled by, most of which may be 0: only the others are kept. Immutable.
 *
 * <p>Two vectors are equal if they have the same size and the same numbers.
 */
public final class FeatureVector {

    private final int size;
    private final int[] columns;
    private final float[] values;

    private FeatureVector(int size, int[] columns, float[] values) {
        this.size = size;
        this.columns = columns;
        this.values = values;
    }

    /**
     * Returns a vector of all these numbers.
     *
     * @param numbers at least one, all finite; copied
     * @throws IllegalArgumentException if there is none, or one is NaN or infinite
     */
    public static FeatureVector dense(float[] numbers) {
        int[] columns = IntStream.range(0, numbers.length)
                .filter(column -> numbers[column] != 0)
                .toArray();
        float[] values = new float[columns.length];
        for (int i = 0; i < columns.length; i++) {
            values[i] = numbers[columns[i]];
        }
        return sparse(numbers.length, columns, values);
    }

    /**
     * Returns a vector that is 0 but in some columns.
     *
     * @param size how many columns there are, at least 1
     * @param columns which are not 0, in ascending order, each from 0 to {@code size - 1}; copied
     * @param values one for each of the columns, all finite; copied
     * @throws IllegalArgumentException if they are otherwise
     */
    public static FeatureVector sparse(int size, int[] columns, float[] values) {
        Checks.requireAtLeast(1, size, "size");
        if (columns.length != requireNonNull(values, "values").length) {
            throw new IllegalArgumentException(
                    "expected a value for each of the " + columns.length + " columns but there are " + values.length);
        }
        for (int i = 0; i < columns.length; i++) {
            if (columns[i] < (i == 0 ? 0 : columns[i - 1] + 1) || columns[i] >= size) {
                throw new IllegalArgumentException("expected ascending columns from 0 to " + (size - 1) + " but number "
                        + i + " is " + columns[i]);
            }
            if (!Float.isFinite(values[i])) {
                throw new IllegalArgumentException(
                        "expected finite features but column " + columns[i] + " is " + values[i]);
            }
        }
        return new FeatureVector(size, columns.clone(), values.clone());
    }

    /** Returns how many columns there are. */
    public int size() {
        return size;
    }

    /** Returns how many columns are kept; the others are 0. */
    public int kept() {
        return columns.length;
    }

    /** Returns the number of the kept column at {@code place}, from 0 to {@link #kept} - 1. */
    public int column(int place) {
        return columns[place];
    }

    /** Returns the value of the kept column at {@code place}. */
    public float value(int place) {
        return values[place];
    }

    /** Returns all numbers, in a new array. */
    public float[] toArray() {
        float[] all = new float[size];
        for (int i = 0; i < columns.length; i++) {
            all[columns[i]] = values[i];
        }
        return all;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FeatureVector vector
                && size == vector.size
                && Arrays.equals(columns, vector.columns)
                && Arrays.equals(values, vector.values);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * size + Arrays.hashCode(columns)) + Arrays.hashCode(values);
    }

    /** Returns the sizes, and not the numbers, from which a text could be guessed. */
    @Override
    public String toString() {
        return "features(" + columns.length + " of " + size + ")";
    }
}
