// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.judge;

import dev.tokka.Checks;
import java.util.Locale;

/**
 * Something that is said in both languages.
 *
 * @param english not blank
 * @param japanese not blank
 */
public record Remark(String english, String japanese) {

    /** Checks that both are given. */
    public Remark {
        Checks.requireText(english, "english");
        Checks.requireText(japanese, "japanese");
    }

    /** Returns the remark in Japanese if that is the language of {@code locale}, else in English. */
    public String in(Locale locale) {
        return isJapanese(locale) ? japanese : english;
    }

    static boolean isJapanese(Locale locale) {
        return locale.getLanguage().equals(Locale.JAPANESE.getLanguage());
    }

    /** Returns the remark in English. */
    @Override
    public String toString() {
        return english;
    }
}
