// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds where a page would act on a text that comes piece by piece, and puts a space there.
 *
 * <p>It knows no Markdown beyond the few characters without which no link, image or tag can be: that is why no nesting,
 * escaping or broken syntax gets around it. What it cannot decide yet it holds back, a few hundred characters at most. Time
 * grows linearly with the text. Used by one thread.
 */
final class LinkScanner {

    /** The longest that must be seen to decide: a scheme, a host of 253 characters and a port. */
    private static final int LOOK_AHEAD = 300;

    /** The longest label of a link definition in CommonMark is 999 characters. */
    private static final int LABEL = 1_100;

    private static final int REFERENCE = 34;

    /** References that make no part of an address or of markup. */
    private static final Set<String> HARMLESS =
            Set.of("amp", "lt", "gt", "quot", "apos", "nbsp", "copy", "reg", "trade", "yen", "euro", "pound", "hellip");

    private static final String AFTER_HOST = "/?#<>";
    private static final String PUNCTUATION = ").,;:!'\"*]";
    private static final String BEFORE_LABEL = " \t>*+-.)0123456789";

    private final SafeLinks links;
    private final StringBuilder text = new StringBuilder();
    private final List<Integer> spaces = new ArrayList<>();
    private int next; // what stands before is decided
    private int written; // what stands before was returned
    private int label = -LABEL; // where the last line began with a bracket
    private boolean lineStart = true;
    private boolean ended;

    private enum Verdict {
        HARMLESS,
        ACTS,
        /** Not known before more of the text is. */
        OPEN
    }

    LinkScanner(SafeLinks links) {
        this.links = links;
    }

    /** Takes the next piece and returns what can be said now; may be empty. */
    String add(String piece) {
        text.append(piece);
        return advance();
    }

    /** Returns what was held back. */
    String finish() {
        ended = true;
        return advance();
    }

    /** Returns before which characters of the text a space was put in. */
    List<Integer> spaces() {
        return List.copyOf(spaces);
    }

    private String advance() {
        StringBuilder safe = new StringBuilder();
        for (; next < text.length(); next++) {
            Verdict verdict = verdict(next);
            if (verdict == Verdict.OPEN) {
                break;
            }
            follow(next);
            if (verdict == Verdict.ACTS) {
                int space = next + broken(text.charAt(next));
                safe.append(text, written, space).append(' ');
                spaces.add(space);
                written = space;
                next = space - 1;
            }
        }
        int safeEnd = Math.max(written, next);
        safe.append(text, written, safeEnd);
        written = safeEnd;
        return safe.toString();
    }

    /** Returns how many characters stand before the space that ends the action of {@code first}. */
    private static int broken(char first) {
        return first == 'w' || first == 'W' ? "www".length() : 1;
    }

    /** Keeps in mind where a line begins with what may be the label of a link definition. */
    private void follow(int i) {
        char c = text.charAt(i);
        if (c == '\n' || c == '\r') {
            lineStart = true;
        } else if (lineStart && BEFORE_LABEL.indexOf(c) < 0) {
            lineStart = false;
            label = c == '[' ? i : label;
        }
    }

    private Verdict verdict(int i) {
        return switch (text.charAt(i)) {
            case '<' -> markup(i);
            case ']' -> target(i);
            case ':' -> address(i);
            case '&' -> reference(i);
            case 'w', 'W' -> worldWideWeb(i);
            default -> Verdict.HARMLESS;
        };
    }

    private Verdict markup(int i) {
        if (i + 1 == text.length()) {
            return undecided(i);
        }
        char c = text.charAt(i + 1);
        return isAsciiLetter(c) || c == '/' || c == '!' || c == '?' ? Verdict.ACTS : Verdict.HARMLESS;
    }

    private Verdict target(int i) {
        if (i + 1 == text.length()) {
            return undecided(i);
        }
        if (text.charAt(i + 1) == '(') {
            return host(i + 2, i);
        }
        if (text.charAt(i + 1) != ':' || i - label > LABEL) {
            return Verdict.HARMLESS;
        }
        int from = i + 2;
        while (from < text.length() && from - i < LOOK_AHEAD && isSpace(text.charAt(from))) {
            from++;
        }
        return from == text.length() ? undecided(i) : host(from, i);
    }

    /** Judges the address that begins at {@code from}, as far as its host, for what stands at {@code i}. */
    private Verdict host(int from, int i) {
        int end = Math.min(text.length(), from + "https://".length());
        String scheme = text.substring(from, end).toLowerCase(Locale.ROOT);
        if (scheme.startsWith("http://") || scheme.equals("https://")) {
            return authority(from + scheme.indexOf("//") + 2);
        }
        boolean mayBecome = end == text.length() && ("https://".startsWith(scheme) || "http://".startsWith(scheme));
        return mayBecome ? undecided(i) : Verdict.ACTS;
    }

    private Verdict address(int i) {
        int slash = i + 1;
        for (int slashes = 0; slashes < 2; slash++) {
            if (slash == text.length()) {
                return undecided(i);
            }
            if (text.charAt(slash) == '/') {
                slashes++;
            } else if (text.charAt(slash) != '\\' || slash - i > LOOK_AHEAD) {
                return slash - i > LOOK_AHEAD ? Verdict.ACTS : Verdict.HARMLESS;
            }
        }
        String before = text.substring(Math.max(0, i - "https".length()), i).toLowerCase(Locale.ROOT);
        int length = before.equals("https") ? before.length() : before.endsWith("http") ? "http".length() : 0;
        boolean plain = length > 0 && slash == i + 3 && !continuesScheme(i - length - 1);
        return plain ? authority(slash) : Verdict.ACTS;
    }

    private boolean continuesScheme(int i) {
        return i >= 0 && (isHostCharacter(text.charAt(i)) || text.charAt(i) == '+' || text.charAt(i) == '\\');
    }

    private Verdict worldWideWeb(int i) {
        if (i > 0 && isHostCharacter(text.charAt(i - 1))) {
            return Verdict.HARMLESS; // in the middle of a word
        }
        for (int k = 1; k < "www".length(); k++) {
            if (i + k == text.length()) {
                return undecided(i);
            }
            if (text.charAt(i + k) != 'w' && text.charAt(i + k) != 'W') {
                return Verdict.HARMLESS;
            }
        }
        if (i + "www".length() == text.length()) {
            return undecided(i);
        }
        char c = text.charAt(i + "www".length());
        return c == '.' ? authority(i) : c == '\\' ? Verdict.ACTS : Verdict.HARMLESS;
    }

    /** Judges the host, the port and what follows them; the host begins at {@code from}. */
    private Verdict authority(int from) {
        int end = from;
        while (end < text.length() && end - from < LOOK_AHEAD && isHostCharacter(text.charAt(end))) {
            end++;
        }
        int after = end;
        if (after < text.length() && text.charAt(after) == ':') {
            after++;
            while (after < text.length() && after - end <= 5 && isDigit(text.charAt(after))) {
                after++;
            }
        }
        while (after < text.length() && after - from < LOOK_AHEAD && PUNCTUATION.indexOf(text.charAt(after)) >= 0) {
            after++;
        }
        if (after == text.length() && !ended && after - from < LOOK_AHEAD) {
            return Verdict.OPEN;
        }
        // Most punctuation may stand in the name of a host, so it ends one only if a space ends the punctuation.
        boolean alone = after == text.length() || isSpace(text.charAt(after));
        boolean path = after < text.length() && AFTER_HOST.indexOf(text.charAt(after)) >= 0;
        boolean plain = alone || (path && !endsWithPunctuation(after));
        String host = text.substring(from, end).toLowerCase(Locale.ROOT);
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        return plain && links.allows(name) ? Verdict.HARMLESS : Verdict.ACTS;
    }

    private boolean endsWithPunctuation(int after) {
        return PUNCTUATION.indexOf(text.charAt(after - 1)) >= 0;
    }

    private Verdict reference(int i) {
        int end = i + 1;
        while (end < text.length() && end - i < REFERENCE && isReference(text.charAt(end), end == i + 1)) {
            end++;
        }
        if (end == text.length()) {
            return undecided(i);
        }
        boolean closed = text.charAt(end) == ';' && end > i + 1;
        return closed && !HARMLESS.contains(text.substring(i + 1, end)) ? Verdict.ACTS : Verdict.HARMLESS;
    }

    private static boolean isReference(char c, boolean first) {
        return isAsciiLetter(c) || isDigit(c) || (first && c == '#');
    }

    /** What ends the text ends what might have acted. */
    private Verdict undecided(int i) {
        return ended || text.length() - i > LOOK_AHEAD * 2 ? Verdict.HARMLESS : Verdict.OPEN;
    }

    private static boolean isHostCharacter(char c) {
        return isAsciiLetter(c) || isDigit(c) || c == '.' || c == '-';
    }

    private static boolean isAsciiLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }
}
