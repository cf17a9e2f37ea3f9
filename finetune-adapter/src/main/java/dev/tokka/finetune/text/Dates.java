// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.text;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes dates by the letters of {@code strftime}, in English. */
final class Dates {

    private static final Pattern LETTER = Pattern.compile("%(-?)(.?)", Pattern.DOTALL);
    private static final Map<Character, String> PATTERNS = Map.ofEntries(
            Map.entry('Y', "yyyy"),
            Map.entry('y', "yy"),
            Map.entry('m', "MM"),
            Map.entry('d', "dd"),
            Map.entry('B', "MMMM"),
            Map.entry('b', "MMM"),
            Map.entry('A', "EEEE"),
            Map.entry('a', "EEE"),
            Map.entry('H', "HH"),
            Map.entry('I', "hh"),
            Map.entry('M', "mm"),
            Map.entry('S', "ss"),
            Map.entry('p', "a"),
            Map.entry('j', "DDD"),
            Map.entry('F', "yyyy-MM-dd"),
            Map.entry('T', "HH:mm:ss"),
            Map.entry('Z', "zzz"),
            Map.entry('z', "xx"));

    private Dates() {}

    static String format(ZonedDateTime time, String format) {
        StringBuilder text = new StringBuilder();
        Matcher letters = LETTER.matcher(format);
        while (letters.find()) {
            letters.appendReplacement(text, "");
            String letter = letters.group(2);
            String field = letter.equals("%") ? "%" : field(time, letter);
            text.append(letters.group(1).isEmpty() ? field : field.replaceFirst("^0+(?=.)", ""));
        }
        letters.appendTail(text);
        return text.toString();
    }

    private static String field(ZonedDateTime time, String letter) {
        String pattern = letter.isEmpty() ? null : PATTERNS.get(letter.charAt(0));
        if (pattern == null) {
            throw TemplateException.of("expected a date format of known letters but it has another");
        }
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(time);
    }
}
