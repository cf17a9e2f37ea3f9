// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import java.nio.file.Path;
import java.util.List;

/**
 * Improves prompt and weights by turns, each on top of the other, and keeps only what is known to help.
 *
 * <pre>{@code
 * Alternated found = Alternation.of(optimizer, trainer, Spent.NOTHING)
 *         .steps(Step.PROMPT, Step.WEIGHTS, Step.PROMPT)
 *         .optimize(questions, Path.of("work/answers.jsonl"));
 * DomainModel model = found.on(base);
 * }</pre>
 *
 * <p>A step for the prompt is a search of the optimizer, on the weights so far. A step for the weights has the model trained
 * with what the questions and the prompt so far teach, and asks the trained model with that prompt.
 *
 * <p>Every step is made once for each fold, without its questions, and from what the steps before made for that fold; then the
 * fold is answered. So no answer that counts comes from a prompt or from weights that saw its question. A step is accepted if
 * these answers are better than those before, with a chance of at most 0.05 divided by the number of steps, and only then made
 * with all questions; otherwise all goes on as if it had not been.
 *
 * <p>The budget of the optimizer is that of all steps. Before a step for the weights, what all its trainings and answers take
 * must be left; and what those of later steps take is put aside before a search. Runs are resumed as those of the optimizer
 * are. Immutable.
 *
 * @see <a href="https://arxiv.org/abs/2407.10930">Soylu et al. (2024), Fine-Tuning and Prompt Optimization: Two Great Steps that
 *     Work Better Together</a>
 */
public final class Alternation {

    private final PromptOptimizer optimizer;
    private final Trainer trainer;
    private final Spent aTraining;
    private final List<Step> steps;

    /** What is improved. */
    public enum Step {
        /** Instructions, examples, reasoning and variant. */
        PROMPT,
        /** The weights of the model at the bottom. */
        WEIGHTS
    }

    private Alternation(PromptOptimizer optimizer, Trainer trainer, Spent aTraining, List<Step> steps) {
        this.optimizer = requireNonNull(optimizer, "optimizer");
        this.trainer = requireNonNull(trainer, "trainer");
        this.aTraining = requireNonNull(aTraining, "aTraining");
        this.steps = List.copyOf(steps);
        Checks.requireAtLeast(1, steps.size(), "number of steps");
    }

    /**
     * Returns the alternation of prompt, weights and prompt.
     *
     * @param optimizer searches prompts; its base is what is trained, its budget and its seed are those of all
     * @param aTraining what one training takes at most, and is charged with; money in the currency of the budget
     */
    public static Alternation of(PromptOptimizer optimizer, Trainer trainer, Spent aTraining) {
        return new Alternation(optimizer, trainer, aTraining, List.of(Step.PROMPT, Step.WEIGHTS, Step.PROMPT));
    }

    /** Returns this alternation with other steps, at least one. */
    public Alternation steps(Step... newSteps) {
        return new Alternation(optimizer, trainer, aTraining, List.of(newSteps));
    }

    /**
     * Makes the steps, and keeps the answers in memory only; see {@link #optimize(List, Path)}.
     *
     * @throws IllegalArgumentException if there are too few clusters
     * @throws dev.tokka.ModelException if a model is not available
     */
    public Alternated optimize(List<GradedQuestion> questions) {
        try (Ledger ledger = Ledger.inMemory()) {
            return optimize(questions, ledger);
        }
    }

    /**
     * Makes the steps, and keeps the answers in a file; those that are in it already are not asked for again.
     *
     * @param questions of at least as many clusters as there are folds
     * @param answers a file of JSON lines, without the questions' texts; it is made if there is none
     * @throws IllegalArgumentException if there are too few clusters
     * @throws IllegalStateException if the trainer returns a model that does not describe itself
     * @throws LedgerException if the file cannot be read or written, or is damaged
     * @throws dev.tokka.ModelException if a model or the trainer is not available: call this again when it is
     */
    public Alternated optimize(List<GradedQuestion> questions, Path answers) {
        try (Ledger ledger = Ledger.open(answers)) {
            return optimize(questions, ledger);
        }
    }

    private Alternated optimize(List<GradedQuestion> questions, Ledger ledger) {
        PromptOptimizer.Bench bench = optimizer.bench(questions, ledger);
        Trainings trainings = new Trainings(trainer, aTraining, bench.models().books());
        return new Alternating(optimizer.settings(), bench, trainings, steps).run();
    }
}
