// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.inventory;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Locale;

/**
 * Who did something, when, and which version of the record came of it.
 *
 * <p>Whether somebody is who they say they are is for the application to find out: it passes the name in.
 *
 * @param by a name or a number of staff that tells people apart; without control characters and outer space
 * @param at when
 * @param version of the record; at least 1
 */
public record Stamp(String by, Instant at, long version) {

    /** Checks the above. */
    public Stamp {
        Checks.requireText(by, "by");
        if (!by.equals(by.strip()) || by.codePoints().anyMatch(Stamp::isInvisible)) {
            throw new IllegalArgumentException("by must have no outer space and no invisible characters");
        }
        requireNonNull(at, "at");
        if (version < 1) {
            throw new IllegalArgumentException("version must be at least 1 but is " + version);
        }
    }

    private static boolean isInvisible(int character) {
        int type = Character.getType(character);
        return type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE;
    }

    /** Returns who did it in one spelling: {@code Sato} and {@code ｓａｔｏ} are one person. */
    String person() {
        return person(by);
    }

    static String person(String by) {
        return Normalizer.normalize(by, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    }
}
