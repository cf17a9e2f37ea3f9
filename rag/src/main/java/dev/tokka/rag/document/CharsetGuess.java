// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Recognizes the encoding of a text without a byte order mark: UTF-8, ISO-2022-JP, UTF-16, Windows-31J (of which Shift_JIS
 * is a part) or EUC-JP.
 *
 * <p>A candidate must decode every byte. Those that do are told apart by {@link JapaneseText how much like Japanese} what
 * they give looks; if none looks like it, or two do, nothing is recognized: no text is better than a wrong one.
 */
final class CharsetGuess {

    private static final int SAMPLE = 1 << 16; // bytes: more do not make it surer
    private static final char ESCAPE = 0x1B;

    private static final List<Charset> WIDE = List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);
    private static final Pattern SPACE = Pattern.compile("[ \\n]");
    private static final Pattern STRANGE = Pattern.compile("[\\u0180-\\u02FF]|(?<!\\p{L})[\\u0300-\\u036F]");

    private CharsetGuess() {}

    /** Returns the encoding of {@code content}, or empty if the bytes do not tell. */
    static Optional<Charset> of(byte[] content) {
        boolean hasNul = false;
        boolean hasEscape = false;
        boolean isAscii = true;
        for (byte each : content) {
            hasNul |= each == 0;
            hasEscape |= each == ESCAPE;
            isAscii &= each >= 0;
        }
        if (hasNul) {
            return best(content, WIDE, true);
        }
        if (isAscii && hasEscape) {
            return first(content, "ISO-2022-JP", "x-windows-50221", "x-windows-iso2022jp");
        }
        if (!decodes(content, StandardCharsets.UTF_8)) {
            return other(content);
        }
        String text = sample(content, StandardCharsets.UTF_8);
        if (isAscii) {
            return best(content, WIDE, false)
                    .filter(wide -> !SPACE.matcher(text).find() && JapaneseText.isMostlyKana(sample(content, wide)))
                    .or(() -> Optional.of(StandardCharsets.UTF_8));
        }
        return isStrange(text) && isEucJapanese(content) ? Optional.empty() : Optional.of(StandardCharsets.UTF_8);
    }

    private static boolean isEucJapanese(byte[] content) {
        return first(content, "EUC-JP")
                .filter(euc -> JapaneseText.likeness(sample(content, euc), false) > JapaneseText.DOUBTFUL)
                .isPresent();
    }

    private static Optional<Charset> other(byte[] content) {
        List<Charset> candidates = new ArrayList<>(WIDE);
        candidates.add(Charset.forName("windows-31j"));
        first(content, "EUC-JP", "x-eucJP-Open").ifPresent(candidates::add);
        return best(content, candidates, false);
    }

    /** A kanji in EUC-JP may be a phonetic sign or an accent on nothing in UTF-8, which a text has among others only. */
    private static boolean isStrange(String text) {
        return text.chars().allMatch(c -> c < 0x370) && STRANGE.matcher(text).find();
    }

    private static Optional<Charset> first(byte[] content, String... names) {
        for (String name : names) {
            if (Charset.isSupported(name) && decodes(content, Charset.forName(name))) {
                return Optional.of(Charset.forName(name));
            }
        }
        return Optional.empty();
    }

    private static Optional<Charset> best(byte[] content, List<Charset> candidates, boolean mayBeLatin) {
        Charset best = null;
        double highest = JapaneseText.DOUBTFUL;
        double second = 0;
        for (Charset each : candidates) {
            boolean odd = WIDE.contains(each) && content.length % 2 != 0;
            double score =
                    !odd && decodes(content, each) ? JapaneseText.likeness(sample(content, each), mayBeLatin) : 0;
            if (score > highest) {
                second = best == null ? 0 : highest;
                highest = score;
                best = each;
            } else {
                second = Math.max(second, score);
            }
        }
        return best != null && highest - second >= JapaneseText.MARGIN ? Optional.of(best) : Optional.empty();
    }

    private static String sample(byte[] content, Charset charset) {
        return new String(content, 0, Math.min(content.length, SAMPLE), charset);
    }

    private static boolean decodes(byte[] content, Charset charset) {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(content);
        CharBuffer out = CharBuffer.allocate(1 << 12);
        CoderResult result = decoder.decode(in, out, true);
        while (result.isOverflow()) {
            out.clear();
            result = decoder.decode(in, out, true);
        }
        return result.isUnderflow();
    }
}
