// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class StructureChunkerTest {

    @Test
    void blocksOfASectionArePackedAndHeadingsAreNotCrossed() {
        String text = "# A\n\nOne.\n\n- two\n\n## B\n\nThree.\n\n# C\n\nFour.\n";

        assertThat(chunks(100, text)).containsExactly("[A] One.\n\n- two", "[A, B] Three.", "[C] Four.");
    }

    @Test
    void packingStopsAtTheLimit() {
        assertThat(chunks(10, "1234\n\n6789\n\nabcd\n")).containsExactly("[] 1234\n\n6789", "[] abcd");
        assertThat(chunks(9, "1234\n\n6789\n\nabcd\n")).containsExactly("[] 1234", "[] 6789", "[] abcd");
    }

    @Test
    void largeParagraphsAreCutBetweenSentences() {
        assertThat(chunks(19, "One two. Three four. Five.\n")).containsExactly("[] One two.", "[] Three four. Five.");
        assertThat(chunks(12, "手数料は無料です。詳細は窓口へ。終わり。\n")).containsExactly("[] 手数料は無料です。", "[] 詳細は窓口へ。終わり。");
    }

    @Test
    void largeTablesAreCutBetweenRowsAndCodeBetweenLines() {
        assertThat(chunks(20, "| a. B | b |\n|---|---|\n| c | d |\n"))
                .containsExactly("[] | a. B | b |", "[a. B | b] |---|---|\n| c | d |");
        assertThat(chunks(12, "```\na. B\nc. D\n```\n")).containsExactly("[] ```\na. B", "[] c. D\n```");
    }

    @Test
    void wordsLongerThanTheLimitAreCutAnywhereButInsideACharacter() {
        assertThat(chunks(5, "abc defghijkl m\n")).containsExactly("[] abc", "[] defgh", "[] ijkl", "[] m");
        assertThat(chunks(3, "𠮷𠮷𠮷\n")).containsExactly("[] 𠮷", "[] 𠮷", "[] 𠮷");
    }

    @Test
    void aHeadingWithNothingBelowIsAChunk() {
        assertThat(chunks(100, "# A\n\n## Closed on 1 May\n\n## B\n\nText.\n\n# End\n"))
                .containsExactly("[A] ## Closed on 1 May", "[A, B] Text.", "[] # End");
    }

    @Test
    void whatIsInNoBlockIsInNoChunk() {
        assertThat(chunks(100, "One.\n\n<!-- secret -->\n\nTwo.\n")).containsExactly("[] One.", "[] Two.");
    }

    @Test
    void theDefaultIsAThousandCharacters() {
        assertThat(StructureChunker.create()).hasToString("StructureChunker[maxCharacters=1000]");
        assertThat(StructureChunker.ofCharacters(70)).hasToString("StructureChunker[maxCharacters=70]");
        assertThatIllegalArgumentException().isThrownBy(() -> StructureChunker.ofCharacters(1));
    }

    @Test
    void aDocumentWithoutTextHasNoChunks() {
        assertThat(chunks(100, " \n")).isEmpty();
    }

    @Property
    void everyCharacterOfEveryBlockIsInExactlyOneChunk(
            @ForAll("markdown") String text, @ForAll @IntRange(min = 2, max = 60) int max) {
        SourceDocument document = SourceDocument.markdown("a.md", text);

        List<Chunk> chunks = StructureChunker.ofCharacters(max).chunk(document);

        StringBuilder rest = new StringBuilder(document.text());
        int end = 0;
        for (Chunk chunk : chunks) {
            String content = chunk.span().of(document.text());
            assertThat(chunk.span().start()).isGreaterThanOrEqualTo(end);
            assertThat(content).isNotEmpty().isEqualTo(content.strip()).hasSizeLessThanOrEqualTo(max);
            end = chunk.span().end();
            rest.replace(chunk.span().start(), end, " ".repeat(content.length()));
        }
        document.blocks().stream()
                .filter(block -> block.kind() != Block.Kind.HEADING)
                .forEach(block -> assertThat(block.span().of(rest.toString())).isBlank());
    }

    @Property
    void noChunkSplitsASurrogatePair(@ForAll("markdown") String text, @ForAll @IntRange(min = 2, max = 9) int max) {
        SourceDocument document = SourceDocument.markdown("a.md", text);

        List<Chunk> chunks = StructureChunker.ofCharacters(max).chunk(document);

        assertThat(chunks).allSatisfy(chunk -> {
            String content = chunk.span().of(document.text());
            assertThat(Character.isLowSurrogate(content.charAt(0))).isFalse();
            assertThat(Character.isHighSurrogate(content.charAt(content.length() - 1)))
                    .isFalse();
        });
    }

    @Provide
    Arbitrary<String> markdown() {
        return Arbitraries.of(
                        "word",
                        "longer-word",
                        "手数料は",
                        "無料です。",
                        ". ",
                        " ",
                        "\n",
                        "\n\n",
                        "# A\n",
                        "\n## B\n",
                        "- ",
                        "| a | b |\n|-|-|\n",
                        "\n```\n",
                        "𠮷𠮷",
                        "「",
                        "」",
                        "\u3000",
                        "\n---\n",
                        "\n<!-- x -->\n")
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join("", parts));
    }

    private static List<String> chunks(int max, String markdown) {
        SourceDocument document = SourceDocument.markdown("a.md", markdown);
        return StructureChunker.ofCharacters(max).chunk(document).stream()
                .map(chunk -> chunk.headings() + " " + chunk.span().of(document.text()))
                .toList();
    }
}
