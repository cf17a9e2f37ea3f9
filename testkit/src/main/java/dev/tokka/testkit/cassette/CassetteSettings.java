// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit.cassette;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * How a cassette is used.
 *
 * @param matching when a request counts as recorded
 * @param mode whether to read or to write; empty for what the system property {@value CassetteMode#PROPERTY} says
 * @param redaction what is never written
 */
public record CassetteSettings(Matching matching, Optional<CassetteMode> mode, Redaction redaction) {

    /** Strict matching, the mode of the system property, and secrets removed. */
    public static final CassetteSettings DEFAULT =
            new CassetteSettings(Matching.STRICT, Optional.empty(), Redaction.SECRETS_ONLY);

    /** Checks that all are given. */
    public CassetteSettings {
        requireNonNull(matching, "matching");
        requireNonNull(mode, "mode");
        requireNonNull(redaction, "redaction");
    }

    /** Returns these settings with another matching. */
    public CassetteSettings withMatching(Matching newMatching) {
        return new CassetteSettings(newMatching, mode, redaction);
    }

    /** Returns these settings with a mode that no system property changes. */
    public CassetteSettings withMode(CassetteMode newMode) {
        return new CassetteSettings(matching, Optional.of(newMode), redaction);
    }

    /** Returns these settings with another redaction. */
    public CassetteSettings withRedaction(Redaction newRedaction) {
        return new CassetteSettings(matching, mode, newRedaction);
    }
}
