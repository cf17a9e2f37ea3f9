// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.util.Objects.requireNonNull;

/**
 * One earlier message of a conversation.
 *
 * @param speaker who said it
 * @param text what was said; not blank
 */
public record Turn(Speaker speaker, String text) {

    /** The two sides of a conversation. */
    public enum Speaker {
        /** The one who asks. */
        USER,
        /** The one who answers. */
        MODEL
    }

    /** Checks that the text is not blank. */
    public Turn {
        requireNonNull(speaker, "speaker");
        Checks.requireText(text, "text");
    }
}
