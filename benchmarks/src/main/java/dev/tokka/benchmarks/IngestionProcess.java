// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * One ingestion in a process of its own, so that neither system warms up the virtual machine for the other.
 *
 * <p>{@link #main} is what runs there.
 */
final class IngestionProcess {

    private IngestionProcess() {}

    /** The two systems that are compared. */
    enum Peer {
        TOKKA("512m"),
        LANGCHAIN4J("2g");

        private final String heap;

        Peer(String heap) {
            this.heap = heap;
        }

        /** Returns the most heap that this system's process gets, as the virtual machine's option takes it. */
        String heap() {
            return heap;
        }
    }

    /** Ingests as {@code options} says by {@code peer}, in a new process, and returns what it cost. */
    static Cost run(Peer peer, Options options) {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + peer.heap(),
                        "-Dfile.encoding=UTF-8",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djava.util.logging.config.file=" + System.getProperty("java.util.logging.config.file", ""),
                        "-classpath",
                        System.getProperty("java.class.path"),
                        IngestionProcess.class.getName(),
                        peer.name(),
                        options.data().toString(),
                        String.valueOf(options.documents()),
                        options.ingestionIndex().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            List<String> output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            int status = process.waitFor();
            if (status != 0) {
                throw new IllegalStateException("the ingestion by " + peer + " ended with status " + status);
            }
            return Cost.parse(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + peer + " ingested", e);
        }
    }

    /** Ingests and prints the {@link Cost}; reading the data set and starting the virtual machine do not count. */
    public static void main(String... args) {
        List<SciFact.Article> articles = SciFact.in(Path.of(args[1])).articles(Integer.parseInt(args[2]));
        Runnable work = switch (Peer.valueOf(args[0])) {
            case TOKKA -> new TokkaIngestion(articles, Path.of(args[3]));
            case LANGCHAIN4J -> new LangChain4jIngestion(articles);
        };
        System.out.println(Cost.of(work).toLine());
        System.exit(0); // the peer's threads would keep the process
    }
}
