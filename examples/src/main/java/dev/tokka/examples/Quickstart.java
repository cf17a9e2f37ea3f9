// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples;

import dev.tokka.Answer;
import dev.tokka.Citation;
import dev.tokka.DomainModel;
import dev.tokka.ModelException;
import dev.tokka.rag.ExtractiveModel;
import dev.tokka.rag.Retrieval;
import dev.tokka.rag.document.DocumentException;
import dev.tokka.rag.index.IndexException;
import dev.tokka.rag.index.IngestReport;
import dev.tokka.rag.index.LuceneIndex;
import dev.tokka.rag.onnx.OnnxEncoder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Answers questions over a folder of documents, with citations: the bundled handbook, or a folder of your own.
 *
 * <p>Started by {@code mvn -q -Pquickstart}; the properties {@code tokka.docs}, {@code tokka.question} and
 * {@code tokka.index} choose another folder, a question and where the index is kept.
 */
public final class Quickstart {

    private static final Path HANDBOOK = Path.of("examples", "handbook");
    private static final Path QUESTIONS = Path.of("examples", "questions", "quickstart.txt");

    private final PrintStream out;

    private Quickstart(PrintStream out) {
        this.out = out;
    }

    /** Runs the example; ends with status 1 and one line on the error stream if something is wrong with the input. */
    public static void main(String... args) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        try {
            new Quickstart(out).run(Request.of(System.getProperties()));
        } catch (DocumentException | IndexException | ModelException | IllegalArgumentException e) {
            err.println("quickstart: " + e.getMessage());
            System.exit(1);
        }
    }

    private void run(Request request) throws IOException {
        Path docs = request.docs().orElse(HANDBOOK);
        try (OnnxEncoder encoder = OnnxEncoder.bgeSmallEn();
                LuceneIndex index = LuceneIndex.open(request.index(docs), encoder)) {
            ingest(index, docs);
            DomainModel model = new ExtractiveModel(index, encoder)
                    .with(Retrieval.from(index).weights(index));
            for (String question : questions(request)) {
                ask(model, question);
            }
        }
    }

    private void ingest(LuceneIndex index, Path docs) {
        out.println("Reading " + docs + " …");
        IngestReport report = index.ingest(
                docs, progress -> out.printf(Locale.ROOT, "  %d of %d documents%n", progress.done(), progress.total()));
        out.println("  " + report);
        report.failures().forEach(failure -> out.println("  not read: " + failure.getMessage()));
        out.println();
    }

    private List<String> questions(Request request) throws IOException {
        if (request.question().isPresent()) {
            return List.of(request.question().get());
        }
        if (request.docs().isPresent()) {
            out.println("Ask about them with -Dtokka.question=\"…\"");
            return List.of();
        }
        try (Stream<String> lines = Files.lines(QUESTIONS)) {
            return lines.filter(line -> !line.isBlank()).toList();
        }
    }

    private void ask(DomainModel model, String question) {
        out.println("Q: " + question);
        Answer answer = model.answer(question);
        if (answer instanceof Answer.Reply reply) {
            out.println("A: " + reply.text());
            reply.citations().forEach(this::show);
        } else if (answer instanceof Answer.Abstention abstention) {
            out.println("A: I do not know. (" + abstention.reason() + ")");
        }
        out.println();
    }

    private void show(Citation citation) {
        out.printf(
                Locale.ROOT,
                "   [%d] %s, characters %d to %d, support %.2f%n       “%s”%n",
                citation.number(),
                citation.source().label(),
                citation.source().span().start(),
                citation.source().span().end(),
                citation.support(),
                citation.quote().replaceAll("\\s+", " "));
    }
}
