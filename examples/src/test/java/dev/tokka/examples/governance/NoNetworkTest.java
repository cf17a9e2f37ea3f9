// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.governance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tokka.rag.index.IndexSettings;
import dev.tokka.rag.index.LuceneIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process without a network answers from its handbook, and nothing is connected to, or looked up, against the policy. */
@Timeout(180)
class NoNetworkTest {

    private static final List<String> WITHOUT_NETWORK = List.of("unshare", "-rn");

    @TempDir
    private Path folder;

    @Test
    void withoutANetworkTheHandbookAnswersAndNothingIsLookedUp() throws Exception {
        assumeTrue(canUnshare(), "this machine does not let a process have a network of its own");
        Path documents = Files.createDirectory(folder.resolve("documents"));
        Files.writeString(documents.resolve("fees.md"), "# Fees\n\nA transfer costs 500 yen.\n");
        try (LuceneIndex index = LuceneIndex.openLexical(folder.resolve("index"), IndexSettings.DEFAULT)) {
            index.ingest(documents);
        }

        assertThat(lines(write("closed", "[]"), write("open", "[{to: api.example.invalid, up-to: restricted}]")))
                .containsExactly(
                        "answered 0",
                        "EGRESS 0", // of the hosted model behind, nothing was looked up
                        "answered 0",
                        "abstained 1"); // with a rule it was, in vain: the counter counts
    }

    private Path write(String name, String rules) throws IOException {
        return Files.writeString(folder.resolve(name + ".yaml"), """
                tokka: 1
                model:
                  fallback:
                    - extractive: {index: index}
                      with: [retrieval: {index: index, data-class: internal}]
                    - openai: {base-url: "https://api.example.invalid/v1", model: large}
                      with: [resilient: {timeout: 20s}]
                  with:
                    - egress: {rules: %s}
                """.formatted(rules));
    }

    private static List<String> lines(Path... files) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(WITHOUT_NETWORK);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-classpath",
                System.getProperty("java.class.path"),
                OfflineProcess.class.getName()));
        for (Path file : files) {
            command.add(file.toString());
        }
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            List<String> lines = new String(process.getInputStream().readAllBytes(), UTF_8)
                    .lines()
                    .toList();
            process.waitFor();
            return lines;
        } finally {
            process.destroyForcibly();
        }
    }

    private static boolean canUnshare() throws InterruptedException {
        List<String> command = new ArrayList<>(WITHOUT_NETWORK);
        command.add("true");
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false; // there is no such program
        }
    }
}
