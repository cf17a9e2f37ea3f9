// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import static dev.tokka.rag.document.Documents.blocks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.langchain4j.data.document.Document;
import dev.tokka.Span;
import dev.tokka.rag.document.SourceDocument.Flag;
import dev.tokka.rag.text.Language;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceDocumentTest {

    @Test
    void plainTextIsParagraphsBetweenBlankLines() {
        SourceDocument document = SourceDocument.plainText("a/fees.txt", "One\ntwo.\n \t\n\n  Three\r\n\r\n四。\n");

        assertThat(blocks(document)).containsExactly("PARAGRAPH [] One\ntwo.", "PARAGRAPH [] Three", "PARAGRAPH [] 四。");
        assertThat(document.title()).isEqualTo("fees.txt");
        assertThat(document.flags()).isEmpty();
    }

    @Test
    void aCleanTextIsKeptCharacterForCharacter() {
        String text = "\n\n  # 手数料\r\n\r\n\tATM 👨 𠮷\u00A0\u3000\n";

        assertThat(SourceDocument.plainText("a.txt", text).text()).isEqualTo(text);
        assertThat(SourceDocument.markdown("a.md", text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u200B", "\u202E", "\u2066", "\u2060", "\u00AD", "\uDB40\uDC41", "\u200D", "x\uFEFF"})
    void invisibleCharactersAreRemovedAndFlagged(String invisible) {
        SourceDocument document = SourceDocument.plainText("a.txt", "pay " + invisible + "now");

        assertThat(document.text()).isIn("pay now", "pay xnow");
        assertThat(document.flags()).containsExactly(Flag.INVISIBLE_CHARACTERS_REMOVED);
    }

    @Test
    void aByteOrderMarkIsNoReasonToWarn() {
        SourceDocument document = SourceDocument.markdown("a.md", "\uFEFF# Fees");

        assertThat(document.text()).isEqualTo("# Fees");
        assertThat(document.flags()).isEmpty();
    }

    @Test
    void documentsOfLangChain4jArePlainText() {
        SourceDocument document = SourceDocument.of("db/7", Document.from("# 手数料は無料です。"));

        assertThat(blocks(document)).containsExactly("PARAGRAPH [] # 手数料は無料です。");
        assertThat(document.language()).isEqualTo(Language.JAPANESE);
        assertThat(document.id()).isEqualTo("db/7");
    }

    @Test
    void blocksOutOfOrderAreRefused() {
        Block first = new Block(Block.Kind.PARAGRAPH, new Span(0, 3), List.of());
        Block second = new Block(Block.Kind.PARAGRAPH, new Span(2, 4), List.of());

        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new SourceDocument("a", "A", "abcd", List.of(first, second), Language.ENGLISH, Set.of()))
                .withMessageContaining("in order");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SourceDocument("a", "A", "abc", List.of(second), Language.ENGLISH, Set.of()))
                .withMessageContaining("within the 3 characters");
    }

    @Test
    void blankIdsAndEmptyBlocksAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> SourceDocument.plainText(" ", "text"));
        assertThatIllegalArgumentException().isThrownBy(() -> SourceDocument.markdown("", "text"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Block(Block.Kind.CODE, new Span(3, 3), List.of()));
    }

    @Test
    void emptyTextHasNoBlocks() {
        assertThat(SourceDocument.markdown("a.md", "").blocks()).isEmpty();
        assertThat(SourceDocument.plainText("a.txt", " \n").blocks()).isEmpty();
    }
}
