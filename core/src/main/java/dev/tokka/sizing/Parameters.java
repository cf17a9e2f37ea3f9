// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing;

import dev.tokka.Checks;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many parameters a model has, and where.
 *
 * @param byPart the parameters of each part, in the order of {@link ParameterPart}; parts that are not there are left out
 * @param inactive how many of them a single token does not pass: those of the experts that are not chosen; 0 without
 *     experts
 */
public record Parameters(Map<ParameterPart, Long> byPart, long inactive) {

    /** Copies the map and checks that nothing is negative. */
    public Parameters {
        EnumMap<ParameterPart, Long> copy = new EnumMap<>(ParameterPart.class);
        byPart.forEach((part, count) -> {
            if (count < 0) {
                throw new IllegalArgumentException(part + " must not be negative but is " + count);
            }
            if (count > 0) {
                copy.put(part, count);
            }
        });
        byPart = Collections.unmodifiableMap(copy);
        long experts = byPart.getOrDefault(ParameterPart.FEED_FORWARD, 0L);
        if (inactive < 0 || inactive > experts) {
            throw new IllegalArgumentException(
                    "inactive must be in [0, " + experts + "], the parameters of FEED_FORWARD, but is " + inactive);
        }
    }

    /** Returns the parameters of one part; 0 if it is not there. */
    public long of(ParameterPart part) {
        return byPart.getOrDefault(part, 0L);
    }

    /** Returns all parameters. */
    public long total() {
        return byPart.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Returns the parameters that one token passes: all but those of the experts that are not chosen. */
    public long active() {
        return total() - inactive;
    }

    /** Returns all parameters but those of embeddings and of the output head: N in the laws of Kaplan et al. */
    public long nonEmbedding() {
        return total()
                - of(ParameterPart.TOKEN_EMBEDDING)
                - of(ParameterPart.POSITION_EMBEDDING)
                - of(ParameterPart.OUTPUT);
    }

    /** Returns the share of the parameters that one token passes, above 0 and at most 1. */
    public double activeShare() {
        return Checks.requireShare((double) active() / total(), "activeShare");
    }
}
