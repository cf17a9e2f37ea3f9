// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import dev.tokka.Description;
import dev.tokka.Question;
import dev.tokka.Span;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** See {@link ReplyCheck#date}. */
record DateCheck() implements ReplyCheck {

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    /** The year before the first one of each era. */
    private static final Map<String, Integer> ERAS = Map.of(
            "明治", 1867, "大正", 1911, "昭和", 1925, "平成", 1988, "令和", 2018, "m", 1867, "t", 1911, "s", 1925, "h", 1988, "r",
            2018);

    private static final String NUMBER = "(\\d{1,2}|[〇一二三四五六七八九十]{1,3})";
    private static final String WEEKDAY = "(?: ?\\(?[月火水木金土日](?:曜日?)?\\)?)?";
    private static final String MONTH = "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
            + "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
    private static final String DAY = "(\\d{1,2})(?:st|nd|rd|th)?";
    private static final String DAY_NAME = "(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?";

    private static final Pattern ISO = Pattern.compile("(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})");
    private static final Pattern BY_ERA_LETTER =
            Pattern.compile("([mtshr])\\.? ?(\\d{1,2})([-/.])(\\d{1,2})\\3(\\d{1,2})");
    private static final Pattern JAPANESE =
            Pattern.compile("(?:西暦 ?)?(?:(\\d{4}|[〇一二三四五六七八九]{4})|(明治|大正|昭和|平成|令和|[mtshr]) ?(元|" + NUMBER + ")) ?年 ?"
                    + NUMBER + " ?月 ?" + NUMBER + " ?日" + WEEKDAY);
    private static final Pattern MONTH_FIRST = Pattern.compile(DAY_NAME + MONTH + " " + DAY + ",? (\\d{4})");
    private static final Pattern DAY_FIRST =
            Pattern.compile(DAY_NAME + "(?:the )?" + DAY + "(?: of)? " + MONTH + ",? (\\d{4})");

    @Override
    public Verdict check(Question question, String reply) {
        return read(Plain.of(reply))
                .<Verdict>map(date -> new Verdict.Fits(date.toString(), new Span(0, reply.length())))
                .orElseGet(() -> Verdict.unfit("the reply is no date", ""));
    }

    private static Optional<LocalDate> read(String text) {
        try {
            return parts(text);
        } catch (DateTimeException e) {
            return Optional.empty(); // there is no such day
        }
    }

    private static Optional<LocalDate> parts(String text) {
        Matcher iso = ISO.matcher(text);
        if (iso.matches()) {
            return date(number(iso.group(1)), iso.group(3), iso.group(4));
        }
        Matcher letter = BY_ERA_LETTER.matcher(text);
        if (letter.matches()) {
            return date(year(letter.group(1), letter.group(2)), letter.group(4), letter.group(5));
        }
        Matcher japanese = JAPANESE.matcher(text);
        if (japanese.matches()) {
            String era = japanese.group(2);
            int year = era == null ? number(japanese.group(1)) : year(era, japanese.group(3));
            return date(year, japanese.group(5), japanese.group(6));
        }
        Matcher month = MONTH_FIRST.matcher(text);
        if (month.matches()) {
            return Optional.of(LocalDate.of(number(month.group(3)), month(month.group(1)), number(month.group(2))));
        }
        Matcher day = DAY_FIRST.matcher(text);
        return day.matches()
                ? Optional.of(LocalDate.of(number(day.group(3)), month(day.group(2)), number(day.group(1))))
                : Optional.empty();
    }

    private static Optional<LocalDate> date(int year, String month, String day) {
        return Optional.of(LocalDate.of(year, number(month), number(day)));
    }

    private static int year(String era, String number) {
        int year = number.equals("元") ? 1 : number(number);
        if (year == 0) {
            throw new DateTimeException("an era begins with year 1");
        }
        return ERAS.getOrDefault(era, 0) + year;
    }

    private static int month(String name) {
        return MONTHS.indexOf(name.substring(0, 3)) + 1;
    }

    private static int number(String digits) {
        return Numerals.read(digits)
                .map(BigDecimal::intValueExact)
                .orElseThrow(() -> new DateTimeException("no number"));
    }

    @Override
    public String demand(Question question) {
        return Wording.of(question).demandDate();
    }

    @Override
    public Description describe() {
        return Description.of("date");
    }

    @Override
    public String toString() {
        return "date";
    }
}
