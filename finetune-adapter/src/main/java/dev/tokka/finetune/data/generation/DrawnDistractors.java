// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.generation;

import dev.tokka.Description;
import dev.tokka.Digests;
import dev.tokka.finetune.data.Evidence;
import dev.tokka.finetune.data.TrainingRow;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Distractors drawn by chance. */
record DrawnDistractors(List<Evidence> pool) implements Distractors {

    DrawnDistractors {
        pool = List.copyOf(pool);
    }

    @Override
    public List<Evidence> of(TrainingRow row, int count, RandomGenerator random) {
        Set<Evidence> drawn = new LinkedHashSet<>();
        for (int i = 0; i < pool.size() * 4 && drawn.size() < count; i++) {
            Evidence each = pool.get(random.nextInt(pool.size()));
            if (!each.overlaps(row.provenance())) {
                drawn.add(each);
            }
        }
        return List.copyOf(drawn);
    }

    /** The order counts as well, since what is drawn are places in it. */
    @Override
    public Description describe() {
        String chain = "";
        for (Evidence each : pool) {
            String place = each.document().length() + each.document() + each.span();
            chain = Digests.sha256(chain + place + each.text());
        }
        return Description.of("distractors", "random")
                .with("passages", pool.size())
                .with("pool", chain);
    }
}
