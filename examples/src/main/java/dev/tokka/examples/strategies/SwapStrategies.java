// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.strategies;

import dev.tokka.DomainModel;
import dev.tokka.Example;
import dev.tokka.ModelException;
import dev.tokka.examples.Request;
import dev.tokka.examples.ServedModel;
import dev.tokka.langchain4j.PriceTable;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.rag.ExtractiveModel;
import dev.tokka.rag.document.DocumentException;
import dev.tokka.rag.index.IndexException;
import dev.tokka.rag.index.LuceneIndex;
import dev.tokka.rag.onnx.OnnxEncoder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Asks one model the same questions by several strategies and prints the answers side by side, then a table.
 *
 * <p>Started by {@code mvn -q -Pswap-strategies}. Without more, a small model in this process answers questions about a
 * made-up bank, with and without the adapter that was tuned on it, see {@link TunedStrategies}; {@code tokka.model} names
 * another directory with a {@code tokka-model.json}. Where the environment names a {@link ServedModel}, that one answers
 * the questions of the bundled handbook, as it is, prompted, with retrieval, and with both; with {@code tokka.docs} and no
 * model, answers are extracted. The property {@code tokka.questions} says how many questions, and {@code tokka.prices}
 * names a file of prices, as {@link PriceTable#read} reads it.
 */
public final class SwapStrategies {

    private static final int DEFAULT_QUESTIONS = 12;
    private static final Duration DEADLINE = Duration.ofMinutes(2);

    private final Path examples;
    private final PrintStream out;

    /** Creates the program over the folder {@code examples} of the repository; it prints to {@code out}. */
    SwapStrategies(Path examples, PrintStream out) {
        this.examples = examples;
        this.out = out;
    }

    /** Runs the example; ends with status 1 and one line on the error stream if something is wrong with the input. */
    public static void main(String... args) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        try {
            new SwapStrategies(Path.of("examples"), out).run(System.getProperties(), System.getenv());
        } catch (DocumentException
                | IndexException
                | ModelException
                | ModelFileException
                | IllegalArgumentException e) {
            err.println("swap-strategies: " + e.getMessage());
            System.exit(1);
        }
    }

    void run(Properties properties, Map<String, String> environment) throws IOException {
        Optional<ServedModel> served = ServedModel.of(environment);
        boolean named = !properties.getProperty("tokka.model", "").isEmpty();
        boolean nothing =
                served.isEmpty() && properties.getProperty("tokka.docs", "").isEmpty();
        if (named || nothing) {
            new TunedStrategies(examples.resolve("demo-bank"), out).run(properties);
        } else {
            handbook(properties, served);
        }
    }

    private void handbook(Properties properties, Optional<ServedModel> served) throws IOException {
        PriceTable prices = prices(properties);
        List<HandbookQuestion> questions =
                HandbookQuestion.choose(count(properties, DEFAULT_QUESTIONS), read("en", "ja"));
        served.ifPresent(model -> tryOut(model, prices));
        Request request = Request.of(properties);
        Path docs = request.docs().orElse(examples.resolve("handbook"));
        try (OnnxEncoder encoder = OnnxEncoder.bgeSmallEn();
                LuceneIndex index = LuceneIndex.open(request.index(docs), encoder)) {
            out.println("Reading " + docs + " …");
            out.println("  " + index.ingest(docs));
            DomainModel base =
                    served.map(model -> model.connect(prices)).orElseGet(() -> new ExtractiveModel(index, encoder));
            out.println(about(served));
            // What the examples show is not what is asked.
            List<Example> shown = read("en-tuning", "ja-tuning").stream()
                    .map(HandbookQuestion::example)
                    .toList();
            compare(Strategies.of(base, index, shown), questions);
        }
    }

    private List<HandbookQuestion> read(String first, String second) throws IOException {
        Path folder = examples.resolve("questions");
        return HandbookQuestion.read(folder.resolve(first + ".jsonl"), folder.resolve(second + ".jsonl"));
    }

    static int count(Properties properties, int usual) {
        String count = properties.getProperty("tokka.questions", "");
        if (!count.matches("\\d{0,4}") || count.matches("0+")) {
            throw new IllegalArgumentException("tokka.questions must be a number from 1 to 9999 but is " + count);
        }
        return count.isEmpty() ? usual : Integer.parseInt(count);
    }

    private static PriceTable prices(Properties properties) throws IOException {
        String file = properties.getProperty("tokka.prices", "");
        return file.isEmpty() ? PriceTable.EMPTY : PriceTable.read(Path.of(file));
    }

    /** One short call, not counted: a wrong address, key or name ends the run here and not in every line of it. */
    private void tryOut(ServedModel served, PriceTable prices) {
        out.println("Trying " + served + " …");
        served.connect(prices).answer(SideBySide.limited("Answer with the one word: ready", DEADLINE));
    }

    private static String about(Optional<ServedModel> served) {
        return served.isPresent()
                ? "Whether an answer is right is for you to read: it is not judged here."
                : "No language model is named, so all strategies extract sentences: base and prompted have no passages to"
                        + " extract from and know nothing, and instructions change nothing.\n  To compare a language model, "
                        + ServedModel.HINT + ".";
    }

    private void compare(Map<String, DomainModel> strategies, List<HandbookQuestion> questions) {
        Report report = new Report(out);
        Map<String, List<Result>> results = new SideBySide(Optional.of(report), DEADLINE).ask(strategies, questions);
        report.table(results.entrySet().stream()
                .map(each -> new Summary(each.getKey(), each.getValue()))
                .toList());
        long unanswerable =
                questions.stream().filter(question -> !question.answerable()).count();
        out.println(questions.size() + " questions, " + unanswerable + " of which the handbook does not answer."
                + " Tokens and cost are those of whole answers; failed calls report none.");
    }
}
