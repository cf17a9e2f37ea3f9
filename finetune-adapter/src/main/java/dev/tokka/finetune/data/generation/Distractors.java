// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.generation;

import static java.util.Objects.requireNonNull;

import dev.tokka.Query;
import dev.tokka.Retriever;
import dev.tokka.finetune.data.Evidence;
import dev.tokka.finetune.data.Provenance;
import dev.tokka.finetune.data.TrainingRow;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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

    /** Returns distractors drawn from {@code pool}. */
    static Distractors random(List<Evidence> pool) {
        List<Evidence> all = List.copyOf(pool);
        return (row, count, random) -> {
            Set<Evidence> drawn = new LinkedHashSet<>();
            for (int i = 0; i < all.size() * 4 && drawn.size() < count; i++) {
                Evidence each = all.get(random.nextInt(all.size()));
                if (!restsOn(row.provenance(), each)) {
                    drawn.add(each);
                }
            }
            return List.copyOf(drawn);
        };
    }

    /**
     * Returns distractors that {@code retriever} finds for the row's question: what the served model will be given beside
     * the right passage, and harder than any drawn by chance.
     */
    static Distractors nearest(Retriever retriever) {
        requireNonNull(retriever, "retriever");
        return (row, count, random) -> {
            List<Evidence> found = new ArrayList<>();
            if (count == 0) {
                return found;
            }
            for (var passage : retriever.retrieve(Query.of(row.content().given(), count + 4))) {
                Evidence each = Evidence.of(passage);
                if (found.size() < count && !restsOn(row.provenance(), each) && !found.contains(each)) {
                    found.add(each);
                }
            }
            return found;
        };
    }

    private static boolean restsOn(Provenance row, Evidence passage) {
        return row.document().equals(passage.document())
                && row.span().start() < passage.span().end()
                && passage.span().start() < row.span().end();
    }
}
