// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.finben;

import java.util.List;

/** What the published scorer does to texts, as Python does it. */
final class Python {

    private Python() {}

    /** Returns {@code text.split("\n")}. */
    static List<String> lines(String text) {
        return List.of(text.split("\n", -1));
    }

    /** Returns {@code len(text)}: characters, not units of UTF-16. */
    static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
