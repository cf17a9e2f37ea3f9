// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import dev.tokka.Digests;
import dev.tokka.Example;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How much oftener than others answers were right that had an example, or a label, among those shown.
 *
 * <pre>{@code
 * help = (right - share * shown) / (shown + 4)
 * }</pre>
 *
 * <p>where {@code share} is that of right answers in all trials; so it is 0 for what was never shown, and near 0 for what
 * was shown a few times.
 *
 * @param share of right answers, from 0 to 1
 * @param tallies by the keys of examples and labels
 */
record ExampleHelp(double share, SortedMap<String, Tally> tallies) {

    private static final int PRIOR = 4;

    /** In how many trials something was shown, and how many of these were answered right. */
    record Tally(int shown, int right) {

        Tally plus(boolean alsoRight) {
            return new Tally(shown + 1, right + (alsoRight ? 1 : 0));
        }
    }

    ExampleHelp {
        tallies = Collections.unmodifiableSortedMap(new TreeMap<>(tallies));
    }

    static ExampleHelp of(List<Observation> observations) {
        SortedMap<String, Tally> tallies = new TreeMap<>();
        int right = 0;
        for (Observation each : observations) {
            right += each.right() ? 1 : 0;
            for (String key : each.keys()) {
                tallies.put(key, tallies.getOrDefault(key, new Tally(0, 0)).plus(each.right()));
            }
        }
        return new ExampleHelp(observations.isEmpty() ? 0 : (double) right / observations.size(), tallies);
    }

    double of(String key) {
        Tally tally = tallies.getOrDefault(key, new Tally(0, 0));
        return (tally.right() - share * tally.shown()) / (tally.shown() + PRIOR);
    }

    /** Returns what stands for an example; it does not tell its text. */
    static String key(Example example) {
        return Digests.sha256(Digests.sha256(example.question()) + " " + Digests.sha256(example.answer()));
    }

    /** Returns what stands for the label of an example. */
    static String labelKey(Example example) {
        return "label " + Digests.sha256(example.answer());
    }
}
