// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.generation;

import dev.tokka.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what a sentence is worth being asked for: the part before its copula, and the terms that a gap may stand for. */
final class Gaps {

    private static final Pattern FACT_EN = Pattern.compile(
            "(?<subject>(?:The|Our|A|An) [^,.;:()]{3,90}? (?:of|for) [^,.;:()]{2,90}?) (?:is|are|was|were) "
                    + "(?<value>[^;:()]{1,80}?)\\.");
    private static final Pattern FACT_JA =
            Pattern.compile("(?<subject>[^、。「」（）]{2,30}?)は、?(?<value>[^。「」（）は]{1,60}?)(?:です|である|とする)。");

    /** Numbers with what they count, quoted words, names and codes: what people ask for. */
    private static final Pattern TERM = Pattern.compile("[¥￥$£€]\\s?\\d[\\d,.]*(?: (?:million|billion))?"
            + "|\\d[\\d,.:]*\\s?(?:%|percent|per cent|years?|months?|weeks?|days?|hours?|minutes?|business days?"
            + "|calendar days?|yen|dollars?|euros?|pounds?|yuan)"
            + "|[0-9０-９][0-9０-９,，.．]*(?:万|億)?(?:円|％|%|年|か月|ヶ月|カ月|日|時間|時|分|歳|回|件|営業日|人|名|通|枚)(?:以内|以上|以下|未満)?"
            + "|(?<=[「“\"])[^」”\"]{2,40}(?=[」”\"])"
            + "|\\bForm [A-Z]+-\\d+|\\b[A-Z]{2,}(?:-\\d+)?\\b"
            + "|(?<=[a-z,] )[A-Z][a-z]+(?: (?:of |and )?[A-Z][a-z]+)+"
            + "|[ァ-ヴー]{4,}|[一-龠]{3,10}");

    private static final int MOST = 3;

    private Gaps() {}

    /** A fact: its subject as it stands, and where its value stands. */
    record Fact(String subject, Span value) {}

    /** Returns the fact that the sentence at {@code span} states in the form "the X of Y is Z", if it does. */
    static Optional<Fact> fact(String text, Span span, boolean isJapanese) {
        Matcher matcher = (isJapanese ? FACT_JA : FACT_EN).matcher(text).region(span.start(), span.end());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String subject = matcher.group("subject");
        String lower = isJapanese ? subject : Character.toLowerCase(subject.charAt(0)) + subject.substring(1);
        return Optional.of(new Fact(lower, new Span(matcher.start("value"), matcher.end("value"))));
    }

    /** Returns the terms of the sentence at {@code span}, at most three, each of which stands there once. */
    static List<Span> terms(String text, Span span) {
        List<Span> terms = new ArrayList<>();
        String sentence = span.of(text);
        Matcher matcher = TERM.matcher(text).region(span.start(), span.end());
        matcher.useTransparentBounds(true);
        while (matcher.find() && terms.size() < MOST) {
            String term = matcher.group();
            boolean once = sentence.indexOf(term) == sentence.lastIndexOf(term);
            if (once && term.length() * 2 < sentence.length()) {
                terms.add(new Span(matcher.start(), matcher.end()));
            }
        }
        return terms;
    }

    /** Returns the sentence at {@code span} with a gap in place of {@code term}. */
    static String without(String text, Span span, Span term) {
        return text.substring(span.start(), term.start()) + "____" + text.substring(term.end(), span.end());
    }
}
