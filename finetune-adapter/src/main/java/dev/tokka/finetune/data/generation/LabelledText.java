// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.generation;

import dev.tokka.Checks;
import dev.tokka.Digests;
import dev.tokka.finetune.data.RowSource;

/**
 * A text that somebody labelled.
 *
 * @param id identifies it; not blank
 * @param text not blank
 * @param label the label, or for extraction what is to be extracted, such as a JSON document; not blank
 */
public record LabelledText(String id, String text, String label) implements RowSource {

    /** Checks that nothing is blank. */
    public LabelledText {
        Checks.requireText(id, "id");
        Checks.requireText(text, "text");
        Checks.requireText(label, "label");
    }

    @Override
    public String digest() {
        return Digests.sha256(text.length() + text + label);
    }

    @Override
    public String toString() {
        return "LabelledText " + id; // logs must not hold texts
    }
}
