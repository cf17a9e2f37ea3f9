// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Turns bytes that come in pieces into text. A character that has not all its bytes yet is waited for; bytes that can
 * become no character are replaced by U+FFFD, as {@code new String(bytes, UTF_8)} does.
 */
final class Utf8Text {

    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private byte[] waiting;

    Utf8Text() {
        this.waiting = new byte[0];
    }

    /** Returns a copy that goes on alone. */
    Utf8Text copy() {
        Utf8Text copy = new Utf8Text();
        copy.waiting = waiting; // never written to
        return copy;
    }

    /** Returns the characters that {@code bytes} complete. */
    String add(byte[] bytes) {
        return decode(bytes, false);
    }

    /** Returns what is left: a replacement for a character that was not completed. */
    String end() {
        return decode(new byte[0], true);
    }

    private String decode(byte[] bytes, boolean last) {
        ByteBuffer in = ByteBuffer.allocate(waiting.length + bytes.length);
        in.put(waiting).put(bytes).flip();
        CharBuffer out = CharBuffer.allocate(in.remaining() + 1); // no byte makes more than one char
        decoder.reset();
        decoder.decode(in, out, last);
        if (last) {
            decoder.flush(out);
        }
        waiting = Arrays.copyOfRange(in.array(), in.position(), in.limit());
        return out.flip().toString();
    }
}
