// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit.cassette;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.Span;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class RewritingTest {

    private final Rewriting shorter = new Rewriting(text -> text.replaceAll("sk-\\w{8,}", "<removed>"));

    @Example
    void spansAndPiecesFollowTheText() {
        String text = "Key sk-abcdefgh1234567890 is old. It expires.";

        assertThat(shorter.span(text, new Span(34, 45)).of(shorter.of(text))).isEqualTo("It expires.");
        assertThat(String.join("", shorter.pieces(List.of("Key sk-abcd", "efgh1234567890", " is old."))))
                .isEqualTo("Key <removed> is old.");
    }

    @Property
    void piecesJoinToTheChangedTextAndNoneIsEmpty(@ForAll @Size(max = 8) List<String> pieces) {
        Rewriting longer = new Rewriting(text -> text.replace("a", "<aaaa>").replace("b", "💧"));
        List<String> given = pieces.stream().filter(piece -> !piece.isEmpty()).toList();

        List<String> changed = longer.pieces(given);

        assertThat(String.join("", changed)).isEqualTo(longer.of(String.join("", given)));
        assertThat(changed).doesNotContain("");
    }

    @Property
    void withoutAChangeNothingMoves(@ForAll String text) {
        Rewriting none = new Rewriting(same -> same);
        Span all = new Span(0, text.length());

        assertThat(none.span(text, all)).isEqualTo(all);
    }
}
