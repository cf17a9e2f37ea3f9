// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import java.util.List;

/**
 * Chooses the model that is asked, by the name of its route: see {@link DomainModels#route}.
 *
 * <p>A router keeps the rules of a {@link DomainModel}: many threads at once, equal questions go to equal routes, the
 * deadline and an interrupt end it, and a failure to decide is a {@link ModelException}.
 *
 * <h2>Which router should I use?</h2>
 *
 * <ul>
 *   <li>Kinds of questions that a model can tell apart: {@link #byClassifier}.
 *   <li>Whatever the documents treat goes to one model, the rest to another: {@link #byScore}.
 *   <li>Questions of which is known which model was best: {@link #byExamples}.
 *   <li>A rule of your own: a lambda, {@code question -> Route.to("fees")}.
 * </ul>
 */
@FunctionalInterface
public interface Router {

    /**
     * Returns where {@code question} goes.
     *
     * @param question as it was asked, but without its sink
     * @throws ModelException if the router cannot decide
     */
    Route route(Question question);

    /** Returns what this router is made of; {@linkplain Description#opaque opaque} unless it says more. */
    default Description describe() {
        return Description.opaque(this);
    }

    /**
     * Returns a router that asks {@code classifier} for one of {@code labels} and takes the label as the route.
     *
     * <p>The classifier sees the text, the history and the attributes of the question, with the labels as the form of
     * the answer; not its instructions, examples, evidence and {@linkplain Generation settings}, which are meant for
     * the model that answers. Its reply may differ from the label in what {@link Agreement#wording} overlooks. If it
     * abstains or replies something else, the router fails with {@link QuestionRejectedException}.
     *
     * <p>What the classifier did, its tokens and its cost are in the trace of the answer.
     *
     * @throws IllegalArgumentException if the labels are less than two, blank, or not all different
     */
    static Router byClassifier(DomainModel classifier, String... labels) {
        return new ClassifierRouter(classifier, new AnswerForm.OneOf(List.of(labels)));
    }

    /**
     * Returns a router that sends a question to {@code above} if the best passage for it has a score of at least
     * {@code threshold}, and to {@code below} if it has less or nothing is found.
     *
     * <p>Scores are comparable only where a retriever says so: choose the threshold on questions of your own.
     *
     * @throws IllegalArgumentException if the threshold is not finite or a name is blank
     */
    static Router byScore(Retriever retriever, double threshold, String above, String below) {
        return new ScoreRouter(retriever, threshold, above, below);
    }

    /**
     * Returns a router that learned from examples: a question goes where most of the {@code neighbours} examples that
     * are nearest in meaning go, and where as many go elsewhere, to the one with the nearest example.
     *
     * <p>An example's answer is the name of a route, such as that of the model that was best at its question. The
     * examples are embedded now, one after the other.
     *
     * @param embedder whose vectors are compared by the cosine of their angle
     * @param neighbours at least 1; more than there are examples means all of them
     * @throws IllegalArgumentException if there are no examples or {@code neighbours} is too small
     * @throws ModelException if the embedder fails
     */
    static Router byExamples(Embedder embedder, int neighbours, List<Example> examples) {
        return new ExampleRouter(embedder, neighbours, examples);
    }
}
