// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune;

import static java.util.Objects.requireNonNull;

import dev.tokka.DomainModel;
import dev.tokka.governance.inventory.Development.Recipe;
import dev.tokka.governance.inventory.Lifecycle;
import dev.tokka.governance.inventory.ModelRecord;
import dev.tokka.governance.inventory.Registration;
import dev.tokka.governance.inventory.RiskTier;
import dev.tokka.onnx.ModelFileException;
import java.nio.file.Path;

/**
 * What an inventory needs of a tuned model, drawn up from its file: what it is for and who answers for it, and what it is made of,
 * with the digests that its description has.
 *
 * <pre>{@code
 * ModelDraft draft = ModelDraft.of(tuned, "Retail banking", RiskTier.MEDIUM);
 * ModelRecord developed = draft.enter(lifecycle, "fee-desk", "sato");
 * }</pre>
 *
 * <p>It is a draft: read it, correct it by the methods of its parts, and enter that. The purpose is the intended use of the card. The
 * ingredients are base or encoder, adapter or head, chat template and prompt format, and the training data, by the datasheet if there
 * is one. All have the licence of the card but training data whose datasheet names others. What a provider serves, and
 * its base, have no digest that can be seen from here; ids stand in their places, and the provider is the vendor. Immutable.
 *
 * @param registration what is known before it is built
 * @param recipe what it is made of
 */
public record ModelDraft(Registration registration, Recipe recipe) {

    /** Checks that both are there. */
    public ModelDraft {
        requireNonNull(registration, "registration");
        requireNonNull(recipe, "recipe");
    }

    /**
     * Returns the draft of an open model.
     *
     * @param owner who answers for it, such as a department; not blank
     * @param tier how much harm a wrong answer may do
     * @throws ModelFileException if its datasheet or evidence has changed since it was opened
     */
    public static ModelDraft of(FineTunedModel model, String owner, RiskTier tier) {
        return DraftParts.of(model).draft(owner, tier);
    }

    /**
     * Returns the draft of a model in a file, which is opened for it and closed.
     *
     * @param path as {@link FineTunedModel#open(Path)} takes it; a head on an encoder must be opened before
     * @param owner who answers for it, such as a department; not blank
     * @param tier how much harm a wrong answer may do
     * @throws ModelFileException if it cannot be opened
     */
    public static ModelDraft of(Path path, String owner, RiskTier tier) {
        try (FineTunedModel model = FineTunedModel.open(path)) {
            return of(model, owner, tier);
        }
    }

    /**
     * Returns this draft for what is served: the tuned model with instructions, retrieval or whatever else around it. Ingredients
     * that this adds, such as an index, are added to the {@linkplain Recipe#with recipe}.
     *
     * @throws IllegalArgumentException if it cannot say what it is made of
     */
    public ModelDraft serving(DomainModel whole) {
        return new ModelDraft(
                registration, new Recipe(whole.describe(), recipe.ingredients(), recipe.seed(), recipe.notes()));
    }

    /**
     * Enters the model in an inventory: registered and developed by one person, to be validated and approved by others.
     *
     * @param id as {@link dev.tokka.governance.inventory.ModelInventory#find} says
     * @param by the developer; not blank
     * @return the record, developed
     */
    public ModelRecord enter(Lifecycle lifecycle, String id, String by) {
        return lifecycle.develop(lifecycle.register(id, registration, by), recipe, by);
    }
}
