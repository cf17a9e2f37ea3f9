// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.strategies;

import dev.tokka.DomainModel;
import dev.tokka.examples.Request;
import dev.tokka.finetune.FineTunedModel;
import dev.tokka.prompting.Prompting;
import dev.tokka.rag.Retrieval;
import dev.tokka.rag.document.StructureChunker;
import dev.tokka.rag.index.IndexSettings;
import dev.tokka.rag.index.LuceneIndex;
import dev.tokka.rag.onnx.OnnxEncoder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Asks questions about a made-up bank of one small model in this process by five strategies: the base as it is, prompted,
 * with retrieval, with the adapter that was tuned on the bank, and with that and retrieval. Nothing leaves the process.
 */
final class TunedStrategies {

    private static final int DEFAULT_QUESTIONS = 24;
    private static final int MOST_SHOWN = 24;
    /** The model has read passages of a paragraph each, and reads no others well. */
    static final IndexSettings PARAGRAPHS = IndexSettings.DEFAULT.withChunker(StructureChunker.ofCharacters(220));

    /** What the prompted ones are told; they answer in sentences otherwise. */
    static final Prompting VALUE_ONLY = Prompting.instructions("Reply with the value only.");

    private static final Duration DEADLINE = Duration.ofMinutes(1);

    private final Path bank;
    private final PrintStream out;

    /** Creates the program over the folder {@code bank}; it prints to {@code out}. */
    TunedStrategies(Path bank, PrintStream out) {
        this.bank = bank;
        this.out = out;
    }

    void run(Properties properties) throws IOException {
        String named = properties.getProperty("tokka.model", "");
        Path directory = named.isEmpty() ? bank.resolve("model") : Path.of(named);
        List<HandbookQuestion> questions =
                HandbookQuestion.choose(SwapStrategies.count(properties, DEFAULT_QUESTIONS), BankQuestions.read(bank));
        Path documents = bank.resolve("documents");
        try (FineTunedModel tuned = FineTunedModel.open(directory);
                OnnxEncoder encoder = OnnxEncoder.bgeSmallEn();
                LuceneIndex index = LuceneIndex.open(Request.of(properties).index(documents), encoder, PARAGRAPHS)) {
            out.println("Reading " + documents + " …");
            out.println("  " + index.ingest(documents));
            out.println("Asking " + tuned + " in this process. " + tuned.card().knownLimits());
            compare(strategies(tuned, Retrieval.from(index).limit(4)), questions);
        }
    }

    /** Each is one line away from the others. */
    static Map<String, DomainModel> strategies(FineTunedModel tuned, Retrieval retrieval) {
        DomainModel base = tuned.withAdapter("");
        Map<String, DomainModel> strategies = new LinkedHashMap<>();
        strategies.put("base", base);
        strategies.put("prompted", base.with(VALUE_ONLY));
        strategies.put("retrieval", base.with(retrieval));
        strategies.put("fine-tuned", tuned);
        strategies.put("fine-tuned + retrieval", tuned.with(retrieval));
        return strategies;
    }

    private void compare(Map<String, DomainModel> strategies, List<HandbookQuestion> questions) {
        Report report = new Report(out);
        Optional<Report> shown = questions.size() <= MOST_SHOWN ? Optional.of(report) : Optional.empty();
        Map<String, List<Result>> results = new SideBySide(shown, DEADLINE).ask(strategies, questions);
        List<List<String>> rows = new ArrayList<>(List.of(BankSummary.HEADINGS));
        results.forEach((name, some) -> rows.add(new BankSummary(name, some).row()));
        out.println();
        report.rows(rows);
        out.println(questions.size() + " questions about a made-up bank. Right is a reply that says the value.");
    }
}
