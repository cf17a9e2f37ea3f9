// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import dev.tokka.rag.document.DocumentException.Reason;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Decodes text files strictly: a byte that does not fit is an error, never a replacement character. */
final class TextDecoder {

    private static final char ESCAPE = 0x1B; // starts a shift in ISO-2022-JP, which would otherwise pass for ASCII

    private final String id;
    private final int maxCharacters;

    TextDecoder(String id, int maxCharacters) {
        this.id = id;
        this.maxCharacters = maxCharacters;
    }

    /** Decodes by the byte order mark if there is one, and by what the bytes show if there is none. */
    String decode(byte[] content) {
        if (hasMark(content)) {
            return decode(content, StandardCharsets.UTF_8);
        }
        Optional<Charset> charset = CharsetGuess.of(content);
        String text = decode(content, charset.orElse(StandardCharsets.UTF_8)); // which says what does not fit
        if (charset.isEmpty()) {
            throw notText(StandardCharsets.UTF_8, "bytes that fit another one as well");
        }
        return text;
    }

    private static boolean hasMark(byte[] content) {
        return startsWith(content, 0xEF, 0xBB, 0xBF)
                || startsWith(content, 0xFE, 0xFF)
                || startsWith(content, 0xFF, 0xFE);
    }

    /** Decodes by the byte order mark if there is one, and as {@code otherwise} if there is none. */
    String decode(byte[] content, Charset otherwise) {
        if (startsWith(content, 0xEF, 0xBB, 0xBF)) {
            return decode(content, 3, StandardCharsets.UTF_8);
        }
        if (startsWith(content, 0xFE, 0xFF)) {
            return decode(content, 2, StandardCharsets.UTF_16BE);
        }
        if (startsWith(content, 0xFF, 0xFE)) {
            return decode(content, 2, StandardCharsets.UTF_16LE);
        }
        return decode(content, 0, otherwise);
    }

    private String decode(byte[] content, int start, Charset charset) {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(content, start, content.length - start);
        long most = (long) Math.ceil(in.remaining() * (double) decoder.maxCharsPerByte());
        CharBuffer out = CharBuffer.allocate((int) Math.min(most, maxCharacters));
        CoderResult result = decoder.decode(in, out, true);
        if (result.isUnderflow()) {
            result = decoder.flush(out);
        }
        if (result.isOverflow()) {
            throw new DocumentException(
                    id, Reason.TOO_LARGE, "expected at most " + maxCharacters + " characters but there are more");
        }
        if (result.isError()) {
            throw notText(charset, "byte 0x%02X at offset %d".formatted(content[in.position()], in.position()));
        }
        String text = out.flip().toString();
        requireNoControl(text, charset);
        return text;
    }

    private void requireNoControl(String text, Charset charset) {
        int nul = text.indexOf('\0');
        int control = nul >= 0 ? nul : text.indexOf(ESCAPE);
        if (control >= 0) {
            throw notText(
                    charset, "control character 0x%02X at character %d".formatted((int) text.charAt(control), control));
        }
    }

    private DocumentException notText(Charset charset, String seen) {
        return new DocumentException(
                id,
                Reason.NOT_TEXT,
                "expected text in a Unicode or Japanese encoding, most likely %s, but saw %s".formatted(charset, seen));
    }

    private static boolean startsWith(byte[] content, int... mark) {
        if (content.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((content[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
