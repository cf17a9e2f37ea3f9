// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What kind of thing a question asks for, seen from its words, and whether a sentence holds such a thing.
 *
 * <p>A sentence about the right matter that names no amount does not answer "how much": without this, a document that
 * is silent on the fact would be quoted for it.
 */
enum AnswerType {
    /** A share, such as an interest rate. */
    PERCENT(
            "interest rate|what (rate|percentage|share)|which (rate|percentage|share)|how many (percent|%)"
                    + "|何\\s*[%割]|何パーセント|金利|利率|割合",
            "\\d\\s*(%|percent|per cent)|[\\d一二三四五六七八九]\\s*割|分の|percentage point"),

    /** A sum of money. */
    MONEY(
            "how (much|high|expensive|large|big)|(what|which|at what|at which) (price|fee|amount|sum|value|charge|cost|limit)"
                    + "|what (does|do|would|will) .{0,40}\\bcost|what is the (fee|charge|price|cost)"
                    + "|いくら|幾ら|何円|上限額|何万円",
            "[¥$€£₩₹฿₫]\\s*\\d|CODE\\s*\\d|\\d\\s*CODE|\\d\\s*(yen|dollars?|euros?|pounds?|円|万円|億円|千円|百万)|[\\d万億千百]円"
                    + "|\\bfree\\b|no (fee|charge)|無料|\\d\\s*(%|percent)|\\bno limit|無制限"),

    /** A span of time. */
    DURATION(
            "how (long|fast|quick(ly)?|soon|late|early|old)|how many (business |working |calendar )?(minutes|hours|days|weeks|months|years)"
                    + "|何\\s*(営業日|日|か月|ヶ月|カ月|箇月|年|時間|分|週間)|どの(く|ぐ)らいの?(期間|間|時間)|どれ(く|ぐ)らい|最長|何日",
            "(\\d|NUMBER)[ -]*(seconds?|minutes?|hours?|(business |working |calendar )?days?|weeks?|months?|years?)\\b"
                    + "|[\\d一二三四五六七八九十]\\s*(営業日|日|か月|ヶ月|カ月|箇月|年|時間|分|週間)|\\bat once\\b|immediately|same (business )?day|next (business )?day"
                    + "|(\\d|NUMBER)[ -]*(characters|letters|digits|words|pages|met(er|re)s)\\b|\\d\\s*(文字|桁|字)"
                    + "|\\d{1,2}:\\d{2}|直ちに|ただちに|即日|当日|翌営業日|翌日|永久|permanent|forever|annual"),

    /** A point in time. */
    TIME(
            "\\bwhen\\b|(at|by|until|from|till) (what|which) (time|date|day|hour)|what time|deadline|cut-?off|いつ|何時|期限|締切|何日まで",
            "\\d{1,2}:\\d{2}|\\d|NUMBER|noon|midnight|monday|tuesday|wednesday|thursday|friday|saturday|sunday|daily|at once|immediately"
                    + "|same day|next|before|after|as soon|once|\\d\\s*[時日月]|正午|直ちに|当日|翌|前|後"),

    /** How often something is done. */
    FREQUENCY(
            "how (often|frequently|many times)|何回|何度|頻度",
            "\\d|NUMBER|once|twice|every|each|daily|weekly|monthly|yearly|annual|quarter|毎|回|ごと|都度|年に"),

    /** A number of things. */
    COUNT(
            "how many|what (number|score|mark)|which (number|score|mark)|extension|phone number|何\\s*[人名台通個枚件本社回口桁文字歳]|内線",
            "(?<![:\\d])\\d+(?![:\\d])|NUMBER|[一二三四五六七八九十]"),

    /** Anything else; every sentence may answer it. */
    ANY("", "");

    private static final String NUMBER_WORDS = "\\b(half|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
            + "|fifteen|twenty|thirty|forty|fifty|sixty|ninety|hundred|thousand|million)\\b";

    private static final String CURRENCY_CODES =
            "\\b(aud|brl|cad|chf|cny|czk|dkk|eur|gbp|hkd|idr|inr|jpy|krw|myr|nok|nzd|pln|sek|sgd|thb|twd|usd|vnd|zar)\\b";

    private final Pattern asked;
    private final Pattern held;

    AnswerType(String asked, String held) {
        this.asked = Pattern.compile(asked);
        this.held = Pattern.compile(held.replace("NUMBER", NUMBER_WORDS).replace("CODE", CURRENCY_CODES));
    }

    /** Returns what {@code question} asks for. */
    static AnswerType of(String question) {
        String text = normalized(question);
        for (AnswerType type : values()) {
            if (type == ANY || type.asked.matcher(text).find()) {
                return type;
            }
        }
        return ANY;
    }

    /** Returns whether {@code sentence} holds a thing of this type. */
    boolean isIn(String sentence) {
        return this == ANY || held.matcher(normalized(sentence)).find();
    }

    private static String normalized(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
