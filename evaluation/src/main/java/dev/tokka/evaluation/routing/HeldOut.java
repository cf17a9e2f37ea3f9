// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.routing;

import dev.tokka.Description;
import dev.tokka.evaluation.Entry;
import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.Results;
import dev.tokka.evaluation.analysis.Report;
import dev.tokka.evaluation.metric.behaviour.Effort;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Where each question was sent by a router that had not seen it, and where others would have sent it. */
final class HeldOut {

    private final RoutingData data;
    private final List<Sent> sent = new ArrayList<>();
    private final List<Description> routers = new ArrayList<>();

    /**
     * One question.
     *
     * @param asked the question
     * @param chances of each strategy to be right, as the router said
     * @param shares of right answers of each strategy in what the router had learned from
     * @param routed the strategy of the router
     * @param best the strategy that was right most often in what the router had learned from
     */
    record Sent(RoutingData.Asked asked, List<Double> chances, List<Double> shares, int routed, int best) {

        /** Returns the cheapest strategy that is right here, or the cheapest if none is. */
        int oracle() {
            return asked.right().indexOf(Collections.max(asked.right()));
        }
    }

    private HeldOut(RoutingData data) {
        this.data = data;
    }

    static HeldOut of(RoutingData data, RouterFit fit) {
        HeldOut heldOut = new HeldOut(data);
        int[] folds = Folds.of(data.members(), RouterFit.FOLDS, fit.seed());
        for (int fold = 0; fold < RouterFit.FOLDS; fold++) {
            RoutingData known = data.only(Folds.cases(folds, fold, false));
            LearnedRouter router = fit.fit(known);
            heldOut.routers.add(router.describe());
            heldOut.send(data.only(Folds.cases(folds, fold, true)), known, router);
        }
        return heldOut;
    }

    private void send(RoutingData unseen, RoutingData known, LearnedRouter router) {
        List<Double> shares = new ArrayList<>();
        for (int strategy = 0; strategy < known.strategies().size(); strategy++) {
            shares.add(known.share(strategy));
        }
        for (RoutingData.Asked asked : unseen.questions()) {
            List<Double> chances = router.chances(asked.features());
            sent.add(new Sent(asked, chances, shares, router.rule().choose(chances), known.best()));
        }
    }

    /** Returns the report of results in which the routed, the always best and the oracle are candidates, too. */
    RouterReport report(Results priced, Right right, Function<Results, Report> analysis) {
        Map<String, String> fingerprints = new LinkedHashMap<>(priced.fingerprints());
        List<Entry> entries = new ArrayList<>(priced.entries());
        Map<String, Map<String, String>> chosen = chosen();
        chosen.forEach((name, strategies) -> {
            Description description = Description.of("held out", name);
            for (Description router : routers) {
                description = description.withPart(router);
            }
            if (fingerprints.put(name, description.fingerprint()) != null) {
                throw new IllegalArgumentException(
                        "no strategy may be called as a line of the report but one is: " + name);
            }
            for (Entry entry : priced.entries()) {
                if (entry.model().equals(strategies.get(entry.caseId()))) {
                    entries.add(new Entry(name, entry.caseId(), entry.seed(), entry.outcome()));
                }
            }
        });
        Results all = new Results(priced.benchmark().withMetrics(metrics(priced, right)), fingerprints, entries);
        Map<String, RouterCalibration> calibration = new LinkedHashMap<>();
        for (int i = 0; i < data.strategies().size(); i++) {
            calibration.put(data.strategies().get(i), RouterCalibration.of(sent, List.of(i)));
        }
        return new RouterReport(
                analysis.apply(all),
                data.strategies(),
                routes(),
                RouterCalibration.of(
                        sent,
                        IntStream.range(0, data.strategies().size()).boxed().toList()),
                calibration);
    }

    private static List<Metric> metrics(Results priced, Right right) {
        List<Metric> metrics = new ArrayList<>();
        metrics.add(right);
        metrics.add(Effort.meanLatency());
        Took.currency(Costs.cheapestFirst(priced)).map(Effort::cost).ifPresent(metrics::add);
        return metrics;
    }

    /** For each line of the report, the strategy of each case. */
    private Map<String, Map<String, String>> chosen() {
        Map<String, String> best = new HashMap<>();
        Map<String, String> routed = new HashMap<>();
        Map<String, String> oracle = new HashMap<>();
        for (Sent one : sent) {
            best.put(one.asked().id(), data.strategies().get(one.best()));
            routed.put(one.asked().id(), data.strategies().get(one.routed()));
            oracle.put(one.asked().id(), data.strategies().get(one.oracle()));
        }
        Map<String, Map<String, String>> chosen = new LinkedHashMap<>();
        chosen.put(RouterReport.ALWAYS_BEST, best); // a difference is that of the second less the first
        chosen.put(RouterReport.ROUTED, routed);
        chosen.put(RouterReport.ORACLE, oracle);
        return chosen;
    }

    private Map<String, Integer> routes() {
        Map<String, Integer> routes = new LinkedHashMap<>();
        data.strategies().forEach(strategy -> routes.put(strategy, 0));
        sent.forEach(one -> routes.merge(data.strategies().get(one.routed()), 1, Integer::sum));
        return routes;
    }
}
