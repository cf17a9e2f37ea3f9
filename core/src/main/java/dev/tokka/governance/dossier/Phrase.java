// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.dossier;

import static java.util.Objects.requireNonNull;

/**
 * A text in the languages of a dossier.
 *
 * @param english in English; may be empty
 * @param japanese the same in Japanese; may be empty
 */
public record Phrase(String english, String japanese) {

    /** Checks that both are there. */
    public Phrase {
        requireNonNull(english, "english");
        requireNonNull(japanese, "japanese");
    }

    /** Returns a text in both languages. */
    public static Phrase of(String english, String japanese) {
        return new Phrase(english, japanese);
    }

    /** Returns a text that is the same in all languages, such as a name or what somebody wrote. */
    public static Phrase same(Object text) {
        String written = String.valueOf(requireNonNull(text, "text"));
        return new Phrase(written, written);
    }

    /** Returns the text in one language. */
    public String in(Wording wording) {
        return switch (wording) {
            case ENGLISH -> english;
            case JAPANESE -> japanese;
        };
    }
}
