// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.head;

import dev.tokka.finetune.classification.HeadTask;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What texts are to be labelled.
 *
 * @param labels all, in the order of the head
 * @param has for each text and label whether the text has it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Targets(HeadTask task, List<String> labels, boolean[][] has) {

    /**
     * Returns the targets of {@code rows}.
     *
     * @throws HeadTrainingException if there are not enough texts of each label
     */
    static Targets of(List<LabeledFeatures> rows, HeadOptions options) {
        List<String> labels = options.labels().isEmpty()
                ? rows.stream()
                        .flatMap(row -> row.labels().stream())
                        .distinct()
                        .sorted()
                        .toList()
                : options.labels();
        if (labels.size() < (options.task() == HeadTask.SEVERAL_LABELS ? 1 : 2)) {
            throw new HeadTrainingException("expected texts of at least two labels but there are " + labels.size());
        }
        Map<String, Integer> numbers = new HashMap<>();
        labels.forEach(label -> numbers.put(label, numbers.size()));
        boolean[][] has = new boolean[rows.size()][labels.size()];
        for (int row = 0; row < has.length; row++) {
            List<String> own = rows.get(row).labels();
            if (options.task() != HeadTask.SEVERAL_LABELS && own.size() != 1) {
                throw new HeadTrainingException(
                        "expected one label for each text but text number " + (row + 1) + " has " + own.size());
            }
            for (String label : own) {
                Integer number = numbers.get(label);
                if (number == null) {
                    throw new HeadTrainingException(
                            "expected labels among " + labels + " but text number " + (row + 1) + " has another");
                }
                has[row][number] = true;
            }
        }
        Targets targets = new Targets(options.task(), labels, has);
        targets.requireEnough(options.search().folds());
        return targets;
    }

    private void requireEnough(int folds) {
        for (int label = 0; label < labels.size(); label++) {
            int column = label;
            int with = (int) Arrays.stream(has).filter(row -> row[column]).count();
            int without = has.length - with;
            if (with < folds || without < folds) {
                throw new HeadTrainingException("expected at least " + folds
                        + " texts with and without each label, one for each fold, but \"" + labels.get(label)
                        + "\" has " + with + " with it and " + without
                        + " without: add texts, or search on fewer folds");
            }
        }
    }

    /** Returns the number of the text's label; of its first one, or the number of labels if it has none. */
    int first(int row) {
        return IntStream.range(0, labels.size())
                .filter(label -> has[row][label])
                .findFirst()
                .orElse(labels.size());
    }

    /** Returns for each text which label it is dealt to folds by. */
    int[] groups() {
        return IntStream.range(0, has.length).map(this::first).toArray();
    }

    /** Returns the targets of some texts. */
    Targets of(int[] rows) {
        return new Targets(
                task, labels, Arrays.stream(rows).mapToObj(row -> has[row]).toArray(boolean[][]::new));
    }
}
