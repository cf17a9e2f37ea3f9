// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.text;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells the dot of an English abbreviation, initial or list number from the dot that ends a sentence. */
final class Abbreviations {

    private static final int MAX_WORD = 12; // longer than every abbreviation below
    private static final int MAX_LIST_MARK = 8; // as in "- ", "  (" and "**"

    /** Something always follows these. */
    private static final Set<String> OPEN = Set.of(
            "e.g", "i.e", "cf", "vs", "viz", "approx", "incl", "excl", "dr", "mr", "mrs", "ms", "messrs", "prof", "hon",
            "gen", "rev", "st", "al");

    /** A number follows these; otherwise they are words ("The answer is no."). */
    private static final Set<String> NUMBERED = Set.of(
            "no", "nos", "art", "arts", "sec", "secs", "sect", "para", "paras", "cl", "ch", "chap", "vol", "fig",
            "figs", "eq", "p", "pp", "app", "ref", "reg", "ext", "tel", "jan", "feb", "mar", "apr", "jun", "jul", "aug",
            "sep", "sept", "oct", "nov", "dec");

    /** A name may go on after these, or the sentence may end. */
    private static final Set<String> IN_NAMES = Set.of("inc", "ltd", "co", "corp", "jr", "sr", "dept", "bros");

    /** Words that hardly ever continue a name: behind "Inc." or "U.S." they start a sentence. */
    private static final Set<String> OPENERS = Set.of(
            "a", "all", "an", "and", "any", "as", "at", "both", "but", "by", "each", "for", "he", "how", "however",
            "if", "in", "it", "its", "my", "no", "not", "on", "one", "or", "our", "she", "so", "some", "that", "the",
            "their", "then", "there", "these", "they", "this", "those", "to", "we", "what", "when", "where", "who",
            "why", "you", "your");

    private static final Pattern ENUMERATOR = Pattern.compile("\\d{1,3}(\\.\\d{1,3})*|[A-Za-z]|[ivxIVX]{1,4}");
    private static final Pattern INITIALS = Pattern.compile("[A-Z](\\.[A-Z])*");
    private static final Pattern NUMERAL =
            Pattern.compile("[A-HJ-Z][A-Z]{0,3}|I[IVX]{1,3}"); // "I" is a word more often

    private Abbreviations() {}

    /**
     * Returns whether the dot at {@code dot} belongs to the word before it and does not end the sentence.
     *
     * @param sentence where the sentence starts
     * @param next where the next word starts
     */
    static boolean isAbbreviation(String text, int sentence, int dot, int next) {
        int start = dot;
        while (start > sentence && dot - start <= MAX_WORD && isWordPart(text.charAt(start - 1))) {
            start--;
        }
        if (start == dot || dot - start > MAX_WORD) {
            return false;
        }
        String word = text.substring(start, dot);
        String lower = word.toLowerCase(Locale.ROOT);
        if (NUMBERED.contains(lower)) {
            return isNumber(text, next, lower.equals("no") || lower.equals("nos"));
        }
        if (IN_NAMES.contains(lower)) {
            return !OPENERS.contains(lowerWordAt(text, next));
        }
        if (ENUMERATOR.matcher(word).matches() && isNothingBefore(text, sentence, start)) {
            return true;
        }
        if (INITIALS.matcher(word).matches()) {
            return !OPENERS.contains(lowerWordAt(text, next));
        }
        return OPEN.contains(lower);
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '.';
    }

    private static boolean isNothingBefore(String text, int sentence, int start) {
        if (start - sentence > MAX_LIST_MARK) { // also keeps the time linear
            return false;
        }
        for (int i = sentence; i < start; i++) {
            if (Character.isLetterOrDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNumber(String text, int next, boolean digitsOnly) {
        char c = text.charAt(next);
        return Character.isDigit(c)
                || c == '§'
                || (!digitsOnly && NUMERAL.matcher(wordAt(text, next)).matches());
    }

    private static String lowerWordAt(String text, int start) {
        return wordAt(text, start).toLowerCase(Locale.ROOT);
    }

    private static String wordAt(String text, int start) {
        int end = start;
        while (end < text.length() && end - start <= MAX_WORD && Character.isLetter(text.charAt(end))) {
            end++;
        }
        return text.substring(start, end);
    }
}
