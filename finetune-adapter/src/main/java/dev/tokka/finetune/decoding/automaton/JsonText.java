// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding.automaton;

/**
 * The inside of a JSON string, byte after byte: well-formed UTF-8 without control characters, and escapes. An escape by
 * number is no half of a surrogate pair: such characters are written as they are.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259#section-7">RFC 8259, section 7</a>
 * @see <a href="https://www.unicode.org/versions/latest/core-spec/chapter-3/">Unicode, table 3-7: well-formed UTF-8</a>
 */
final class JsonText {

    /** Between characters. */
    static final int READY = 0;
    /** What cannot be. */
    static final int BAD = -1;
    /** After a backslash. */
    static final int ESCAPE = 8;

    /** So many more bytes of a character, of any value from 0x80 to 0xBF. */
    private static final int MORE_1 = 1;

    private static final int MORE_2 = 2;
    private static final int MORE_3 = 3;
    /** After the first bytes whose second is limited. */
    private static final int AFTER_E0 = 4;

    private static final int AFTER_ED = 5;
    private static final int AFTER_F0 = 6;
    private static final int AFTER_F4 = 7;
    /** So many more hexadecimal digits. */
    private static final int HEX_1 = 9;

    private static final int HEX_2 = 10;
    private static final int HEX_3 = 11;
    private static final int HEX_4 = 12;
    /** After a first digit D: from D800 on there are halves of surrogate pairs. */
    private static final int HEX_AFTER_D = 13;

    private JsonText() {}

    /** Returns the phase after {@code next}, not a quote, or {@link #BAD}. */
    static int next(int phase, int next) {
        return switch (phase) {
            case READY -> next == '\\' ? ESCAPE : lead(next);
            case ESCAPE -> escape(next);
            case MORE_1 -> in(next, 0x80, 0xBF, READY);
            case MORE_2 -> in(next, 0x80, 0xBF, MORE_1);
            case MORE_3 -> in(next, 0x80, 0xBF, MORE_2);
            case AFTER_E0 -> in(next, 0xA0, 0xBF, MORE_1);
            case AFTER_ED -> in(next, 0x80, 0x9F, MORE_1);
            case AFTER_F0 -> in(next, 0x90, 0xBF, MORE_2);
            case AFTER_F4 -> in(next, 0x80, 0x8F, MORE_2);
            case HEX_4 -> next == 'd' || next == 'D' ? HEX_AFTER_D : hex(next, HEX_3);
            case HEX_AFTER_D -> in(next, '0', '7', HEX_2);
            case HEX_3 -> hex(next, HEX_2);
            case HEX_2 -> hex(next, HEX_1);
            case HEX_1 -> hex(next, READY);
            default -> throw new IllegalArgumentException("phase " + phase);
        };
    }

    private static int lead(int next) {
        if (next >= 0x20 && next < 0x80) {
            return READY;
        }
        return switch (next) {
            case 0xE0 -> AFTER_E0;
            case 0xED -> AFTER_ED;
            case 0xF0 -> AFTER_F0;
            case 0xF4 -> AFTER_F4;
            default -> leadOfAny(next);
        };
    }

    private static int leadOfAny(int next) {
        if (next >= 0xC2 && next <= 0xDF) {
            return MORE_1;
        }
        if (next >= 0xE1 && next <= 0xEF) {
            return MORE_2;
        }
        return in(next, 0xF1, 0xF3, MORE_3);
    }

    private static int escape(int next) {
        return switch (next) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> READY;
            case 'u' -> HEX_4;
            default -> BAD;
        };
    }

    private static int hex(int next, int then) {
        return next < 0x80 && Character.digit(next, 16) >= 0 ? then : BAD;
    }

    private static int in(int next, int from, int to, int then) {
        return next >= from && next <= to ? then : BAD;
    }
}
