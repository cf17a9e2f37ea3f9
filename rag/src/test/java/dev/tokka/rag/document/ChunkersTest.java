// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tokka.Span;
import java.util.List;
import java.util.function.ToIntFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What holds for each chunker, and the windows of sentences and tokens by example. */
class ChunkersTest {

    /** As many tokens as four characters each begin: a longer text has no fewer. */
    private static int quarters(String text) {
        return (text.length() + 3) / 4;
    }

    @Test
    void windowsOfSentencesOverlap() {
        String text = "One. Two. Three. Four. Five.";

        assertThat(chunks(SentenceWindowChunker.of(3, 2), text))
                .containsExactly("[] One. Two. Three.", "[] Three. Four. Five.");
        assertThat(chunks(SentenceWindowChunker.of(2, 1), text))
                .containsExactly("[] One. Two.", "[] Two. Three.", "[] Three. Four.", "[] Four. Five.");
        assertThat(chunks(SentenceWindowChunker.of(2, 2), text))
                .containsExactly("[] One. Two.", "[] Three. Four.", "[] Five.");
        assertThat(chunks(SentenceWindowChunker.of(9, 3), text)).containsExactly("[] " + text);
        assertThat(chunks(SentenceWindowChunker.of(4, 3), text))
                .containsExactly("[] One. Two. Three. Four.", "[] Two. Three. Four. Five.");
    }

    @Test
    void windowsKeepToTheirSection() {
        assertThat(chunks(SentenceWindowChunker.of(2, 1), "# A\n\n無料です。詳細は窓口へ。\n\n- 一つ\n- 二つ\n\n# B\n\nEnd.\n"))
                .containsExactly("[A] 無料です。詳細は窓口へ。", "[A] 詳細は窓口へ。\n\n- 一つ", "[A] - 一つ\n- 二つ", "[B] End.");
    }

    @Test
    void tokensAreCountedAndOverlap() {
        ToIntFunction<String> words = text -> text.split("\\s+", -1).length;

        assertThat(chunks(TokenChunker.of("words", words, 3, 0), "a b c d e f g"))
                .containsExactly("[] a b c", "[] d e f", "[] g");
        assertThat(chunks(TokenChunker.of("words", words, 3, 1), "a b c d e f g"))
                .containsExactly("[] a b c", "[] c d e", "[] e f g");
        assertThat(chunks(TokenChunker.of("characters", String::length, 4, 2), "手数料は無料です。"))
                .containsExactly("[] 手数料は", "[] 料は無料", "[] 無料です", "[] です。");
    }

    @Test
    void aWordWithTooManyTokensIsCut() {
        assertThat(chunks(TokenChunker.of("characters", String::length, 3, 0), "ab cdefgh i"))
                .containsExactly("[] ab", "[] cde", "[] fgh", "[] i");
        assertThat(chunks(TokenChunker.of("characters", String::length, 1, 0), "𠮷a"))
                .containsExactly("[] 𠮷", "[] a");
    }

    @Test
    void settingsAreNamedAndChecked() {
        assertThat(SentenceWindowChunker.of(5, 3)).hasToString("SentenceWindowChunker[sentences=5, stride=3]");
        assertThat(TokenChunker.of("e5", ChunkersTest::quarters, 256, 32))
                .hasToString("TokenChunker[counter=e5, max=256, overlap=32]");
        assertThatIllegalArgumentException().isThrownBy(() -> SentenceWindowChunker.of(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> SentenceWindowChunker.of(2, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> SentenceWindowChunker.of(2, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> TokenChunker.of(" ", ChunkersTest::quarters, 256, 32));
        assertThatIllegalArgumentException().isThrownBy(() -> TokenChunker.of("e5", ChunkersTest::quarters, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> TokenChunker.of("e5", ChunkersTest::quarters, 10, 6));
    }

    @Test
    void laterPartsOfATableKnowItsColumns() {
        String table = "| 種類 | 手数料 |\n|---|---|\n| 振込 | 330円 |\n| 両替 | 550円 |\n";

        assertThat(chunks(StructureChunker.ofCharacters(30), "# A\n\n" + table))
                .containsExactly("[A] | 種類 | 手数料 |\n|---|---|", "[A, 種類 | 手数料] | 振込 | 330円 |\n| 両替 | 550円 |");
        assertThat(chunks(StructureChunker.ofCharacters(12), "| a: 1 | b |\n|---|---|\n| c | d |\n")
                        .get(1))
                .startsWith("[a: 1 | b] |---");
    }

    @Test
    void rowsThatNameTheirColumnsHaveNoHeader() {
        assertThat(TableHeader.of("種類: 振込 | 手数料: 330円\n種類: 両替 | 手数料: 550円")).isEmpty();
        assertThat(TableHeader.of("2024年度の手数料\n種類 | 手数料\n振込 | 330円")).contains("種類 | 手数料");
        assertThat(TableHeader.of("振込 | 330円\n両替 | 550円")).isEmpty();
        assertThat(TableHeader.of("a\nb")).isEmpty();
    }

    @Test
    void listsAreCutBetweenItemsAndCodeAtBlankLines() {
        assertThat(chunks(StructureChunker.ofCharacters(10), "- a b\n- c d\n- e f\n"))
                .containsExactly("[] - a b", "[] - c d", "[] - e f");
        assertThat(chunks(StructureChunker.ofCharacters(18), "    int a() {\n    }\n\n    int b() {\n    }\n"))
                .containsExactly("[] int a() {\n    }", "[] int b() {\n    }");
    }

    @Property
    void chunksCoverAllBlocksInOrder(@ForAll("markdown") String text, @ForAll("chunkers") Chunker chunker) {
        SourceDocument document = SourceDocument.markdown("a.md", text);

        List<Chunk> chunks = chunker.chunk(document);

        StringBuilder rest = new StringBuilder(document.text());
        Span before = new Span(0, 0);
        for (Chunk chunk : chunks) {
            String content = chunk.span().of(document.text());
            assertThat(content).isNotEmpty().isEqualTo(content.strip());
            assertThat(Character.isLowSurrogate(content.charAt(0))).isFalse();
            assertThat(Character.isHighSurrogate(content.charAt(content.length() - 1)))
                    .isFalse();
            if (before.length() > 0) {
                assertThat(chunk.span().start()).isGreaterThan(before.start());
                assertThat(chunk.span().end()).isGreaterThan(before.end());
            }
            before = chunk.span();
            rest.replace(before.start(), before.end(), " ".repeat(before.length()));
        }
        document.blocks().stream()
                .filter(block -> block.kind() != Block.Kind.HEADING)
                .forEach(block -> assertThat(block.span().of(rest.toString())).isBlank());
        assertThat(chunker.chunk(SourceDocument.markdown("a.md", text))).isEqualTo(chunks);
    }

    @Property
    void chunksHaveNoMoreTokensThanAllowed(
            @ForAll("markdown") String text, @ForAll @IntRange(min = 1, max = 12) int max) {
        SourceDocument document = SourceDocument.markdown("a.md", text);

        assertThat(TokenChunker.of("quarters", ChunkersTest::quarters, max, max / 2)
                        .chunk(document))
                .allSatisfy(chunk ->
                        assertThat(quarters(chunk.span().of(document.text()))).isLessThanOrEqualTo(max));
    }

    @Provide
    Arbitrary<Chunker> chunkers() {
        return Arbitraries.of(
                StructureChunker.ofCharacters(20),
                SentenceWindowChunker.of(1, 1),
                SentenceWindowChunker.of(3, 2),
                SentenceWindowChunker.of(4, 1),
                TokenChunker.of("quarters", ChunkersTest::quarters, 3, 0),
                TokenChunker.of("quarters", ChunkersTest::quarters, 5, 2),
                TokenChunker.of("characters", String::length, 7, 3));
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
                        "\u3000",
                        "\n<!-- x -->\n")
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join("", parts));
    }

    private static List<String> chunks(Chunker chunker, String markdown) {
        SourceDocument document = SourceDocument.markdown("a.md", markdown);
        return chunker.chunk(document).stream()
                .map(chunk -> chunk.headings() + " " + chunk.span().of(document.text()))
                .toList();
    }
}
