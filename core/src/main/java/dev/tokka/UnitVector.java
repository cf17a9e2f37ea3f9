// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import java.util.Optional;

/** A vector of length 1, so that the cosine of an angle is a product. */
final class UnitVector {

    private final float[] values;

    private UnitVector(float[] values) {
        this.values = values;
    }

    /** Returns the direction of {@code vector}, or empty if it has none because it is all zero or not finite. */
    static Optional<UnitVector> of(float[] vector) {
        double sum = 0;
        for (float value : vector) {
            sum += (double) value * value;
        }
        double length = Math.sqrt(sum);
        if (!(length > 0) || !Double.isFinite(length)) {
            return Optional.empty();
        }
        float[] unit = new float[vector.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (vector[i] / length);
        }
        return Optional.of(new UnitVector(unit));
    }

    /**
     * Returns the cosine of the angle between both, from -1 to 1.
     *
     * @throws IllegalArgumentException if they are not as long
     */
    double cosine(UnitVector other) {
        if (values.length != other.values.length) {
            throw new IllegalArgumentException("vectors must be as long for every text but have " + values.length
                    + " and " + other.values.length + " numbers");
        }
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += (double) values[i] * other.values[i];
        }
        return Math.max(-1, Math.min(1, sum));
    }
}
