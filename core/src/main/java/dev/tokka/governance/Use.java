// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance;

import dev.tokka.Checks;
import dev.tokka.governance.inventory.ModelRecord;

/**
 * What a model is used as.
 *
 * @param model the id of its record in the inventory, as {@link
 *     dev.tokka.governance.inventory.ModelInventory#find} says
 * @param purpose what it is used for, word by word as it was approved; not blank
 */
public record Use(String model, String purpose) {

    /** Checks both. */
    public Use {
        ModelRecord.requireId(model);
        Checks.requireText(purpose, "purpose");
    }
}
