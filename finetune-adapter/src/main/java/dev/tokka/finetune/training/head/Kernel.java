// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.head;

import dev.tokka.Checks;
import java.util.OptionalDouble;

/**
 * In which space labels are separated by planes.
 *
 * @param landmarks how many texts of the training the others are compared with; 0 for the features as they are
 * @param gamma of {@code exp(-gamma * |x - y|²)}, more than 0; empty for 1 over the median of the squared distances between
 *     landmarks. It has no meaning without landmarks
 */
public record Kernel(int landmarks, OptionalDouble gamma) {

    /** The features as they are: enough for the vectors of good encoders. */
    public static final Kernel LINEAR = new Kernel(0, OptionalDouble.empty());

    /** Checks the ranges above. */
    public Kernel {
        Checks.requireIn(0, 4_096, landmarks, "landmarks");
        gamma.ifPresent(value -> {
            if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("gamma must be positive and finite but is " + value);
            }
        });
    }

    /**
     * Returns the Gaussian kernel, approximated by the likeness to some texts of the training (Nyström).
     *
     * @param landmarks from 1 to 4,096; 500 are enough for most
     * @see <a href="https://proceedings.neurips.cc/paper/2000/hash/19de10adbaa1b2ee13f77f679fa1483a-Abstract.html">Williams
     *     and Seeger, Using the Nyström Method to Speed Up Kernel Machines (2000)</a>
     */
    public static Kernel gaussian(int landmarks) {
        return new Kernel(Checks.requireAtLeast(1, landmarks, "landmarks"), OptionalDouble.empty());
    }

    /** Returns this kernel with another gamma. */
    public Kernel withGamma(double newGamma) {
        return new Kernel(landmarks, OptionalDouble.of(newGamma));
    }
}
