// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import java.util.List;

/**
 * Learns, in this process and in seconds, which examples help which questions: some mislead, though they are near.
 *
 * <pre>{@code
 * LearnedExamples learned = ExampleTraining.of(Examples.nearest(32, examples)).train(4, trials);
 * System.out.println(learned.evidence());
 * learned.write(Path.of("examples.json"));
 * }</pre>
 *
 * <p>A logistic regression with a ridge penalty learns how often an answer is right from the examples that were shown with
 * the question: how near they are, how like by words, how many candidates have the same answer, how long they are, and how
 * often answers were right that had this example, or one with this answer, in trials of <em>other</em> questions. How strong
 * the penalty is, and whether all this foretells more than nearness alone, is decided by five folds of questions left out. If
 * it does not, what comes out chooses the nearest.
 *
 * <p>Trials tell most if the examples shown vary: nearest ones, and now and then some drawn from the candidates. With the
 * nearest only, what is never shown stays unknown.
 *
 * <p>The same trials, in whatever order, candidates and seed give the same choice on every machine. Immutable.
 *
 * @see <a href="https://arxiv.org/abs/2112.08633">Rubin et al., Learning To Retrieve Prompts for In-Context Learning
 *     (2021)</a>, where a language model's own scores teach what helps
 */
public final class ExampleTraining {

    private final Examples candidates;
    private final long seed;

    private ExampleTraining(Examples candidates, long seed) {
        this.candidates = candidates;
        this.seed = seed;
    }

    /**
     * Returns the training of a choice among {@code candidates}.
     *
     * @param candidates several times as many as are shown later, the nearest last, such as
     *     {@code Examples.nearest(32, index)}
     */
    public static ExampleTraining of(Examples candidates) {
        return new ExampleTraining(requireNonNull(candidates, "candidates"), 0);
    }

    /** Returns this training with another seed, by which questions are dealt to folds. Default: 0. */
    public ExampleTraining withSeed(long newSeed) {
        return new ExampleTraining(candidates, newSeed);
    }

    /**
     * Returns the choice of {@code k} examples that these trials teach. Trials without examples, or with one that asks the
     * question itself, teach nothing and are left out.
     *
     * @throws IllegalArgumentException if {@code k} is less than 1
     * @throws dev.tokka.ModelException if the candidates cannot be found
     */
    public LearnedExamples train(int k, List<ExampleTrial> trials) {
        Checks.requireAtLeast(1, k, "k");
        List<Observation> observations = trials.stream()
                .filter(trial -> !trial.shown().isEmpty())
                .filter(trial ->
                        trial.shown().stream().noneMatch(example -> QuestionPool.asks(example, trial.question())))
                .map(trial -> Observation.of(trial, candidates))
                .toList();
        return new LearnedExamples(k, candidates, ExampleFit.of(observations, seed));
    }
}
