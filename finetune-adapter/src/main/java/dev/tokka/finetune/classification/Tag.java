// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.classification;

import java.util.Locale;

/**
 * What a label of a word says.
 *
 * @param place of the word in its entity
 * @param type of the entity; empty for none
 */
record Tag(Place place, String type) {

    /** Where a word stands in its entity. */
    enum Place {
        /** It is the first. */
        FIRST,
        /** It is neither the first nor, where the scheme marks ends, the last. */
        MIDDLE,
        /** It is the last. */
        LAST,
        /** It is the only one. */
        ONLY,
        /** The scheme does not say. */
        UNSAID
    }

    /** Returns what {@code label} says, in any of the schemes IO, BIO, BIOES and BILOU. */
    static Tag of(String label) {
        if (label.equalsIgnoreCase("O")) {
            return new Tag(Place.UNSAID, "");
        }
        boolean marked = label.length() > 2 && (label.charAt(1) == '-' || label.charAt(1) == '_');
        String type = marked ? label.substring(2) : label;
        return switch (marked ? label.substring(0, 1).toUpperCase(Locale.ROOT) : "") {
            case "B" -> new Tag(Place.FIRST, type);
            case "I", "M" -> new Tag(Place.MIDDLE, type);
            case "E", "L" -> new Tag(Place.LAST, type);
            case "S", "U" -> new Tag(Place.ONLY, type);
            default -> new Tag(Place.UNSAID, label);
        };
    }

    /** Returns whether a word with this tag belongs to the entity of the word before, which has the tag {@code before}. */
    boolean continues(Tag before) {
        boolean begins = place == Place.FIRST || place == Place.ONLY;
        boolean ended = before.place == Place.LAST || before.place == Place.ONLY;
        return !type.isEmpty() && type.equals(before.type) && !begins && !ended;
    }
}
