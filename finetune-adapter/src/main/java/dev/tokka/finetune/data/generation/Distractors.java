// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.generation;

import dev.tokka.Description;
import dev.tokka.Retriever;
import dev.tokka.finetune.data.Evidence;
import dev.tokka.finetune.data.TrainingRow;
import java.util.List;
import java.util.random.RandomGenerator;

/** Chooses passages that do not answer a row: see {@link Raft}. */
@FunctionalInterface
public interface Distractors {

    /**
     * Returns {@code count} different passages that do not overlap what the row rests on, or fewer if there are not as many.
     *
     * @param count at least 0
     * @param random the only source of chance
     */
    List<Evidence> of(TrainingRow row, int count, RandomGenerator random);

    /**
     * Returns what decides which passages are chosen, such as a digest of those to choose from: a run goes on only with
     * distractors of an equal description. {@linkplain Description#opaque Opaque} unless it says more.
     */
    default Description describe() {
        return Description.opaque(this);
    }

    /** Returns distractors drawn from {@code pool}, whose content and order they are described by. */
    static Distractors random(List<Evidence> pool) {
        return new DrawnDistractors(pool);
    }

    /**
     * Returns distractors that {@code retriever} finds for the row's question: what the served model will be given beside
     * the right passage, and harder than any drawn by chance.
     */
    static Distractors nearest(Retriever retriever) {
        return new FoundDistractors(retriever);
    }
}
