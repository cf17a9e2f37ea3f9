// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

import dev.tokka.Acceptance;
import dev.tokka.DomainModel;
import dev.tokka.Embedder;
import dev.tokka.Example;
import dev.tokka.Retriever;
import dev.tokka.Router;
import java.util.List;

/** What decides who answers: routers and acceptances. */
final class ChoiceKinds {

    private static final Type<String> TEXT = Type.text();

    private static final Setting<DomainModel> MODEL =
            Setting.required("model", Type.part(Role.MODEL), "Who is asked for one of the labels.");
    private static final Setting<List<String>> LABELS =
            Setting.required("labels", Type.list(TEXT, 2), "The labels, which are the names of the routes.");

    private static final Setting<Retriever> RETRIEVER =
            Setting.required("retriever", Type.part(Role.RETRIEVER), "Where passages come from.");
    private static final Setting<Double> THRESHOLD = Setting.required(
            "threshold",
            Type.number(-Double.MAX_VALUE, Double.MAX_VALUE),
            "The least score of the best passage. Choose it on questions of your own.");
    private static final Setting<String> ABOVE =
            Setting.required("above", TEXT, "The route of questions that reach the threshold.");
    private static final Setting<String> BELOW = Setting.required("below", TEXT, "The route of questions that do not.");

    private static final Setting<Embedder> EMBEDDER =
            Setting.required("embedder", Type.part(Role.EMBEDDER), "What turns questions into vectors.");
    private static final Setting<Integer> NEIGHBOURS = Setting.required(
            "neighbours", Type.integer(1, Integer.MAX_VALUE), "How many of the nearest examples decide.");
    private static final Setting<String> QUESTION = Setting.required("question", TEXT, "A question.");
    private static final Setting<String> ROUTE = Setting.required("route", TEXT, "Where it is to go.");
    private static final Setting<List<Example>> EXAMPLES = Setting.required(
            "examples",
            Type.list(
                    Type.object(QUESTION, ROUTE)
                            .as(settings -> new Example(settings.get(QUESTION), settings.get(ROUTE))),
                    1),
            "Questions of which is known where they are to go.");

    private ChoiceKinds() {}

    static List<Kind<?>> all() {
        return List.of(
                Role.ROUTER.kind(
                        "classifier",
                        "Asks a model for one of some labels, and takes the label as the route.",
                        Type.object(MODEL, LABELS),
                        (settings, making) -> Router.byClassifier(
                                settings.get(MODEL), settings.get(LABELS).toArray(String[]::new))),
                Role.ROUTER.kind(
                        "score",
                        "Sends a question by the score of the best passage that is found for it.",
                        Type.object(RETRIEVER, THRESHOLD, ABOVE, BELOW),
                        (settings, making) -> Router.byScore(
                                settings.get(RETRIEVER),
                                settings.get(THRESHOLD),
                                settings.get(ABOVE),
                                settings.get(BELOW))),
                Role.ROUTER.kind(
                        "examples",
                        "Sends a question where the examples go that are nearest in meaning.",
                        Type.object(EMBEDDER, NEIGHBOURS, EXAMPLES),
                        (settings, making) -> Router.byExamples(
                                settings.get(EMBEDDER), settings.get(NEIGHBOURS), settings.get(EXAMPLES))),
                Role.ACCEPTANCE.kind(
                        "confidence",
                        "Accepts replies with at least this confidence.",
                        Type.number(0, 1),
                        (share, making) -> Acceptance.confidence(share)),
                Role.ACCEPTANCE.kind(
                        "grounding",
                        "Accepts replies of which at least this share is supported by evidence.",
                        Type.number(0, 1),
                        (share, making) -> Acceptance.grounding(share)));
    }
}
