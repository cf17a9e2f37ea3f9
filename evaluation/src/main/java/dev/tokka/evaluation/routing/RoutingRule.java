// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.routing;

import dev.tokka.Checks;
import java.util.Collections;
import java.util.List;

/**
 * Which strategy a question goes to, given how probably each of them answers it right.
 *
 * <p>Chances that differ by less than a billionth are equal, so that rounding decides nothing.
 */
public sealed interface RoutingRule {

    /** Returns the rule {@link Within}. */
    static RoutingRule within(double tolerance) {
        return new Within(tolerance);
    }

    /** Returns the rule {@link Enough}. */
    static RoutingRule enough(double chance) {
        return new Enough(chance);
    }

    /**
     * Returns the position of the strategy that is asked.
     *
     * @param cheapestFirst the chance of each strategy to be right, from 0 to 1, the cheapest strategy first; at least one
     */
    int choose(List<Double> cheapestFirst);

    /**
     * The cheapest strategy whose chance is at most {@code tolerance} below the best one.
     *
     * @param tolerance how much of the chance to be right is given up for a cheaper answer, from 0 to 1
     */
    record Within(double tolerance) implements RoutingRule {

        /** Checks the range above. */
        public Within {
            Checks.requireShare(tolerance, "tolerance");
        }

        @Override
        public int choose(List<Double> cheapestFirst) {
            return first(cheapestFirst, Collections.max(cheapestFirst) - tolerance);
        }
    }

    /**
     * The cheapest strategy whose chance is at least {@code chance}; if there is none, the one with the best chance, and of
     * several the cheapest.
     *
     * @param chance how probably an answer must be right, from 0 to 1
     */
    record Enough(double chance) implements RoutingRule {

        /** Checks the range above. */
        public Enough {
            Checks.requireShare(chance, "chance");
        }

        @Override
        public int choose(List<Double> cheapestFirst) {
            return first(cheapestFirst, Math.min(chance, Collections.max(cheapestFirst)));
        }
    }

    private static int first(List<Double> chances, double least) {
        double rounded = least - 1e-9;
        int position = 0;
        while (chances.get(position) < rounded) {
            position++;
        }
        return position;
    }
}
