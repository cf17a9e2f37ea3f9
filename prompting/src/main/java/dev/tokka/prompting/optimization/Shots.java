// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.Example;
import dev.tokka.prompting.Examples;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Which examples a model is shown, and how many.
 *
 * @param choice how they are chosen
 * @param count how many; at least 1, but 0 where the start's are kept
 * @param draw which of many fixed choices; of no meaning for others
 */
public record Shots(Choice choice, int count, int draw) {

    /** How examples are chosen. */
    public enum Choice {
        /** Those of the prompting that the search starts with. */
        AS_GIVEN,
        /** Always the same, of as many different answers as possible, drawn by chance. */
        FIXED,
        /** Those nearest to the question. */
        NEAREST,
        /** Those nearest to the question, of as many different answers as possible. */
        VARIED
    }

    /** Checks the ranges above. */
    public Shots {
        requireNonNull(choice, "choice");
        Checks.requireAtLeast(choice == Choice.AS_GIVEN ? 0 : 1, count, "count");
    }

    /** Returns the choice of what the start shows. */
    public static Shots asGiven() {
        return new Shots(Choice.AS_GIVEN, 0, 0);
    }

    /** Returns a choice of the same {@code count} examples for every question. */
    public static Shots fixed(int count) {
        return new Shots(Choice.FIXED, count, 0);
    }

    /** Returns the choice of the {@code count} examples nearest to each question. */
    public static Shots nearest(int count) {
        return new Shots(Choice.NEAREST, count, 0);
    }

    /**
     * Returns the choice of the {@code count} examples nearest to each question, no answer twice before each was there once.
     *
     * <p>So many are shown however many answers there are, unlike by {@link Examples#balanced(int, List)}, which shows some of
     * each.
     */
    public static Shots varied(int count) {
        return new Shots(Choice.VARIED, count, 0);
    }

    /** Returns another draw of a fixed choice. */
    public Shots withDraw(int newDraw) {
        return new Shots(choice, count, newDraw);
    }

    /**
     * Returns this choice among {@code examples}.
     *
     * @throws IllegalArgumentException if the choice is that of the start, which is not among them
     */
    public Examples among(List<Example> examples) {
        return switch (choice) {
            case AS_GIVEN -> throw new IllegalArgumentException("examples as given cannot be chosen among others");
            case FIXED -> {
                List<Example> order = order(examples);
                yield Examples.fixed(order.subList(0, Math.min(count, order.size())));
            }
            case NEAREST -> Examples.nearest(count, examples);
            case VARIED -> new VariedExamples(count, examples);
        };
    }

    /** Returns {@code examples} in the order in which a fixed choice takes them. */
    List<Example> order(List<Example> examples) {
        List<Example> shuffled = new ArrayList<>(examples);
        Collections.shuffle(shuffled, new Random(draw));
        return byTurns(shuffled);
    }

    /** Returns {@code examples} such that each answer comes once before any comes twice, otherwise in their order. */
    static List<Example> byTurns(List<Example> examples) {
        Map<String, Integer> seen = new HashMap<>();
        List<List<Example>> turns = new ArrayList<>();
        for (Example example : examples) {
            int turn = seen.merge(example.answer(), 1, Integer::sum) - 1;
            if (turn == turns.size()) {
                turns.add(new ArrayList<>());
            }
            turns.get(turn).add(example);
        }
        return turns.stream().flatMap(List::stream).toList();
    }

    /** Returns this as reports show it, such as {@code "nearest 4"}. */
    @Override
    public String toString() {
        return switch (choice) {
            case AS_GIVEN -> "examples as given";
            case FIXED -> "fixed " + count + (draw == 0 ? "" : " (draw " + draw + ")");
            case NEAREST -> "nearest " + count;
            case VARIED -> "varied " + count;
        };
    }
}
