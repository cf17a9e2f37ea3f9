// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.util.Objects.requireNonNull;

/**
 * A way to make a model an expert: it turns a model into another one.
 *
 * <p>Laws, for all specializations {@code a}, {@code b}, {@code c}: {@link #none} changes nothing, before or after
 * another; grouping does not matter, {@code a.andThen(b).andThen(c)} specializes like {@code a.andThen(b.andThen(c))};
 * and the description of the result holds the description of its base.
 *
 * <p>Implementations are immutable and safe for use by many threads.
 */
@FunctionalInterface
public interface Specialization {

    /** Returns {@code base} made an expert; {@code base} itself does not change. */
    DomainModel specialize(DomainModel base);

    /**
     * Returns the specialization that applies this one and then {@code outer} around it.
     *
     * <p>The outer one sees the question first and the answer last.
     */
    default Specialization andThen(Specialization outer) {
        requireNonNull(outer, "outer");
        return base -> outer.specialize(specialize(base));
    }

    /** Returns the specialization that returns every model as it is. */
    static Specialization none() {
        return base -> requireNonNull(base, "base");
    }
}
