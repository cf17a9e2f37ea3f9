// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.DomainModel;
import dev.tokka.prompting.Prompting;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * What an optimization tries, and how.
 *
 * @param starts where it begins; the first is what all others are compared with
 * @param writer what writes instructions; empty if none are to be written
 * @param task what the questions are about; empty if nobody said
 * @param space what is tried
 * @param rules how it is tried
 * @param clock what tells the time
 */
record Settings(
        List<Prompting> starts,
        Optional<DomainModel> writer,
        String task,
        Space space,
        Rules rules,
        InstantSource clock) {

    /**
     * What is tried.
     *
     * @param shots choices of examples besides those of the start
     * @param reasonings how models work before they answer; the start as the first says
     * @param variants what all is put on; the start on the first
     * @param proposals how many instructions are written at first; at least 0
     * @param generations how many candidates are bred from the best ones afterwards; at least 0
     */
    record Space(
            List<Shots> shots,
            List<ReasoningChoice> reasonings,
            List<Variant> variants,
            int proposals,
            int generations) {

        Space {
            shots = List.copyOf(shots);
            reasonings = different(reasonings, "reasoning");
            variants = different(variants, "variant");
            Checks.requireAtLeast(0, proposals, "proposals");
            Checks.requireAtLeast(0, generations, "generations");
        }

        private static <V> List<V> different(List<V> values, String what) {
            List<String> names = values.stream().map(Object::toString).toList();
            Checks.requireAtLeast(1, names.size(), "number of choices of " + what);
            if (new HashSet<>(names).size() < names.size()) {
                throw new IllegalArgumentException(what + " must have different names but these are " + names);
            }
            return List.copyOf(values);
        }
    }

    /**
     * How it is tried.
     *
     * @param folds how many; at least 2
     * @param budget what may be used up
     * @param seed of everything that is left to chance
     */
    record Rules(int folds, OptimizationBudget budget, long seed) {

        Rules {
            Checks.requireAtLeast(2, folds, "folds");
            requireNonNull(budget, "budget");
        }
    }

    Settings {
        starts = List.copyOf(starts);
        Checks.requireAtLeast(1, starts.size(), "number of starts");
        requireNonNull(writer, "writer");
        requireNonNull(task, "task");
        requireNonNull(clock, "clock");
    }

    /** Returns what all others are compared with. */
    Candidate start() {
        return new Candidate(
                new Combination(
                        "start",
                        Shots.asGiven(),
                        space.reasonings().get(0),
                        space.variants().get(0)),
                starts.get(0));
    }
}
