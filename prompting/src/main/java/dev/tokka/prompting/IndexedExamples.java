// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.Description;
import dev.tokka.Example;
import dev.tokka.Question;
import java.util.List;
import java.util.Locale;

/** See {@link Examples#nearest(int, ExampleIndex)}. */
record IndexedExamples(Choice choice, int count, ExampleIndex index) implements Examples {

    private static final int MOST_LABELS = 1_000; // each label is a search

    /** How examples are chosen among candidates of the index. */
    enum Choice {
        /** See {@link Examples#nearest(int, ExampleIndex)}. */
        NEAREST(8, 64),
        /** See {@link Examples#diverse(int, ExampleIndex)}. */
        DIVERSE(16, 128),
        /** See {@link Examples#balanced(int, ExampleIndex)}; candidates of each label. */
        BALANCED(4, 16);

        private final int times;
        private final int least;

        Choice(int times, int least) {
            this.times = times;
            this.least = least;
        }

        int candidates(int count) {
            return (int) Math.min(Integer.MAX_VALUE, Math.max(least, (long) times * count));
        }

        String countName() {
            return this == BALANCED ? "perLabel" : "k";
        }
    }

    IndexedExamples {
        Checks.requireAtLeast(1, count, choice.countName());
        requireNonNull(index, "index");
        if (choice == Choice.BALANCED) {
            long labels = index.read(ExampleSearch::labels);
            if (labels > MOST_LABELS) {
                throw new IllegalArgumentException("balanced examples must have at most " + MOST_LABELS
                        + " different answers, which are labels, but have " + labels);
            }
        }
    }

    @Override
    public List<Example> select(Question question) {
        int candidates = choice.candidates(count);
        return index.read(search -> switch (choice) {
            case NEAREST -> new NearestExamples(count, search.near(question.text(), candidates)).select(question);
            case DIVERSE -> new DiverseExamples(count, search.near(question.text(), candidates)).select(question);
            case BALANCED ->
                new BalancedExamples(count, search.nearOfEachLabel(question.text(), candidates)).select(question);
        });
    }

    @Override
    public Description describe() {
        return index.describe(Description.of(choice.name().toLowerCase(Locale.ROOT) + " examples")
                .with(choice.countName(), count)
                .with("candidates", choice.candidates(count)));
    }

    @Override
    public String toString() {
        return choice.name().toLowerCase(Locale.ROOT) + "(" + count
                + (choice == Choice.BALANCED ? " of each label, of " : " of ") + index.size() + ")";
    }
}
