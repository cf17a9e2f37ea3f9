// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.text;

import dev.tokka.Span;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/** Finds the sentence borders inside one paragraph, list item or heading: one pass, no way back. */
final class SentenceScanner {

    private static final String JAPANESE_TERMINATORS = "。！？｡．";
    private static final String TERMINATORS = ".!?" + JAPANESE_TERMINATORS;
    private static final String JAPANESE_OPENERS = "「『（【〔《〈［｢";
    private static final String JAPANESE_CLOSERS = "」』）】〕》〉］｣";
    private static final String CLOSERS = ")]}\"'’”»*_`" + JAPANESE_CLOSERS;

    private final String text;
    private final int start;
    private final int end;
    private final BitSet pairedBrackets; // counted from start
    private int sentence;
    private int depth;

    SentenceScanner(String text, int start, int end) {
        this.text = text;
        this.start = start;
        this.end = end;
        this.sentence = start;
        this.pairedBrackets = pairedBrackets(text, start, end);
    }

    void addTo(List<Span> sentences) {
        int i = sentence;
        while (i < end) {
            if (!isTerminator(i)) {
                count(i);
                i++;
                continue;
            }
            int after = skipTerminatorsAndClosers(i);
            if (depth == 0 && endsSentence(i, after)) {
                addTrimmed(sentence, after, sentences);
                sentence = after;
            }
            i = after;
        }
        addTrimmed(sentence, end, sentences);
    }

    /** Takes everything as one sentence. */
    void addWhole(List<Span> sentences) {
        addTrimmed(start, end, sentences);
    }

    private int skipTerminatorsAndClosers(int from) {
        int i = from;
        while (i < end && (isTerminator(i) || isOneOf(CLOSERS, i))) {
            count(i);
            i++;
        }
        return i;
    }

    private void count(int i) {
        if (pairedBrackets.get(i - start)) {
            depth += isOneOf(JAPANESE_OPENERS, i) ? 1 : -1;
        }
    }

    private boolean endsSentence(int terminator, int after) {
        if (after == end) {
            return true;
        }
        boolean spaceFollows = Character.isWhitespace(text.charAt(after));
        if (isOneOf(JAPANESE_TERMINATORS, terminator)) {
            return !isOneOf(JAPANESE_CLOSERS, after - 1) || spaceFollows || isOneOf(JAPANESE_OPENERS, after);
        }
        if (!spaceFollows) {
            return isJapanese(after) && (text.charAt(terminator) != '.' || isJapanese(terminator - 1));
        }
        int next = after;
        while (next < end && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        if (next == end) {
            return true;
        }
        boolean loneDot = text.charAt(terminator) == '.' && !isTerminator(terminator + 1);
        return !Character.isLowerCase(text.codePointAt(next))
                && !(loneDot && Abbreviations.isAbbreviation(text, sentence, terminator, next));
    }

    private boolean isTerminator(int i) {
        if (!isOneOf(TERMINATORS, i)) {
            return false;
        }
        // the full-width dot ends Japanese sentences, but after a Latin letter or a digit it is a decimal or list dot
        return text.charAt(i) != '．' || isJapanese(i - 1) || (i > 0 && isOneOf(JAPANESE_CLOSERS, i - 1));
    }

    private boolean isJapanese(int i) {
        return i >= 0 && text.charAt(i) >= 'ぁ' && text.charAt(i) < '！' && Character.isLetter(text.charAt(i));
    }

    private boolean isOneOf(String characters, int i) {
        return i < text.length() && characters.indexOf(text.charAt(i)) >= 0;
    }

    private void addTrimmed(int from, int to, List<Span> sentences) {
        int first = from;
        while (first < to && Character.isWhitespace(text.charAt(first))) {
            first++;
        }
        int last = to;
        while (last > first && Character.isWhitespace(text.charAt(last - 1))) {
            last--;
        }
        if (first < last) {
            sentences.add(new Span(first, last));
        }
    }

    /** A bracket that is never closed must not swallow the rest of the paragraph, so only pairs count. */
    private static BitSet pairedBrackets(String text, int start, int end) {
        BitSet paired = new BitSet();
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (JAPANESE_OPENERS.indexOf(c) >= 0) {
                open.push(i);
            } else if (JAPANESE_CLOSERS.indexOf(c) >= 0 && !open.isEmpty()) {
                paired.set(open.pop() - start);
                paired.set(i - start);
            }
        }
        return paired;
    }
}
