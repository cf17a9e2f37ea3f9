// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import dev.tokka.Passage;
import dev.tokka.Source;
import dev.tokka.Span;
import java.util.Arrays;
import java.util.List;

/** Makes passages for tests. */
final class Passages {

    private Passages() {}

    static List<Passage> of(String... texts) {
        return Arrays.stream(texts)
                .map(text -> new Passage("p", text, new Source("a.md", List.of(), new Span(0, text.length())), 1))
                .toList();
    }
}
