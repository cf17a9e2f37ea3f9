// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.inventory;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.Description;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * That a model was built, and of what.
 *
 * @param recipe of what
 * @param stamp by whom and when
 */
public record Development(Recipe recipe, Stamp stamp) {

    /** Checks that both are there. */
    public Development {
        requireNonNull(recipe, "recipe");
        requireNonNull(stamp, "stamp");
    }

    /** Returns the fingerprint of the description: the model itself, for approvals. */
    public String fingerprint() {
        return recipe.description().fingerprint();
    }

    /**
     * What a model is made of.
     *
     * @param description of the model that is to be served, not {@linkplain Description#isOpaque() opaque}
     * @param ingredients what went into it
     * @param seed of training or sampling, if chance had a part in it
     * @param notes on how it was made; may be empty
     */
    public record Recipe(Description description, List<Ingredient> ingredients, OptionalLong seed, String notes) {

        /**
         * Checks and copies the components.
         *
         * @throws IllegalArgumentException if the description is opaque: nobody could tell that the model has changed
         */
        public Recipe {
            if (description.isOpaque()) {
                throw new IllegalArgumentException(
                        "expected a model that describes itself but it is opaque: implement describe()");
            }
            ingredients = List.copyOf(ingredients);
            requireNonNull(seed, "seed");
            requireNonNull(notes, "notes");
        }

        /** Returns a recipe that says no more than the model itself does. */
        public static Recipe of(Description description) {
            return new Recipe(description, List.of(), OptionalLong.empty(), "");
        }

        /** Returns this recipe with one more ingredient. */
        public Recipe with(Ingredient ingredient) {
            List<Ingredient> all =
                    Stream.concat(ingredients.stream(), Stream.of(ingredient)).toList();
            return new Recipe(description, all, seed, notes);
        }

        /** Returns this recipe with a seed. */
        public Recipe withSeed(long newSeed) {
            return new Recipe(description, ingredients, OptionalLong.of(newSeed), notes);
        }

        /** Returns this recipe with other notes. */
        public Recipe withNotes(String newNotes) {
            return new Recipe(description, ingredients, seed, newNotes);
        }
    }

    /**
     * Something that went into a model.
     *
     * @param kind what sort of thing
     * @param name what it is called where it comes from; not blank
     * @param digest such as the SHA-256 of its file or the id of its snapshot, if known; not blank
     * @param licence under which it is used, such as {@code Apache-2.0} or {@code own work}, if known; not blank
     */
    public record Ingredient(Kind kind, String name, Optional<String> digest, Optional<String> licence) {

        /** Checks the above. */
        public Ingredient {
            requireNonNull(kind, "kind");
            Checks.requireText(name, "name");
            digest.ifPresent(text -> Checks.requireText(text, "digest"));
            licence.ifPresent(text -> Checks.requireText(text, "licence"));
        }

        /** Returns an ingredient of which all is known. */
        public static Ingredient of(Kind kind, String name, String digest, String licence) {
            return new Ingredient(kind, name, Optional.of(digest), Optional.of(licence));
        }

        /** What sort of thing an ingredient is. */
        public enum Kind {
            /** The weights of a general model, or a vendor's model by its id. */
            BASE_MODEL,
            /** Weights that were tuned. */
            ADAPTER,
            /** What it was tuned on. */
            TRAINING_DATA,
            /** Documents that it answers from. */
            INDEX,
            /** The encoder that makes vectors of texts. */
            ENCODER,
            /** Instructions, examples, a glossary or a profile. */
            PROMPT
        }
    }
}
