// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import java.nio.file.Path;
import java.util.List;

/**
 * One ingestion in a process of its own, so that no system warms up the virtual machine for another.
 *
 * <p>{@link #main} is what runs there.
 */
final class IngestionProcess {

    private IngestionProcess() {}

    /** The systems that are compared: two libraries, and a bare loop over ONNX Runtime in several shapes. */
    enum Peer {
        TOKKA("512m", 0),
        LANGCHAIN4J("2g", 0),
        BARE_1("512m", 1),
        BARE_8("512m", 8),
        BARE_32("512m", 32);

        private final String heap;
        private final int batch;

        Peer(String heap, int batch) {
            this.heap = heap;
            this.batch = batch;
        }

        /** Returns the bare loops, which differ in how many texts are padded to one length and run at once. */
        static List<Peer> bare() {
            return List.of(BARE_1, BARE_8, BARE_32);
        }

        /** Returns the most heap that this system's process gets, as the virtual machine's option takes it. */
        String heap() {
            return heap;
        }
    }

    /** Ingests as {@code options} says by {@code peer}, in a new process, and returns what it cost. */
    static Cost run(Peer peer, Options options) {
        return Cost.parse(JavaProcess.run(
                peer.heap(),
                IngestionProcess.class,
                List.of(
                        peer.name(),
                        options.data().toString(),
                        String.valueOf(options.amounts().documents()),
                        options.ingestionIndex().toString())));
    }

    /** Ingests and prints the {@link Cost}; reading the data set and starting the virtual machine do not count. */
    public static void main(String... args) {
        List<SciFact.Article> articles = SciFact.in(Path.of(args[1])).articles(Integer.parseInt(args[2]));
        Peer peer = Peer.valueOf(args[0]);
        Runnable work = switch (peer) {
            case TOKKA -> new TokkaIngestion(articles, Path.of(args[3]));
            case LANGCHAIN4J -> new LangChain4jIngestion(articles);
            case BARE_1, BARE_8, BARE_32 -> BareEncoding.of(articles, peer.batch);
        };
        System.out.println(Cost.of(work).toLine());
        System.exit(0); // the peer's threads would keep the process
    }
}
