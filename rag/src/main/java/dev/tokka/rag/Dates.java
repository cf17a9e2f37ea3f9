// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The dates of a text, in the ways in which English and Japanese documents write them, and what is left without them.
 *
 * @param dates in order
 * @param rest the text without the dates, in compatibility form and lower case
 */
record Dates(List<Date> dates, String rest) {

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    private static final String MONTH = "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
            + "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\b\\.?";

    private static final String DAY = "(\\d{1,2})(?:st|nd|rd|th)?";
    private static final String YEAR = "(?:,? {0,2}(\\d{4})(?!\\d))?";

    private static final Pattern DATE = Pattern.compile("(?<!\\d)(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})(?!\\d)"
            + "|(?:(?<!\\d)(?:(\\d{4})|令和 ?(\\d{1,2}|元))年 {0,2})?(?<!\\d)(\\d{1,2})月(?: {0,2}(\\d{1,2})日)?"
            + "|(?<!\\d)" + DAY + " {1,2}(?:of )?" + MONTH + YEAR
            + "|\\b" + MONTH + " {1,2}" + DAY + "(?!\\d)" + YEAR
            + "|\\b" + MONTH + ",? {1,2}(\\d{4})(?!\\d)");

    /** No number of a date counts days or yen. */
    private static final String UNIT = "date";

    /** The first year of the era that began in 2019 is 1. */
    private static final int BEFORE_REIWA = 2018;

    /** A date; 0 stands for a part that is not said. */
    record Date(int year, int month, int day) {

        boolean agrees(Date other) {
            return agree(year, other.year) && month == other.month && agree(day, other.day);
        }

        private static boolean agree(int mine, int theirs) {
            return mine == 0 || theirs == 0 || mine == theirs;
        }

        /** Returns the numbers that are said. */
        List<Quantities.Quantity> numbers() {
            return Stream.of(year, day)
                    .filter(number -> number > 0)
                    .map(number -> new Quantities.Quantity(String.valueOf(number), UNIT))
                    .toList();
        }
    }

    static Dates of(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        List<Date> dates = new ArrayList<>();
        StringBuilder rest = new StringBuilder();
        Matcher matcher = DATE.matcher(plain);
        int copied = 0;
        while (matcher.find()) {
            Date date = read(matcher.toMatchResult());
            if (date.month() >= 1 && date.month() <= 12 && date.day() <= 31) {
                dates.add(date);
                rest.append(plain, copied, matcher.start()).append(' ');
                copied = matcher.end();
            }
        }
        return new Dates(
                List.copyOf(dates), rest.append(plain.substring(copied)).toString());
    }

    private static Date read(MatchResult match) {
        if (match.group(1) != null) {
            return new Date(number(match, 1), number(match, 2), number(match, 3));
        }
        if (match.group(6) != null) {
            int reiwa = "元".equals(match.group(5)) ? 1 : number(match, 5);
            return new Date(reiwa > 0 ? BEFORE_REIWA + reiwa : number(match, 4), number(match, 6), number(match, 7));
        }
        if (match.group(9) != null) {
            return new Date(number(match, 10), month(match, 9), number(match, 8));
        }
        return match.group(11) != null
                ? new Date(number(match, 13), month(match, 11), number(match, 12))
                : new Date(number(match, 15), month(match, 14), 0);
    }

    private static int month(MatchResult match, int group) {
        return MONTHS.indexOf(match.group(group).substring(0, 3)) + 1;
    }

    private static int number(MatchResult match, int group) {
        return match.group(group) == null ? 0 : Integer.parseInt(match.group(group));
    }

    /** Returns the numbers of all dates, the months too, since a claim may name them alone. */
    List<Quantities.Quantity> numbers() {
        List<Quantities.Quantity> numbers = new ArrayList<>();
        for (Date date : dates) {
            numbers.addAll(date.numbers());
            numbers.add(new Quantities.Quantity(String.valueOf(date.month()), UNIT));
        }
        return numbers;
    }
}
