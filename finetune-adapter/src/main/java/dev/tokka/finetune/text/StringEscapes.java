// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the escapes in the strings of Python; unknown ones stay as they are. */
final class StringEscapes {

    private static final Pattern ESCAPE = Pattern.compile(
            "\\\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([0-7]{1,3})|([\\\\'\"abfnrtv\n]))");

    private StringEscapes() {}

    static String read(String quoted) {
        Matcher escape = ESCAPE.matcher(quoted);
        StringBuilder read = new StringBuilder();
        while (escape.find()) {
            escape.appendReplacement(read, "");
            append(escape, read);
        }
        escape.appendTail(read);
        return read.toString();
    }

    private static void append(Matcher escape, StringBuilder read) {
        for (int group = 1; group <= 4; group++) {
            String digits = escape.group(group);
            if (digits != null) {
                long code = Long.parseLong(digits, group == 4 ? 8 : 16);
                if (code > Character.MAX_CODE_POINT) {
                    throw TemplateException.of("expected a character but an escape is none");
                }
                read.appendCodePoint((int) code);
                return;
            }
        }
        char letter = escape.group(5).charAt(0);
        switch (letter) {
            case 'a' -> read.append('\u0007');
            case 'b' -> read.append('\b');
            case 'f' -> read.append('\f');
            case 'n' -> read.append('\n');
            case 'r' -> read.append('\r');
            case 't' -> read.append('\t');
            case 'v' -> read.append('\u000B');
            case '\n' -> {} // the line goes on
            default -> read.append(letter);
        }
    }
}
