// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import static java.util.Objects.requireNonNull;

import dev.tokka.DataClass;
import dev.tokka.Description;
import dev.tokka.Embedder;
import dev.tokka.Example;
import dev.tokka.Question;
import java.util.List;

/**
 * Chooses the examples that a model is shown with a question.
 *
 * <p>A choice of your own is one method, so a lambda will do. Implementations are safe for use by many threads.
 */
@FunctionalInterface
public interface Examples {

    /**
     * Returns the examples for {@code question} in the order in which they are shown, the most telling last: next to the
     * question, and the one kept longest where the {@linkplain TokenBudget budget} is short.
     */
    List<Example> select(Question question);

    /** Returns what decides the choice; {@linkplain Description#opaque opaque} unless it says more. */
    default Description describe() {
        return Description.opaque(this);
    }

    /**
     * Returns this choice, whose examples are of class {@code dataClass}: a question that carries any of them is of that class too,
     * unless it is of a higher one.
     */
    default Examples classified(DataClass dataClass) {
        return new ClassifiedExamples(this, dataClass);
    }

    /** Returns the choice of always the same examples, shown in this order. */
    static Examples fixed(List<Example> examples) {
        return new FixedExamples(examples);
    }

    /** Returns the choice of always the same examples, shown in this order. */
    static Examples fixed(Example... examples) {
        return fixed(List.of(examples));
    }

    /**
     * Returns the choice of the {@code k} examples whose questions are most like the one that is asked, the nearest last,
     * by their words.
     *
     * <p>Compared are words and their groups of three letters, in Japanese groups of two characters; what stands in few
     * examples weighs more (cosine of tf-idf vectors). Of equally near examples, the earlier one is nearer. An example
     * that asks the question itself is never chosen.
     *
     * @throws IllegalArgumentException if {@code k} is less than 1
     */
    static Examples nearest(int k, List<Example> examples) {
        return new NearestExamples(k, new Candidates(examples, WordSimilarity::of));
    }

    /**
     * Returns the choice of the {@code k} examples whose questions mean most nearly what is asked, the nearest last, by
     * the cosine of their vectors.
     *
     * <p>The examples' questions are embedded here, once; each call embeds its question. Of equally near examples, the
     * earlier one is nearer. An example that asks the question itself is never chosen.
     *
     * @throws IllegalArgumentException if {@code k} is less than 1
     * @throws dev.tokka.ModelException if the embedder gives no vectors, or such as cannot be compared
     */
    static Examples nearest(int k, List<Example> examples, Embedder embedder) {
        requireNonNull(embedder, "embedder");
        return new NearestExamples(k, new Candidates(examples, all -> VectorSimilarity.of(all, embedder)));
    }

    /**
     * Returns the choice of the {@code k} nearest examples of an index, the nearest last, compared as those of a list are:
     * by words, or by meaning if the index was built with an embedder.
     *
     * <p>The index finds candidates, at least 64 and 8 times {@code k}, which are then compared one by one; so what is
     * chosen may differ from the choice among a list only where a near example is not among the candidates. An example that
     * asks the question itself is never chosen. The choice works as long as the index is open.
     *
     * @throws IllegalArgumentException if {@code k} is less than 1
     */
    static Examples nearest(int k, ExampleIndex index) {
        return new IndexedExamples(IndexedExamples.Choice.NEAREST, k, index);
    }

    /**
     * Returns the choice of {@code k} examples that are like what is asked but unlike each other, by their words as {@link
     * #nearest(int, List)} compares them; the nearest last.
     *
     * <p>This is maximal marginal relevance with equal weights: the first is the nearest, and each further one has the
     * greatest
     *
     * <pre>{@code
     * likeness to what is asked  -  greatest likeness to any that is chosen
     * }</pre>
     *
     * <p>and the earlier one if that is equal. It helps where many examples ask nearly the same. An example that asks the
     * question itself is never chosen.
     *
     * @throws IllegalArgumentException if {@code k} is less than 1
     * @see <a href="https://doi.org/10.1145/290941.291025">Carbonell and Goldstein, The Use of MMR (1998)</a>
     * @see <a href="https://arxiv.org/abs/2211.13892">Ye et al., Complementary Explanations for Effective In-Context
     *     Learning (2022), which chooses examples so</a>
     */
    static Examples diverse(int k, List<Example> examples) {
        return new DiverseExamples(k, new Candidates(examples, WordSimilarity::of));
    }

    /**
     * Returns the choice of {@link #diverse(int, List)} by the meaning of questions, as {@link #nearest(int, List,
     * Embedder)} compares them.
     *
     * @throws IllegalArgumentException if {@code k} is less than 1
     * @throws dev.tokka.ModelException if the embedder gives no vectors, or such as cannot be compared
     */
    static Examples diverse(int k, List<Example> examples, Embedder embedder) {
        requireNonNull(embedder, "embedder");
        return new DiverseExamples(k, new Candidates(examples, all -> VectorSimilarity.of(all, embedder)));
    }

    /**
     * Returns the choice of {@link #diverse(int, List)} among the nearest examples of an index, at least 128 and 16 times
     * {@code k} of them.
     *
     * @throws IllegalArgumentException if {@code k} is less than 1
     */
    static Examples diverse(int k, ExampleIndex index) {
        return new IndexedExamples(IndexedExamples.Choice.DIVERSE, k, index);
    }

    /**
     * Returns the choice of the {@code perLabel} nearest examples of each label, which is the text of their answers, by
     * their words as {@link #nearest(int, List)} compares them; the nearest of all last.
     *
     * <p>So no label is missing because its examples are less like what is asked, and none outnumbers the others: models
     * prefer labels that they see often. For answers that are few different texts, as in classification. An example that
     * asks the question itself is never chosen.
     *
     * @throws IllegalArgumentException if {@code perLabel} is less than 1
     * @see <a href="https://arxiv.org/abs/2102.09690">Zhao et al., Calibrate Before Use (2021), on the bias to the majority
     *     label</a>
     */
    static Examples balanced(int perLabel, List<Example> examples) {
        return new BalancedExamples(perLabel, new Candidates(examples, WordSimilarity::of));
    }

    /**
     * Returns the choice of {@link #balanced(int, List)} by the meaning of questions, as {@link #nearest(int, List,
     * Embedder)} compares them.
     *
     * @throws IllegalArgumentException if {@code perLabel} is less than 1
     * @throws dev.tokka.ModelException if the embedder gives no vectors, or such as cannot be compared
     */
    static Examples balanced(int perLabel, List<Example> examples, Embedder embedder) {
        requireNonNull(embedder, "embedder");
        return new BalancedExamples(perLabel, new Candidates(examples, all -> VectorSimilarity.of(all, embedder)));
    }

    /**
     * Returns the choice of {@link #balanced(int, List)} in an index: each label is searched for itself, so none is missing.
     *
     * @throws IllegalArgumentException if {@code perLabel} is less than 1, or if the answers of the index are more than
     *     1,000 different texts, which are no labels
     */
    static Examples balanced(int perLabel, ExampleIndex index) {
        return new IndexedExamples(IndexedExamples.Choice.BALANCED, perLabel, index);
    }
}
