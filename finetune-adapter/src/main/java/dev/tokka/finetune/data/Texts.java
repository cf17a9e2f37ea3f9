// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;

/** Checks of texts that are to be written to files. */
final class Texts {

    private Texts() {}

    /** Returns {@code text} if it is not blank and can be written in UTF-8. */
    static String requireText(String text, String name) {
        return requireWritable(Checks.requireText(text, name), name);
    }

    /** Returns {@code text} if it can be written in UTF-8: half a surrogate pair cannot, and would come back as another. */
    static String requireWritable(String text, String name) {
        requireNonNull(text, name);
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (Character.isHighSurrogate(character)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(character)) {
                throw new IllegalArgumentException(
                        name + " must have surrogates in pairs but has half a pair at index " + i);
            }
        }
        return text;
    }
}
