// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.cleaning;

import java.text.Normalizer;
import java.util.Locale;

/** The plain form of texts that are to be compared. */
final class Normal {

    private Normal() {}

    /** Returns {@code text} in one width and in lower case, with one space between words. */
    static String text(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", " ")
                .strip();
    }

    /** Returns whether {@code character} is of a script that is written without spaces between words. */
    static boolean isUnspaced(int character) {
        if (character < 0x2E80) { // spares Latin text the look-up
            return false;
        }
        Character.UnicodeScript script = Character.UnicodeScript.of(character);
        return script == Character.UnicodeScript.HAN
                || script == Character.UnicodeScript.HIRAGANA
                || script == Character.UnicodeScript.KATAKANA
                || character == 'ー';
    }

    /** Spreads the bits of {@code value}: the finalizer of MurmurHash3. */
    static long mix(long value) {
        long mixed = (value ^ (value >>> 33)) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return mixed ^ (mixed >>> 33);
    }

    /** Returns a hash of the characters from {@code start} to {@code end} (FNV-1a, mixed). */
    static long hash(CharSequence text, int start, int end) {
        long hash = 0xCBF29CE484222325L;
        for (int i = start; i < end; i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
        }
        return mix(hash);
    }
}
