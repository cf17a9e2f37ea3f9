// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.tuning;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.rag.index.Fusion;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The settings that a tuner tries: all combinations, each stage of the parts on or off.
 *
 * @param parts what the names stand for
 * @param sizes of chunks, for every chunker of the parts; at least one
 * @param fusions how the two rankings become one; at least one
 * @param candidates how many passages each ranking contributes; at least one
 * @param start what the others are compared with, and where what is not varied comes from
 */
public record TuningSpace(
        RagParts parts, List<Integer> sizes, List<Fusion> fusions, List<Integer> candidates, RagConfiguration start) {

    /** Chunks of 400 to 2,000 characters, vector shares from 0 to 0.9, reciprocal ranks; 50 or 100 candidates. */
    public static final TuningSpace DEFAULT = new TuningSpace(
            RagParts.DEFAULT,
            List.of(400, 700, 1_000, 1_500, 2_000),
            List.of(
                    new Fusion.Convex(0.7),
                    new Fusion.Convex(0),
                    new Fusion.Convex(0.3),
                    new Fusion.Convex(0.5),
                    new Fusion.Convex(0.9),
                    new Fusion.ReciprocalRank(60)),
            List.of(100, 50),
            RagConfiguration.DEFAULT);

    /** Copies the lists and checks that none is empty. */
    public TuningSpace {
        requireNonNull(parts, "parts");
        sizes = List.copyOf(sizes);
        fusions = List.copyOf(fusions);
        candidates = List.copyOf(candidates);
        requireNonNull(start, "start");
        Checks.requireAtLeast(1, sizes.size(), "number of sizes");
        Checks.requireAtLeast(1, fusions.size(), "number of fusions");
        Checks.requireAtLeast(1, candidates.size(), "number of candidates");
    }

    /** Returns this space with other parts, whose stages are tried too. */
    public TuningSpace withParts(RagParts newParts) {
        return new TuningSpace(newParts, sizes, fusions, candidates, start);
    }

    /** Returns this space with other sizes of chunks, each at least 1. */
    public TuningSpace withSizes(Integer... newSizes) {
        return new TuningSpace(parts, List.of(newSizes), fusions, candidates, start);
    }

    /** Returns this space with other fusions. */
    public TuningSpace withFusions(Fusion... newFusions) {
        return new TuningSpace(parts, sizes, List.of(newFusions), candidates, start);
    }

    /** Returns this space with other numbers of candidates, each at least 1. */
    public TuningSpace withCandidates(Integer... newCandidates) {
        return new TuningSpace(parts, sizes, fusions, List.of(newCandidates), start);
    }

    /** Returns all configurations, each once, the start first. */
    public List<RagConfiguration> configurations() {
        Set<RagConfiguration> all = new LinkedHashSet<>(List.of(start));
        for (String chunker : parts.chunkers().keySet()) {
            for (int size : sizes) {
                for (Fusion fusion : fusions) {
                    for (int count : candidates) {
                        RagConfiguration.Chunking chunking = new RagConfiguration.Chunking(chunker, size);
                        choices()
                                .forEach(stages ->
                                        all.add(new RagConfiguration(chunking, fusion, count, start.limit(), stages)));
                    }
                }
            }
        }
        return List.copyOf(all);
    }

    private List<List<String>> choices() {
        List<List<String>> choices = new ArrayList<>(List.of(List.of()));
        for (String stage : parts.stages().keySet()) {
            for (List<String> without : List.copyOf(choices)) {
                List<String> with = new ArrayList<>(without);
                with.add(stage);
                choices.add(List.copyOf(with));
            }
        }
        return choices;
    }
}
