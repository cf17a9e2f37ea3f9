// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.privacy;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Writes {@code [email]}, {@code [my-number]} and so on where a text points to a person. What was there cannot be had back.
 *
 * <pre>{@code
 * Redaction redaction = Redaction.of(Detectors.usual());
 * redaction.apply("Mail to hanako@example.jp"); // "Mail to [email]"
 * }</pre>
 *
 * <p>Redacting twice changes nothing more. Safe for use by many threads.
 *
 * @param detector finds what is redacted
 */
public record Redaction(Detector detector) implements UnaryOperator<String> {

    /** Checks that there is a detector. */
    public Redaction {
        requireNonNull(detector, "detector");
    }

    /** Returns a redaction of what {@code detector} finds. */
    public static Redaction of(Detector detector) {
        return new Redaction(detector);
    }

    @Override
    public String apply(String text) {
        return hide(text).text();
    }

    Hidden hide(String text) {
        return Hidden.in(text, detector.find(text), (kind, value) -> mark(kind));
    }

    private static String mark(PersonalData kind) {
        return "[" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + "]";
    }
}
