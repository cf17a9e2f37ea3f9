// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import dev.tokka.Checks;
import dev.tokka.Description;
import dev.tokka.Example;
import dev.tokka.Question;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** See {@link Examples#diverse(int, List)}. */
record DiverseExamples(int k, Candidates candidates) implements Examples {

    DiverseExamples {
        Checks.requireAtLeast(1, k, "k");
    }

    @Override
    public List<Example> select(Question question) {
        double[] likeness = candidates.likeness(question);
        List<Integer> left = new ArrayList<>(candidates.ranked(question, likeness));
        left.sort(Comparator.naturalOrder()); // so that of equals the earlier one is found first
        double[] nearestChosen = new double[candidates.size()];
        List<Integer> chosen = new ArrayList<>();
        while (chosen.size() < k && !left.isEmpty()) {
            int best = 0;
            for (int i = 1; i < left.size(); i++) {
                best = relevance(left.get(i), likeness, nearestChosen)
                                > relevance(left.get(best), likeness, nearestChosen)
                        ? i
                        : best;
            }
            int place = left.remove(best);
            double[] toPlace = candidates.likenessTo(place);
            if (chosen.isEmpty()) {
                Arrays.fill(nearestChosen, Double.NEGATIVE_INFINITY); // vectors may point away from each other
            }
            for (int i = 0; i < toPlace.length; i++) {
                nearestChosen[i] = Math.max(nearestChosen[i], toPlace[i]);
            }
            chosen.add(place);
        }
        return candidates.shown(chosen);
    }

    private static double relevance(int place, double[] likeness, double[] nearestChosen) {
        return likeness[place] - nearestChosen[place];
    }

    @Override
    public Description describe() {
        return candidates.describe(Description.of("diverse examples").with("k", k));
    }

    @Override
    public String toString() {
        return "diverse(" + k + " of " + candidates.size() + ")";
    }
}
