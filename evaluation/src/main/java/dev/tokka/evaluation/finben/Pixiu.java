// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.finben;

import dev.tokka.Description;
import dev.tokka.evaluation.Case;
import java.util.List;

/** What the metrics of the published scorer share. */
final class Pixiu {

    private static final String SOURCE = "The-FinAI/PIXIU src/tasks/flare.py, with its defects";

    private Pixiu() {}

    static Description described(Measure measure) {
        return Description.of("metric", "PIXIU " + measure).with("source", SOURCE);
    }

    static IllegalArgumentException refused(Case item, String wanted) {
        return new IllegalArgumentException("case " + item.id() + " must expect " + wanted + " but expects "
                + item.expected().getClass().getSimpleName());
    }

    /** The classes of a data set that the published scorer reads with synonyms, or none. */
    static PixiuChoice choice(FinBenDataset dataset) {
        return switch (dataset) {
            case BIG_DATA_22, ACL_18, CIKM_18 -> PixiuChoice.twoWay("rise", "fall", "fall");
            case GERMAN, AUSTRALIAN -> PixiuChoice.twoWay("good", "bad", "good");
            default -> PixiuChoice.PLAIN;
        };
    }

    /** The tags that the published scorer knows, but for those of {@link FinBenDataset#FNXL}, which are those of the file. */
    static List<String> tags(FinBenDataset dataset) {
        return dataset.labels().stream()
                .flatMap(type -> List.of("B-" + type, "I-" + type).stream())
                .toList();
    }
}
