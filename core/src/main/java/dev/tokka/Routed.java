// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** See {@link DomainModels#route}. */
final class Routed implements DomainModel {

    private static final Trace OTHERWISE = chosen("otherwise");

    private final Router router;
    private final Map<String, Target> routes;
    private final Optional<DomainModel> otherwise;

    Routed(Router router, Map<String, DomainModel> routes, Optional<DomainModel> otherwise) {
        this.router = requireNonNull(router, "router");
        this.routes = new TreeMap<>();
        Map.copyOf(routes)
                .forEach((name, model) ->
                        this.routes.put(Checks.requireText(name, "name of a route"), new Target(model, chosen(name))));
        if (this.routes.isEmpty()) {
            throw new IllegalArgumentException("route needs at least one route");
        }
        this.otherwise = requireNonNull(otherwise, "otherwise");
    }

    @Override
    public Answer answer(Question question) {
        requireNonNull(question, "question");
        question.checkpoint("route");
        long start = System.nanoTime();
        Trace before;
        @Nullable Target target = null;
        try {
            Route route = requireNonNull(router.route(Buffered.question(question)), "a router returned null");
            target = routes.get(route.name());
            before = route.trace().then(target == null ? OTHERWISE : target.chosen());
        } catch (ModelUnavailableException | QuestionRejectedException | IncompleteAnswerException e) {
            if (otherwise.isEmpty()) {
                throw e;
            }
            before = Trace.of(PassedOver.failed(router, e, System.nanoTime() - start))
                    .then(OTHERWISE);
        }
        question.checkpoint("route");
        DomainModel asked = target == null ? otherwise.orElseThrow(this::unknownRoute) : target.model();
        Answer answer = requireNonNull(asked.answer(question), "a model answered null");
        return answer.withTrace(before.then(answer.trace()));
    }

    private static Trace chosen(String name) {
        return Trace.of(Step.of("route", Duration.ZERO, Map.of("to", name)));
    }

    /** The name is left out: a router may have taken it from the question. */
    private ModelException unknownRoute() {
        return new ModelUnavailableException(
                ModelUnavailableException.Reason.CONFIGURATION,
                "route: expected one of " + routes.keySet() + " from " + PassedOver.name(router)
                        + " but got another name");
    }

    @Override
    public Description describe() {
        List<Description> parts = new ArrayList<>();
        parts.add(router.describe());
        routes.forEach((name, target) -> parts.add(
                Description.of("to", name).withParts(List.of(target.model().describe()))));
        otherwise.ifPresent(model -> parts.add(Description.of("otherwise").withParts(List.of(model.describe()))));
        return Description.of("route").withParts(parts);
    }

    @Override
    public String toString() {
        return routes.entrySet().stream()
                .map(route -> ", " + route.getKey() + " = " + route.getValue().model())
                .collect(Collectors.joining(
                        "",
                        "route(" + router,
                        otherwise.map(model -> ", otherwise " + model).orElse("") + ")"));
    }

    /** A model, and the trace of having chosen it. */
    private record Target(DomainModel model, Trace chosen) {}
}
