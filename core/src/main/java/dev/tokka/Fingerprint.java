// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * The fingerprint that a model has now, computed again only when its description has changed. Safe for use by many
 * threads.
 */
public final class Fingerprint {

    private final DomainModel model;
    private volatile @Nullable Seen last;

    /** Creates what tells the fingerprint of {@code model}. */
    public Fingerprint(DomainModel model) {
        this.model = requireNonNull(model, "model");
    }

    /** Returns the {@link Description#fingerprint fingerprint} of the model as it describes itself now. */
    public String now() {
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
