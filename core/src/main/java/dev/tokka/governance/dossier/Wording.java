// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.dossier;

/** The language of a page. */
public enum Wording {
    /** English. */
    ENGLISH("en"),

    /** Japanese. */
    JAPANESE("ja");

    private final String tag;

    Wording(String tag) {
        this.tag = tag;
    }

    /** Returns the BCP 47 tag of the language. */
    public String tag() {
        return tag;
    }
}
