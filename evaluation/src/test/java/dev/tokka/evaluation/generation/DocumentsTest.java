// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.Passage;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DocumentsTest {

    @Test
    void textsArePartedBetweenParagraphsFirst() {
        assertThat(Documents.passages("a.md", "One. Two.\n\nThree.\nFour.", 18))
                .extracting(Passage::text)
                .containsExactly("One. Two.", "Three.\nFour.");
        assertThat(Documents.passages("a.md", "一つ目です。二つ目です。三つ目です。", 14))
                .extracting(Passage::text)
                .containsExactly("一つ目です。二つ目です。", "三つ目です。");
        assertThat(Documents.passages("a.md", "One two three", 8))
                .extracting(Passage::text)
                .containsExactly("One two", "three");
        assertThat(Documents.passages("a.md", " \n ", 8)).isEmpty();
        assertThat(Documents.passages("a.md", "x", 8).get(0).id()).isEqualTo("a.md#1");
        assertThatThrownBy(() -> Documents.passages("a.md", "x", 1)).hasMessageContaining("maxCharacters");
    }

    @Property
    void passagesHoldAllButWhiteSpaceInOrder(@ForAll String text, @ForAll @IntRange(min = 2, max = 50) int most) {
        StringBuilder joined = new StringBuilder();
        for (Passage passage : Documents.passages("doc", text, most)) {
            assertThat(passage.text()).hasSizeLessThanOrEqualTo(most);
            assertThat(passage.source().span().of(text)).isEqualTo(passage.text());
            joined.append(passage.text());
        }
        assertThat(withoutSpace(joined.toString())).isEqualTo(withoutSpace(text));
    }

    private static String withoutSpace(String text) {
        StringBuilder out = new StringBuilder();
        text.chars().filter(c -> !Character.isWhitespace(c)).forEach(c -> out.append((char) c));
        return out.toString();
    }
}
