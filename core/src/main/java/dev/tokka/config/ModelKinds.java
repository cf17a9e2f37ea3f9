// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

import dev.tokka.Acceptance;
import dev.tokka.DomainModel;
import dev.tokka.DomainModels;
import dev.tokka.Router;
import dev.tokka.Voting;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The models that are made of models. */
final class ModelKinds {

    private static final Type<DomainModel> MODEL = Type.part(Role.MODEL);
    private static final Type<List<DomainModel>> MODELS = Type.list(MODEL, 1);

    private static final Setting<Router> ROUTER =
            Setting.required("by", Type.part(Role.ROUTER), "What chooses the route.");
    private static final Setting<Map<String, DomainModel>> ROUTES =
            Setting.required("routes", Type.map(MODEL, 1), "The models by the name of their route.");
    private static final Setting<DomainModel> OTHERWISE = Setting.optional(
            "otherwise", MODEL, "Who is asked if the router names no route, or fails; else that is a failure.");

    private static final Setting<DomainModel> CHEAP = Setting.required("cheap", MODEL, "Who is asked first.");
    private static final Setting<DomainModel> DEAR =
            Setting.required("dear", MODEL, "Who is asked if the reply of the cheap one is not accepted.");
    private static final Setting<Acceptance> ACCEPT =
            Setting.required("accept", Type.part(Role.ACCEPTANCE), "Which replies of the cheap one are good enough.");

    private static final Setting<List<DomainModel>> VOTERS = Setting.required("models", MODELS, "Who votes.");
    static final Setting<Integer> QUORUM = Setting.of(
            "quorum",
            Type.integer(1, Integer.MAX_VALUE),
            1,
            "The least votes that an answer needs; with less the vote ends in an abstention.");

    private ModelKinds() {}

    static List<Kind<?>> all() {
        return List.of(
                Role.MODEL.kind(
                        "use",
                        "The model of this name under 'models', made once however often it is used.",
                        used(),
                        (model, making) -> model),
                Role.MODEL.kind(
                        "fallback",
                        "Asks these models in order and gives the first reply.",
                        MODELS,
                        (models, making) -> DomainModels.fallback(models.toArray(DomainModel[]::new))),
                Role.MODEL.kind(
                        "route",
                        "Asks the model of the route that a router names.",
                        Type.object(ROUTER, ROUTES, OTHERWISE),
                        (settings, making) -> route(settings)),
                Role.MODEL.kind(
                        "cascade",
                        "Asks a cheap model, and a dear one if the reply is not good enough.",
                        Type.object(CHEAP, DEAR, ACCEPT),
                        (settings, making) ->
                                DomainModels.cascade(settings.get(CHEAP), settings.get(DEAR), settings.get(ACCEPT))),
                Role.MODEL.kind(
                        "vote",
                        "Gives the answer that most of these models give, in the same wording.",
                        Type.object(VOTERS, QUORUM),
                        (settings, making) ->
                                DomainModels.vote(settings.get(VOTERS), Voting.MOST.withQuorum(settings.get(QUORUM)))));
    }

    private static DomainModel route(Settings settings) {
        Optional<DomainModel> otherwise = settings.find(OTHERWISE);
        Router router = settings.get(ROUTER);
        Map<String, DomainModel> routes = settings.get(ROUTES);
        return otherwise
                .map(other -> DomainModels.route(router, routes, other))
                .orElseGet(() -> DomainModels.route(router, routes));
    }

    private static Type<DomainModel> used() {
        return new Type<>(
                (node, reading) -> {
                    if (!(node instanceof Node.Scalar scalar) || scalar.form() != Node.Form.TEXT) {
                        return reading.problems().add(node.place(), "a name under 'models'", node.seen());
                    }
                    reading.named().use(scalar.text(), scalar.place());
                    return Optional.of(building -> building.named(scalar.text()));
                },
                () -> ScalarTypes.type("string"));
    }
}
