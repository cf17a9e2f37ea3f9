// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import dev.tokka.DomainModel;
import java.util.HashMap;
import java.util.Map;

/** What candidates are put on, each call to a model metered. Used by one thread. */
final class Models {

    private final DomainModel base;
    private final MeteredModel.Books books;
    private final Map<Built, DomainModel> built = new HashMap<>();

    /** What models are told apart by, once the base is known. */
    private record Built(Variant variant, ReasoningChoice reasoning) {}

    Models(DomainModel base, MeteredModel.Books books) {
        this.base = new MeteredModel(base, books);
        this.books = books;
    }

    /** Returns the same with another base. */
    Models on(DomainModel other) {
        return new Models(other, books);
    }

    MeteredModel.Books books() {
        return books;
    }

    Meter meter() {
        return books.meter();
    }

    /** Returns what the prompting of {@code combination} is put on. */
    DomainModel of(Combination combination) {
        return built.computeIfAbsent(
                new Built(combination.variant(), combination.reasoning()),
                parts -> parts.variant()
                        .below()
                        .specialize(parts.reasoning().metered(this::metered).specialize(asked(parts.variant()))));
    }

    /** Returns the model at the bottom of {@code variant}. */
    DomainModel asked(Variant variant) {
        return variant.model().map(this::metered).orElse(base);
    }

    private DomainModel metered(DomainModel model) {
        return new MeteredModel(model, books);
    }
}
