// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.generation;

import static java.util.Objects.requireNonNull;

import dev.tokka.Description;
import dev.tokka.Query;
import dev.tokka.Retriever;
import dev.tokka.finetune.data.Evidence;
import dev.tokka.finetune.data.TrainingRow;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Distractors that a retriever finds. */
record FoundDistractors(Retriever retriever) implements Distractors {

    FoundDistractors {
        requireNonNull(retriever, "retriever");
    }

    @Override
    public List<Evidence> of(TrainingRow row, int count, RandomGenerator random) {
        List<Evidence> found = new ArrayList<>();
        if (count == 0) {
            return found;
        }
        for (var passage : retriever.retrieve(Query.of(row.content().given(), count + 4))) {
            Evidence each = Evidence.of(passage);
            if (found.size() < count && !each.overlaps(row.provenance()) && !found.contains(each)) {
                found.add(each);
            }
        }
        return found;
    }

    @Override
    public Description describe() {
        return Description.of("distractors", "nearest").withPart(retriever.describe());
    }
}
