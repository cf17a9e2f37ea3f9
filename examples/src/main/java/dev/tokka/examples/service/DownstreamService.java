// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.service;

import dev.tokka.DomainModel;
import dev.tokka.ModelException;
import dev.tokka.config.ConfigException;
import dev.tokka.examples.Request;
import dev.tokka.examples.ServedModel;
import dev.tokka.langchain4j.PriceTable;
import dev.tokka.rag.ExtractiveModel;
import dev.tokka.rag.Retrieval;
import dev.tokka.rag.UnsupportedSentences;
import dev.tokka.rag.document.DocumentException;
import dev.tokka.rag.index.IndexException;
import dev.tokka.rag.index.LuceneIndex;
import dev.tokka.rag.onnx.OnnxEncoder;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * Serves answers over a folder of documents to a web page on this machine, until it is told to stop.
 *
 * <p>Started by {@code mvn -q -Pdownstream-service}; the properties {@code tokka.port}, {@code tokka.docs} and {@code
 * tokka.index} choose the port, another folder and where the index is kept. The model is that of the file {@code
 * tokka.config}, which may be changed while the service runs; without, the one that the environment names, see {@link
 * ServedModel}; without, answers are extracted.
 */
public final class DownstreamService {

    private static final Path HANDBOOK = Path.of("examples", "handbook");
    private static final String DEFAULT_PORT = "8080";

    private final PrintStream out;
    private final PrintStream err;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    private DownstreamService(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Runs the service; ends with status 1 and one line on the error stream if it cannot start. */
    public static void main(String... args) throws InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        // The JDK's server reads these once: send tokens as they come, and let go who sends a request for over 10
        // seconds.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
        try {
            new DownstreamService(out, err).run(Request.of(System.getProperties()), port());
        } catch (ConfigException
                | DocumentException
                | IndexException
                | ModelException
                | IllegalArgumentException
                | IOException e) {
            err.println("downstream-service: " + e.getMessage());
            System.exit(1);
        }
    }

    private static int port() {
        String given = System.getProperty("tokka.port", "");
        String port = given.isEmpty() ? DEFAULT_PORT : given;
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535) {
            throw new IllegalArgumentException("tokka.port must be a number from 0 to 65535 but is " + port);
        }
        return Integer.parseInt(port);
    }

    private void run(Request request, int port) throws IOException, InterruptedException {
        Path docs = request.docs().orElse(HANDBOOK);
        try (OnnxEncoder encoder = OnnxEncoder.bgeSmallEn();
                LuceneIndex index = LuceneIndex.open(request.index(docs), encoder)) {
            out.println("Reading " + docs + " …");
            out.println("  " + index.ingest(docs));
            String config = System.getProperty("tokka.config", "");
            if (config.isEmpty()) {
                serveUntilStopped(port, new Expert(model(index, encoder), index::text));
            } else {
                try (ModelFile file = ModelFile.follow(Path.of(config), request.index(docs), out)) {
                    out.println("Answers by " + file + ", as " + config + " says");
                    serveUntilStopped(port, new Expert(file.model(), index::text));
                }
            }
        } finally {
            stopped.countDown();
        }
    }

    private void serveUntilStopped(int port, Expert expert) throws IOException, InterruptedException {
        try (AnswerServer server = serve(port, expert)) {
            out.println("Ask at " + server.uri() + " (Ctrl-C stops)");
            awaitStop();
            out.println("Stopping …");
        }
    }

    private AnswerServer serve(int port, Expert expert) throws IOException {
        try {
            return AnswerServer.start(port, expert, ServiceLimits.DEFAULT, err::println);
        } catch (BindException e) {
            throw new IOException("expected port " + port + " to be free; -Dtokka.port=0 takes any that is", e);
        }
    }

    private DomainModel model(LuceneIndex index, OnnxEncoder encoder) {
        Optional<ServedModel> served = ServedModel.of(System.getenv());
        out.println("Answers by "
                + served.map(ServedModel::toString).orElse("extraction; for a language model, " + ServedModel.HINT));
        DomainModel base = served.map(model -> model.connect(PriceTable.EMPTY))
                .orElseGet(() -> new ExtractiveModel(index, encoder));
        return base.with(Retrieval.from(index).weights(index).unsupported(UnsupportedSentences.FLAG));
    }

    /** Waits for Ctrl-C or a signal to end; the process then ends once everything is closed. */
    private void awaitStop() throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stop.countDown();
            try {
                stopped.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        stop.await();
    }
}
