// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.inventory;

import dev.tokka.governance.inventory.Change.Action;
import java.util.List;

/** A model cannot take this step of its life yet, or never. Do what is {@linkplain #missing() missing} first. */
public final class StepRefusedException extends InventoryException {

    private static final long serialVersionUID = 1L;

    private final Action action;
    private final Stage stage;
    private final transient List<String> missing;

    StepRefusedException(String id, Action action, Stage stage, List<String> missing) {
        super(id + " cannot be " + action + ": " + String.join("; ", missing), null);
        this.action = action;
        this.stage = stage;
        this.missing = List.copyOf(missing);
    }

    /** Returns what was to be done. */
    public Action action() {
        return action;
    }

    /** Returns the stage that the model is at. */
    public Stage stage() {
        return stage;
    }

    /** Returns everything that is missing, in words; at least one. */
    public List<String> missing() {
        return missing;
    }
}
