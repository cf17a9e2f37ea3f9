// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.head;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.finetune.classification.HeadTask;
import java.util.HashSet;
import java.util.List;

/**
 * How a head is trained. Equal options, texts and seeds give equal heads.
 *
 * @param task how many labels a text can have
 * @param labels all labels; from low to high where they are ordered. Empty for those of the texts, sorted, where they are
 *     not ordered
 * @param kernel in which space labels are separated
 * @param search how the strength is chosen
 * @param balanced whether rare labels count as much as frequent ones; else each text counts as much
 * @param seed of what is left to chance: folds, landmarks, the order in which the solver looks at texts
 */
public record HeadOptions(
        HeadTask task, List<String> labels, Kernel kernel, Search search, boolean balanced, long seed) {

    /** Checks the components and copies the labels. */
    public HeadOptions {
        requireNonNull(task, "task");
        labels = List.copyOf(labels);
        labels.forEach(label -> Checks.requireText(label, "label"));
        requireNonNull(kernel, "kernel");
        requireNonNull(search, "search");
        if (new HashSet<>(labels).size() < labels.size()) {
            throw new IllegalArgumentException("expected labels once each but one is there twice");
        }
        if (task == HeadTask.ORDERED_LABELS && labels.isEmpty()) {
            throw new IllegalArgumentException("expected the labels from low to high but there is none");
        }
    }

    /** One label for each text, linear, each text counts as much. */
    public static HeadOptions oneLabel(long seed) {
        return new HeadOptions(HeadTask.ONE_LABEL, List.of(), Kernel.LINEAR, Search.DEFAULT, false, seed);
    }

    /** Any number of labels for each text, linear, each text counts as much. */
    public static HeadOptions severalLabels(long seed) {
        return new HeadOptions(HeadTask.SEVERAL_LABELS, List.of(), Kernel.LINEAR, Search.DEFAULT, false, seed);
    }

    /** One of these labels, which go from low to high, linear, each text counts as much. */
    public static HeadOptions ordered(List<String> lowToHigh, long seed) {
        return new HeadOptions(HeadTask.ORDERED_LABELS, lowToHigh, Kernel.LINEAR, Search.DEFAULT, false, seed);
    }

    /** Returns these options with another kernel. */
    public HeadOptions withKernel(Kernel newKernel) {
        return new HeadOptions(task, labels, newKernel, search, balanced, seed);
    }

    /** Returns these options with another search. */
    public HeadOptions withSearch(Search newSearch) {
        return new HeadOptions(task, labels, kernel, newSearch, balanced, seed);
    }

    /** Returns these options with rare labels counting as much as frequent ones, or not. */
    public HeadOptions withBalance(boolean newBalanced) {
        return new HeadOptions(task, labels, kernel, search, newBalanced, seed);
    }
}
