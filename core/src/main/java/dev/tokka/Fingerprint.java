// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** The fingerprint that a model has now, computed again only when its description has changed. */
final class Fingerprint {

    private final DomainModel model;
    private volatile @Nullable Seen last;

    Fingerprint(DomainModel model) {
        this.model = requireNonNull(model, "model");
    }

    String now() {
        Description description = model.describe();
        Seen seen = last;
        if (seen == null || !seen.description().equals(description)) {
            seen = new Seen(description, description.fingerprint());
            last = seen;
        }
        return seen.fingerprint();
    }

    private record Seen(Description description, String fingerprint) {}
}
