// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.optimization;

import dev.tokka.Example;
import dev.tokka.evaluation.benchmark.BenchmarkFormatException;
import dev.tokka.evaluation.dataset.Banking77;
import dev.tokka.prompting.Examples;
import dev.tokka.prompting.Prompting;
import dev.tokka.prompting.optimization.GradedQuestion;
import dev.tokka.prompting.optimization.LedgerException;
import dev.tokka.prompting.optimization.OptimizationBudget;
import dev.tokka.prompting.optimization.Optimized;
import dev.tokka.prompting.optimization.PromptOptimizer;
import dev.tokka.prompting.optimization.Shots;
import dev.tokka.prompting.optimization.Variant;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.Random;

/**
 * Searches the examples that a prompt should show for messages of a bank's customers, and to which of two models, and says
 * whether they help.
 *
 * <p>Started by {@code mvn -q -Poptimize-prompt}. The messages are those of eight intents of BANKING77, where it is in the
 * folder that the property {@code tokka.data} names (with none, {@code ../shared/data}); {@code tokka.questions} says how
 * many (with none, 160). The models are two {@link ShownExamples}, which need no key, so instructions make no difference and none
 * are written. Answers are kept in {@code examples/target/optimization}: stop it and start it again, and it goes on.
 */
public final class OptimizePrompt {

    private static final String DATA = "../shared/data";
    private static final int QUESTIONS = 160;
    private static final int MOST = 9999;
    private static final OptimizationBudget BUDGET =
            OptimizationBudget.calls(6_000).withTokens(1_500_000, 1_000);
    private static final List<String> LABELS = List.of(
            "card_arrival",
            "card_linking",
            "exchange_rate",
            "card_payment_wrong_exchange_rate",
            "extra_charge_on_statement",
            "pending_cash_withdrawal",
            "card_delivery_estimate",
            "card_not_working");

    private final Path folder;
    private final PrintStream out;

    /** Creates the program; it writes to {@code folder} and prints to {@code out}. */
    OptimizePrompt(Path folder, PrintStream out) {
        this.folder = folder;
        this.out = out;
    }

    /** Runs the example; ends with status 1 and one line on the error stream if something is wrong with the input. */
    public static void main(String... args) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            new OptimizePrompt(Path.of("examples", "target", "optimization"), out).run(System.getProperties());
        } catch (IllegalArgumentException | BenchmarkFormatException | LedgerException e) {
            new PrintStream(System.err, true, StandardCharsets.UTF_8).println("optimize-prompt: " + e.getMessage());
            System.exit(1);
        }
    }

    void run(Properties properties) throws IOException {
        String named = properties.getProperty("tokka.data", "");
        Path train =
                Path.of(named.isEmpty() ? DATA : named).resolve("banking77").resolve("train.csv");
        if (Files.notExists(train)) {
            out.println("Nothing to do: BANKING77 is not here. Put its train.csv at " + train
                    + ", or name the folder above by -Dtokka.data=FOLDER.");
            return;
        }
        List<Example> messages = messages(train, count(properties));
        Files.createDirectories(folder);
        out.println("Searching with " + messages.size() + " messages …\n");
        Optimized found = PromptOptimizer.of(new ShownExamples(ShownExamples.Units.WORDS), start(messages))
                .over(Variant.base(), Variant.model("reads letters", new ShownExamples(ShownExamples.Units.LETTERS)))
                .shots(
                        Shots.fixed(8),
                        Shots.fixed(8).withDraw(1),
                        Shots.fixed(16),
                        Shots.nearest(4),
                        Shots.nearest(8),
                        Shots.nearest(16),
                        Shots.varied(4),
                        Shots.varied(8))
                .budget(BUDGET)
                .optimize(
                        messages.stream()
                                .map(message -> GradedQuestion.of(message.question(), message.answer()))
                                .toList(),
                        folder.resolve("answers.jsonl"));
        out.println(found);
        out.println("Budget: " + BUDGET.calls() + " calls and "
                + BUDGET.tokens().map(OptimizationBudget.Tokens::most).orElse(0L) + " tokens.");
        Path profile = folder.resolve("profile.yaml");
        found.write(profile, "Messages to a bank", "1");
        out.println("For review: " + profile);
    }

    /** What somebody writes down at first: an instruction, and the first example of each label. */
    private static Prompting start(List<Example> messages) {
        List<Example> firsts = LABELS.stream()
                .flatMap(label -> messages.stream()
                        .filter(message -> message.answer().equals(label))
                        .limit(1))
                .toList();
        return Prompting.instructions("Say what the message is about.")
                .labels(LABELS.toArray(String[]::new))
                .examples(Examples.fixed(firsts));
    }

    private static List<Example> messages(Path train, int count) {
        List<Example> all = new ArrayList<>(Banking77.examples(train).stream()
                .filter(message -> LABELS.contains(message.answer()))
                .toList());
        Collections.shuffle(all, new Random(77));
        return all.subList(0, Math.min(count, all.size()));
    }

    private static int count(Properties properties) {
        String count = properties.getProperty("tokka.questions", "");
        if (!count.matches("\\d{0,4}") || count.matches("0+")) {
            throw new IllegalArgumentException(
                    "tokka.questions must be a number from 1 to " + MOST + " but is " + count);
        }
        return count.isEmpty() ? QUESTIONS : Integer.parseInt(count);
    }
}
