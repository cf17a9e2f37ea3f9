// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.Passage;
import dev.tokka.rag.document.Chunk;
import dev.tokka.rag.document.SourceDocument;
import dev.tokka.rag.onnx.OnnxEncoder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills an ingestion (SIGKILL) at random moments: the index opens, and every acknowledged document is there, whole.
 *
 * <p>Each round changes every document, so that a kill finds old and new versions side by side. The property
 * {@code tokka.kills} says how many rounds there are.
 */
class CrashTest {

    private static final int KILLS = Integer.getInteger("tokka.kills", 8);
    private static final Random RANDOM = new Random(20_261_123);

    @TempDir
    Path temp;

    @Test
    void nothingAcknowledgedIsLostWithoutAnEncoder() throws Exception {
        int killed = rounds(Math.max(1, KILLS * 4 / 5), 2_500, "none");

        assertThat(killed)
                .as("rounds that were killed before they had finished")
                .isPositive();
    }

    @Test
    void nothingAcknowledgedIsLostWithAnEncoder() throws Exception {
        int killed = rounds(Math.max(1, KILLS / 5), 400, "encoder");

        assertThat(killed)
                .as("rounds that were killed before they had finished")
                .isPositive();
    }

    private int rounds(int rounds, int documents, String encoder) throws Exception {
        Path docs = temp.resolve("docs");
        Path folder = temp.resolve("index");
        Map<Integer, Integer> durable = new HashMap<>(); // document -> the last version that was acknowledged
        int killed = 0;
        for (int round = 1; round <= rounds; round++) {
            for (int document = 0; document < documents; document++) {
                Folders.write(docs, "d" + document + ".md", content(document, round));
            }
            List<String> acknowledged = new ArrayList<>();
            killed += ingestAndKill(folder, docs, encoder, RANDOM.nextInt(documents / 2), acknowledged) ? 1 : 0;
            for (String id : acknowledged) {
                durable.put(Integer.parseInt(id.substring(1, id.length() - 3)), round);
            }
            check(folder, encoder, durable, round);
        }
        return killed;
    }

    private static String content(int document, int version) {
        StringBuilder text = new StringBuilder("# Rule " + document + "\n\n");
        int sections = 1 + document % 4;
        for (int section = 0; section < sections; section++) {
            text.append("## Section ")
                    .append(section)
                    .append("\n\nVersion ")
                    .append(version)
                    .append(" of rule ");
            text.append(document).append(", section ").append(section).append(", is in force.\n\n");
        }
        return text.toString();
    }

    /** Returns whether the ingestion was killed before it had finished. */
    private static boolean ingestAndKill(Path folder, Path docs, String encoder, int lines, List<String> acknowledged)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashProgram.class.getName(),
                        folder.toString(),
                        docs.toString(),
                        encoder)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        long delay = RANDOM.nextInt(150);
        try (BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            String line = out.readLine();
            while (line != null && acknowledged.size() < lines) {
                acknowledged.add(line);
                line = out.readLine();
            }
            process.waitFor(delay, TimeUnit.MILLISECONDS);
            process.toHandle().destroyForcibly(); // SIGKILL; the process's own method would close the pipe
            for (; line != null; line = out.readLine()) {
                acknowledged.add(line); // written to the pipe before the kill
            }
        }
        process.waitFor();
        return !acknowledged.remove("finished");
    }

    private static void check(Path folder, String encoder, Map<Integer, Integer> durable, int lastVersion) {
        Optional<OnnxEncoder> opened =
                encoder.equals("encoder") ? Optional.of(OnnxEncoder.bgeSmallEn(1)) : Optional.empty();
        try (LuceneIndex index = opened.map(e -> LuceneIndex.open(folder, e))
                .orElseGet(() -> LuceneIndex.openLexical(folder, IndexSettings.DEFAULT))) {
            durable.forEach((document, version) ->
                    assertThat(index.documents()).as("acknowledged documents").contains("d" + document + ".md"));
            for (String id : index.documents()) {
                int document = Integer.parseInt(id.substring(1, id.length() - 3));
                int seen = version(document, index.text(id).orElseThrow(), lastVersion);
                assertThat(seen).as("version of " + id).isGreaterThanOrEqualTo(durable.getOrDefault(document, 1));
                assertWhole(index, id, content(document, seen));
            }
        } finally {
            opened.ifPresent(OnnxEncoder::close);
        }
    }

    private static int version(int document, String text, int last) {
        for (int version = last; version >= 1; version--) {
            if (text.equals(content(document, version))) {
                return version;
            }
        }
        throw new AssertionError("d" + document + ".md is no version that was ever written");
    }

    private static void assertWhole(LuceneIndex index, String id, String content) {
        SourceDocument document = SourceDocument.markdown(id, content);
        List<String> expected = IndexSettings.DEFAULT.chunker().chunk(document).stream()
                .map(Chunk::span)
                .map(span -> span.of(content))
                .toList();

        assertThat(index.passages(id)).extracting(Passage::text).isEqualTo(expected);
    }
}
