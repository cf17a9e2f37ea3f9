// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.Description;
import dev.tokka.Example;
import dev.tokka.Question;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A choice of examples that learned from trials which of them help. {@link ExampleTraining} makes it.
 *
 * <pre>{@code
 * Examples learned = LearnedExamples.read(Path.of("examples.json"), Examples.nearest(32, index));
 * DomainModel model = base.with(Prompting.none().examples(learned));
 * }</pre>
 *
 * <p>Among the candidates for a question it takes those with the greatest chance of a right answer, the greatest last, and
 * the nearer of equals. Without {@linkplain ExampleEvidence#proven() proof} that this chance is known, it takes the nearest.
 * An example that asks the question itself is never chosen. Immutable, and safe for use by many threads if the candidates
 * are.
 */
public final class LearnedExamples implements Examples {

    private final int k;
    private final Examples candidates;
    private final ExampleFit.Fitted fitted;
    private final String digest;

    LearnedExamples(int k, Examples candidates, ExampleFit.Fitted fitted) {
        this.k = Checks.requireAtLeast(1, k, "k");
        this.candidates = requireNonNull(candidates, "candidates");
        this.fitted = fitted;
        this.digest = LearnedExamplesFile.digest(this);
    }

    /**
     * Reads a choice that was written.
     *
     * @param candidates as in the training; what was learned of examples holds wherever they are found
     * @throws IOException if the file cannot be read
     * @throws LearnedExamplesException if the file is damaged, foreign, or of another version
     */
    public static LearnedExamples read(Path file, Examples candidates) throws IOException {
        return LearnedExamplesFile.read(file, candidates);
    }

    /**
     * Writes this choice as JSON with a digest. What is read from it with the same candidates chooses alike and has the same
     * fingerprint. It holds digests of examples and no text.
     *
     * @throws IOException if the file cannot be written
     */
    public void write(Path file) throws IOException {
        LearnedExamplesFile.write(this, file);
    }

    /** Returns how well it foretells what comes of showing examples, and so whether it does more than take the nearest. */
    public ExampleEvidence evidence() {
        return fitted.evidence();
    }

    @Override
    public List<Example> select(Question question) {
        QuestionPool pool = QuestionPool.of(question, candidates);
        List<Example> best = new ArrayList<>(pool.nearestFirst());
        if (fitted.evidence().proven()) {
            Map<Example, Double> scores = new HashMap<>();
            best.forEach(example -> scores.put(example, score(example, pool)));
            best.sort(Comparator.comparingDouble((Example example) -> -scores.getOrDefault(example, 0.0)));
        }
        List<Example> chosen = new ArrayList<>(best.subList(0, Math.min(k, best.size())));
        Collections.reverse(chosen);
        return chosen;
    }

    /** Returns what the example adds to the score of all that are shown; what is the same for all of them is left out. */
    private double score(Example example, QuestionPool pool) {
        double[] features = Observation.Shown.of(example, pool).with(fitted.help());
        double sum = 0;
        for (int i = 0; i < features.length; i++) {
            sum += features[i] * fitted.weights().get(i);
        }
        return sum;
    }

    int k() {
        return k;
    }

    ExampleFit.Fitted fitted() {
        return fitted;
    }

    @Override
    public Description describe() {
        return Description.of("learned examples")
                .with("k", k)
                .with("trials", fitted.evidence().trials())
                .with("proven", fitted.evidence().proven())
                .with("weights", digest)
                .withPart(candidates.describe());
    }

    @Override
    public String toString() {
        return "learned(" + k + " of " + candidates + ", " + fitted.evidence().trials() + " trials"
                + (fitted.evidence().proven() ? ")" : ", not proven)");
    }
}
