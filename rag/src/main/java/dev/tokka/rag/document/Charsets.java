// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Finds character sets by the names that pages and e-mails declare. */
final class Charsets {

    private Charsets() {}

    /**
     * Returns the character set that {@code name} stands for in files: some names mean more there than in Java, since files
     * in these hold characters of the larger sets.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    static Charset named(String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        return switch (lower) {
            case "shift_jis", "shift-jis", "sjis", "x-sjis", "ms_kanji", "cp932" -> Charset.forName("windows-31j");
            case "iso-8859-1", "latin1", "us-ascii", "ascii" -> Charset.forName("windows-1252");
            case "utf-16", "utf-16le", "utf-16be" -> StandardCharsets.UTF_8; // the declaration itself was read as ASCII
            default -> Charset.forName(lower);
        };
    }
}
