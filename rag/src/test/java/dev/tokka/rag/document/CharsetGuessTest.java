// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CharsetGuessTest {

    private static final Path HANDBOOK = Path.of("..", "examples", "handbook", "ja");
    private static final List<String> CHARSETS =
            List.of("UTF-8", "Shift_JIS", "windows-31j", "EUC-JP", "ISO-2022-JP", "UTF-16LE", "UTF-16BE", "UTF-16");

    /** What became of the pieces of one encoding. */
    private static final class Count {
        int exact;
        int refused;
        final List<String> wrong = new ArrayList<>();

        @Override
        public String toString() {
            return "exact " + exact + ", refused " + refused + ", wrong " + wrong.size() + " "
                    + wrong.stream().limit(3).toList();
        }
    }

    @Test
    void piecesOfTwoKilobytesAreExactInEachEncoding() throws IOException {
        Map<String, Count> counts = count(texts(HANDBOOK), 2_048);

        assertThat(counts).hasSize(CHARSETS.size()).allSatisfy((charset, count) -> {
            assertThat(count.exact).isGreaterThan(10);
            assertThat(count.refused).isZero();
            assertThat(count.wrong).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 100, 400})
    void shortPiecesAreExactOrRefused(int bytes) throws IOException {
        assertThat(count(texts(HANDBOOK), bytes))
                .allSatisfy((charset, count) -> assertThat(count.wrong).isEmpty());
    }

    /** Run with {@code -Dtokka.data=FOLDER} on the data sets, which are not in the repository. */
    @ParameterizedTest
    @ValueSource(ints = {40, 200, 2_048})
    void dataSetsAreExactOrRefused(int bytes) throws IOException {
        assumeTrue(System.getProperty("tokka.data") != null, "no -Dtokka.data=FOLDER");
        Path data = Path.of(System.getProperty("tokka.data"));

        Map<String, Count> counts = count(
                List.of(
                        Files.readString(data.resolve("lawqa_jp/selection.json")),
                        Files.readString(data.resolve("jfinqa/jfinqa_lite_v1.json")),
                        Files.readString(data.resolve("elyza_tasks_100/dataset.jsonl")),
                        Files.readString(data.resolve("chabsa/demo_corpus.jsonl"))),
                bytes);

        // a piece of few bytes may hold one kanji, which is a letter of another encoding too
        assertThat(counts).allSatisfy((charset, count) -> {
            assertThat(count.wrong).hasSizeLessThanOrEqualTo(bytes < 2_048 ? count.exact / 5_000 : 0);
            assertThat(count.refused).isLessThanOrEqualTo(bytes < 2_048 ? count.exact / 10 : 0);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Zürich, café, naïve résumé, Ærøskøbing, Überweisung für größere Beträge, señor y niños, £5",
                "Les frais sont débités chaque année à la même échéance, où que vous soyez : éèàçùêîôû",
                "Größe, Fläche, Länge; über, für, während; Österreich, Ärger; ß ist kein ss"
            })
    void otherEncodingsOfTheWestAreRefused(String text) {
        assertThat(CharsetGuess.of(text.getBytes(Charset.forName("windows-1252"))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"windows-31j", "EUC-JP"})
    void kanjiWithoutKanaAndHalfWidthKatakanaAreRecognized(String charset) {
        Charset encoding = Charset.forName(charset);
        String names = "氏名,住所\n田中太郎,東京都千代田区\n鈴木花子,大阪府大阪市\n".repeat(20);
        String halfWidth = "ﾃｽｳﾘｮｳ,手数料,ﾌﾘｺﾐ,振込\n".repeat(20);

        assertThat(CharsetGuess.of(names.getBytes(encoding))).contains(encoding);
        assertThat(CharsetGuess.of(halfWidth.getBytes(encoding))).contains(encoding);
    }

    @Test
    void asciiIsUtf8AndWideAsciiIsUtf16() {
        assertThat(CharsetGuess.of("Fees".getBytes(StandardCharsets.UTF_8))).contains(StandardCharsets.UTF_8);
        assertThat(CharsetGuess.of(new byte[0])).contains(StandardCharsets.UTF_8);
        assertThat(CharsetGuess.of("Fees".getBytes(StandardCharsets.UTF_16LE))).contains(StandardCharsets.UTF_16LE);
        assertThat(CharsetGuess.of("あいうえお".getBytes(StandardCharsets.UTF_16BE))).contains(StandardCharsets.UTF_16BE);
        assertThat(CharsetGuess.of(new byte[] {'o', 'k', 0, 'x'})).isEmpty();
    }

    private static List<String> texts(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> texts = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                texts.add(Files.readString(file));
            }
            return texts;
        }
    }

    private static Map<String, Count> count(List<String> texts, int bytes) {
        Map<String, Count> counts = new TreeMap<>();
        for (String name : CHARSETS) {
            Count count = counts.computeIfAbsent(name, none -> new Count());
            for (String text : texts) {
                for (String piece : pieces(text, Charset.forName(name), bytes)) {
                    check(piece, Charset.forName(name), count);
                }
            }
        }
        return counts;
    }

    private static void check(String piece, Charset charset, Count count) {
        try {
            String seen = new TextDecoder("a", 1 << 20).decode(piece.getBytes(charset));
            if (seen.equals(asWindowsReads(piece, charset))) {
                count.exact++;
            } else {
                count.wrong.add(
                        piece.strip().substring(0, Math.min(40, piece.strip().length())) + " -> " + seen.strip());
            }
        } catch (DocumentException e) {
            count.refused++;
        }
    }

    /** The same bytes of Shift_JIS are a wave dash to Java and a full-width tilde to Windows, whose reading is taken. */
    private static String asWindowsReads(String piece, Charset charset) {
        return charset.name().equals("Shift_JIS")
                ? new String(piece.getBytes(charset), Charset.forName("windows-31j"))
                : piece;
    }

    /** Cuts {@code text} into pieces of about {@code bytes}, less the characters that {@code charset} does not have. */
    private static List<String> pieces(String text, Charset charset, int bytes) {
        var encoder = charset.newEncoder();
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        int size = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            String character = Character.toString(text.codePointAt(i));
            if (encoder.canEncode(character)) {
                piece.append(character);
                size += character.getBytes(charset).length;
            }
            if (size >= bytes) {
                pieces.add(piece.toString());
                piece.setLength(0);
                size = 0;
            }
        }
        return pieces;
    }
}
