// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.generation;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** What a generator has at hand while it makes the rows of one source. Used by one thread. */
public final class Work {

    private final Optional<Teacher> teacher;
    private final RandomGenerator random;
    private final Map<String, Long> leftOut = new TreeMap<>();

    private Work(Optional<Teacher> teacher, RandomGenerator random) {
        this.teacher = teacher;
        this.random = random;
    }

    /** Returns work without a teacher, whose random numbers follow from {@code seed}. */
    public static Work offline(long seed) {
        return new Work(Optional.empty(), new SplittableRandom(seed));
    }

    /** Returns work with {@code teacher}, whose random numbers follow from {@code seed}. */
    public static Work with(Teacher teacher, long seed) {
        return new Work(Optional.of(requireNonNull(teacher, "teacher")), new SplittableRandom(seed));
    }

    /**
     * Returns the model to ask.
     *
     * @throws IllegalStateException if the run has none
     */
    public Teacher teacher() {
        return teacher.orElseThrow(() -> new IllegalStateException(
                "expected a teacher but there is none: give the run one by RowGeneration.Builder.teacher"));
    }

    /** Returns where to draw random numbers from: the same ones for the same source and seed. */
    public RandomGenerator random() {
        return random;
    }

    /**
     * Takes note that something was left out.
     *
     * @param reason why, in a few words that are the same each time, without text of the source; not blank
     */
    public void leaveOut(String reason) {
        leftOut.merge(Checks.requireText(reason, "reason"), 1L, Long::sum);
    }

    /** Returns why things were left out, and how often. */
    public Map<String, Long> leftOut() {
        return Map.copyOf(leftOut);
    }
}
