// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

import dev.tokka.Acceptance;
import dev.tokka.Caching;
import dev.tokka.DataClass;
import dev.tokka.DomainModel;
import dev.tokka.DomainModels;
import dev.tokka.Limits;
import dev.tokka.Resilience;
import dev.tokka.Router;
import dev.tokka.Sampling;
import dev.tokka.Specialization;
import dev.tokka.Voting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * One model twice: as it is written in a file, and as Java makes it.
 *
 * @param written as maps, lists and values
 * @param made by the API of Java
 */
record Composition(Map<String, Object> written, DomainModel made) {

    /** The model that is called {@code house} in every file. */
    static final Composition HOUSE = new Composition(
            Map.of("fallback", List.of(Map.of("says", "?not in the house"), Map.of("says", "In the house."))),
            DomainModels.fallback(new Parts.Says("?not in the house"), new Parts.Says("In the house.")));

    private record Expert(Map<String, Object> written, Specialization made) {}

    static Arbitrary<Composition> upTo(int depth) {
        Arbitrary<Composition> leaves = Arbitraries.of(
                says("Yes."),
                says("No, not."),
                says("?who knows"),
                says("はい。"),
                says("1"),
                says("true"),
                new Composition(Map.of("use", "house"), HOUSE.made()));
        if (depth == 0) {
            return leaves;
        }
        Arbitrary<Composition> inner = upTo(depth - 1);
        Arbitrary<List<Composition>> some = inner.list().ofMinSize(1).ofMaxSize(3);
        return Arbitraries.oneOf(
                leaves,
                some.map(Composition::fallback),
                some.map(Composition::vote),
                Combinators.combine(inner, inner, Arbitraries.of(0.5, 1.0)).as(Composition::cascade),
                Combinators.combine(inner, inner).as(Composition::route),
                Combinators.combine(inner, experts()).as(Composition::with),
                Combinators.combine(inner, experts()).as(Composition::with));
    }

    private static Composition says(String text) {
        return new Composition(Map.of("says", text), new Parts.Says(text));
    }

    private static List<Map<String, Object>> written(List<Composition> models) {
        return models.stream().map(Composition::written).toList();
    }

    private static DomainModel[] made(List<Composition> models) {
        return models.stream().map(Composition::made).toArray(DomainModel[]::new);
    }

    private static Composition fallback(List<Composition> models) {
        return new Composition(Map.of("fallback", written(models)), DomainModels.fallback(made(models)));
    }

    private static Composition vote(List<Composition> models) {
        int quorum = models.size();
        return new Composition(
                Map.of("vote", Map.of("models", written(models), "quorum", quorum)),
                DomainModels.vote(List.of(made(models)), Voting.MOST.withQuorum(quorum)));
    }

    private static Composition cascade(Composition cheap, Composition dear, double share) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("cheap", cheap.written());
        settings.put("dear", dear.written());
        settings.put("accept", Map.of("confidence", share));
        return new Composition(
                Map.of("cascade", settings),
                DomainModels.cascade(cheap.made(), dear.made(), Acceptance.confidence(share)));
    }

    private static Composition route(Composition one, Composition other) {
        Map<String, Object> router = Map.of("model", Map.of("says", "one"), "labels", List.of("one", "two"));
        return new Composition(
                Map.of(
                        "route",
                        Map.of(
                                "by",
                                Map.of("classifier", router),
                                "routes",
                                Map.of("one", one.written()),
                                "otherwise",
                                other.written())),
                DomainModels.route(
                        Router.byClassifier(new Parts.Says("one"), "one", "two"),
                        Map.of("one", one.made()),
                        other.made()));
    }

    private static Composition with(Composition model, Expert expert) {
        Map<String, Object> written = new LinkedHashMap<>(model.written());
        List<Object> with = new ArrayList<>((List<?>) written.getOrDefault("with", List.of()));
        with.add(expert.written());
        written.put("with", with);
        return new Composition(written, model.made().with(expert.made()));
    }

    private static Arbitrary<Expert> experts() {
        return Arbitraries.of(
                new Expert(
                        Map.of("cached", Map.of("max-age", "90s", "abstentions", false)),
                        model -> DomainModels.cached(
                                model, Caching.of(Duration.ofSeconds(90)).withoutAbstentions())),
                new Expert(Map.of("cleared", "restricted"), model -> DomainModels.cleared(model, DataClass.RESTRICTED)),
                new Expert(Map.of("cleared", "public"), model -> DomainModels.cleared(model, DataClass.PUBLIC)),
                new Expert(
                        Map.of("self-consistent", Map.of("samples", 2, "seed", 7)),
                        model -> DomainModels.selfConsistent(
                                model, Sampling.of(2).withSeed(7), Voting.MOST)),
                new Expert(
                        Map.of("limited", Map.of("rate", Map.of("calls", 1000, "period", "1m"), "scope", "all")),
                        model -> DomainModels.limited(
                                model,
                                Limits.NONE
                                        .withRate(1000, Duration.ofMinutes(1))
                                        .forAll())),
                new Expert(Map.of("resilient", Map.of()), model -> DomainModels.resilient(model, Resilience.DEFAULT)));
    }
}
