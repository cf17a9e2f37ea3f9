// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.DomainModel;
import dev.tokka.Specialization;
import java.util.Optional;

/**
 * What the prompting is put on: the base, the base with something on it, or another model.
 *
 * <p>With these, whatever is below the prompt is searched together with it, such as how many passages are retrieved:
 *
 * <pre>{@code
 * optimizer.over(Variant.of("6 passages", Retrieval.from(index)), Variant.of("3 passages", Retrieval.from(index).limit(3)))
 * }</pre>
 *
 * <p>Reasoning is searched next to the model, so it comes beneath what is put on it: retrieval checks answers, not the reasoning.
 * Where each sub-question is to be looked up, the variant itself holds the reasoning: {@code
 * Variant.of("by parts", retrieval.andThen(Reasoning.decomposition()))}.
 *
 * <p>What is put on the base asks the base within the budget, call by call. Other models that it holds, such as one that
 * writes queries, are asked past the budget: give them a limit of their own.
 *
 * @param name as reports show it; not blank
 * @param model that is asked in place of the base; empty for the base
 * @param below what is put on the model, beneath the prompting
 */
public record Variant(String name, Optional<DomainModel> model, Specialization below) {

    private static final Specialization NOTHING = Specialization.none();

    private static final Variant BASE = new Variant("base", Optional.empty(), NOTHING);

    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if the model cannot say what it is made of: its answers could be taken for another's
     */
    public Variant {
        Checks.requireText(name, "name");
        requireNonNull(below, "below");
        model.filter(other -> other.describe().isOpaque()).ifPresent(other -> {
            throw new IllegalArgumentException("model of " + name + " must describe itself but is opaque: " + other);
        });
    }

    /** Returns the base as it is. */
    public static Variant base() {
        return BASE;
    }

    /** Returns the base with {@code below} on it. */
    public static Variant of(String name, Specialization below) {
        return new Variant(name, Optional.empty(), below);
    }

    /** Returns another model in place of the base, such as a smaller one. */
    public static Variant model(String name, DomainModel model) {
        return new Variant(name, Optional.of(model), NOTHING);
    }

    /** Returns this variant with {@code more} on it. */
    public Variant with(Specialization more) {
        return new Variant(name, model, below.andThen(more));
    }

    /** Returns whether nothing is put on the model. */
    boolean isBare() {
        return below.equals(NOTHING);
    }

    /** Returns this variant where the base has taken the place of its model, because it was trained from that. */
    Variant trained() {
        return model.isEmpty() ? this : new Variant(name + ", trained", Optional.empty(), below);
    }

    /** Returns the name. */
    @Override
    public String toString() {
        return name;
    }
}
