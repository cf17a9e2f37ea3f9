// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.strategies;

import static java.util.Objects.requireNonNull;

import dev.tokka.DomainModel;
import dev.tokka.Passage;
import dev.tokka.Specialization;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Results;
import dev.tokka.evaluation.analysis.Analysis;
import dev.tokka.evaluation.dataset.DemoBank;
import dev.tokka.evaluation.metric.text.TextMatch;
import dev.tokka.evaluation.published.PublishedNumbers;
import dev.tokka.evaluation.report.Findings;
import dev.tokka.finetune.FineTunedModel;
import dev.tokka.rag.Retrieval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * The small model untuned and tuned in four ways, each asked plainly, told to reply with the value only, and both with
 * passages: given ones, of which one says the fact, and those that retrieval finds. Beside it, what the same model did with
 * transformers and PEFT.
 *
 * @param bank holds the documents, the questions, the model and what was measured elsewhere
 * @param folder keeps the answers
 * @param models some of {@link #MODELS}
 * @param ways some of {@link #WAYS}
 */
record TableStudy(Bank bank, Path folder, List<String> models, List<String> ways) implements Study {

    /** Says nothing of how to answer where a question does not, as it was when the numbers elsewhere were measured. */
    static final String FILE = "model/unstyled-model.json";

    static final List<String> MODELS = List.of("base", "facts-x1", "facts-x10", "raft", "raft-replay");
    static final List<String> WAYS =
            List.of("plain", "prompted", "passages", "passages + prompted", "retrieval", "retrieval + prompted");

    private static final List<String> GROUPS = List.of(DemoBank.KNOWN, DemoBank.LATER, DemoBank.UNANSWERABLE);

    TableStudy {
        models = List.copyOf(models);
        ways = List.copyOf(ways);
    }

    @Override
    public String name() {
        return "table";
    }

    @Override
    public boolean onlyIfNamed() {
        return true;
    }

    @Override
    public Findings run() throws IOException, InterruptedException {
        Results results = bank.ask(benchmark(), folder, this::entrants).results();
        return Findings.of(Analysis.DEFAULT.of(results, Runnable::run)).with(elsewhere());
    }

    @Override
    public String words(Findings findings) {
        return new StrategiesTable(findings.report().results(), elsewhere()).toMarkdown(GROUPS, models, ways);
    }

    private PublishedNumbers elsewhere() {
        return PublishedNumbers.read(bank.folder().resolve("strategies.csv"));
    }

    /** Half of the known questions were asked elsewhere, and all others. */
    private Benchmark benchmark() throws IOException {
        Set<String> taken = Set.copyOf(Files.readAllLines(bank.folder().resolve("strategies-questions.txt")));
        Benchmark asked = DemoBank.benchmark(bank.folder())
                .only(item -> taken.contains(item.id()) || !item.id().startsWith(DemoBank.KNOWN));
        return bank.asked(asked).withMetrics(List.of(TextMatch.contains()));
    }

    private Map<String, DomainModel> entrants(FineTunedModel tuned, Retrieval retrieval) {
        Specialization given = given();
        Specialization prompted = TunedStrategies.VALUE_ONLY;
        Map<String, Specialization> specializations = Map.of(
                "plain",
                Specialization.none(),
                "prompted",
                prompted,
                "passages",
                given,
                "passages + prompted",
                prompted.andThen(given),
                "retrieval",
                retrieval,
                "retrieval + prompted",
                prompted.andThen(retrieval));
        Map<String, DomainModel> entrants = new LinkedHashMap<>();
        for (String model : models) {
            DomainModel adapted = tuned.withAdapter(model.equals("base") ? "" : model);
            for (String way : ways) {
                Specialization specialization = requireNonNull(specializations.get(way), way);
                entrants.put(StrategiesTable.name(model, way), adapted.with(specialization));
            }
        }
        return entrants;
    }

    /** Draws passages for every question, whichever are asked, so that answers that are kept stay good for others. */
    private Specialization given() {
        Paragraphs paragraphs = Paragraphs.of(DemoBank.documents(bank.folder().resolve("documents")));
        Map<String, List<Passage>> passages = new HashMap<>();
        Random random = new Random(0);
        DemoBank.benchmark(bank.folder())
                .cases()
                .forEach(item -> passages.put(item.question().text(), paragraphs.draw(item, random)));
        return new GivenPassages(passages);
    }
}
