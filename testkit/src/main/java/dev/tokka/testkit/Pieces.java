// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import java.util.ArrayList;
import java.util.List;

/** Cuts texts into the pieces in which they are streamed. */
final class Pieces {

    /** About as long as a token of English is. */
    static final int DEFAULT_LENGTH = 4;

    private Pieces() {}

    /** Returns {@code text} in pieces of {@code length} characters, the last one shorter; no character is cut in two. */
    static List<String> of(String text, int length) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = start;
            for (int i = 0; i < length && end < text.length(); i++) {
                end += Character.charCount(text.codePointAt(end));
            }
            pieces.add(text.substring(start, end));
            start = end;
        }
        return List.copyOf(pieces);
    }
}
