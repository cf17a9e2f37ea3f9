// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation;

import static java.util.Objects.requireNonNull;

import dev.tokka.Embedder;
import dev.tokka.governance.monitoring.Baseline;
import dev.tokka.governance.monitoring.BaselineBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The answers of some models to a benchmark.
 *
 * <p>Scores are made from the answers whenever they are asked for, so other metrics need no other answers.
 *
 * @param benchmark what was asked
 * @param fingerprints of the models' descriptions, by the names of the candidates, in their order
 * @param entries one for each model, case and seed that was asked, at most
 */
public record Results(Benchmark benchmark, Map<String, String> fingerprints, List<Entry> entries) {

    /** Checks and copies the components. */
    public Results {
        requireNonNull(benchmark, "benchmark");
        fingerprints = Collections.unmodifiableMap(new LinkedHashMap<>(fingerprints));
        entries = List.copyOf(entries);
        for (Entry entry : entries) {
            if (!fingerprints.containsKey(entry.model())) {
                throw new IllegalArgumentException("there must be a fingerprint of each model but there is none of "
                        + entry.model() + ", only of " + fingerprints.keySet());
            }
        }
    }

    /**
     * Reads the answers to a benchmark from a ledger, without any model: to score them by other metrics, or to look at
     * them again. Answers to other questions in the same file are left out. Where a model of one name was changed and
     * asked again, the answers of the one that was asked last are taken. Of candidates whose models are described alike,
     * which are asked once, the first name is found.
     *
     * @throws LedgerException if the file cannot be read or is damaged
     */
    public static Results read(Path ledger, Benchmark benchmark) {
        return StoredResults.read(ledger, benchmark);
    }

    /** Returns the names of the models, in the order of the candidates. */
    public List<String> models() {
        return List.copyOf(fingerprints.keySet());
    }

    /** Returns whether every model was asked every case with every seed. */
    public boolean complete() {
        int each = benchmark.cases().size() * benchmark.protocol().seeds().size();
        return entries.size() == each * fingerprints.size();
    }

    /**
     * Returns the results of those cases that every model was asked with every seed: what remains comparable where a
     * budget ended the run.
     *
     * @throws IllegalArgumentException if there is no such case
     */
    public Results common() {
        Map<String, Long> asked = entries.stream().collect(Collectors.groupingBy(Entry::caseId, Collectors.counting()));
        long all = (long) fingerprints.size() * benchmark.protocol().seeds().size();
        Benchmark cut = benchmark.only(item -> asked.getOrDefault(item.id(), 0L) == all);
        Set<String> ids = cut.cases().stream().map(Case::id).collect(Collectors.toSet());
        return new Results(
                cut,
                fingerprints,
                entries.stream().filter(entry -> ids.contains(entry.caseId())).toList());
    }

    /** Returns these results with other metrics. */
    public Results withMetrics(List<Metric> metrics) {
        return new Results(benchmark.withMetrics(metrics), fingerprints, entries);
    }

    /**
     * Returns the outcomes of a model by case, each with one outcome for each seed that was asked, in the order of the
     * benchmark's cases and seeds.
     *
     * @throws IllegalArgumentException if there is no such model
     */
    public Map<String, List<Outcome>> outcomes(String model) {
        fingerprint(model);
        Map<String, Map<Long, Outcome>> found = new HashMap<>();
        for (Entry entry : entries) {
            if (entry.model().equals(model)) {
                found.computeIfAbsent(entry.caseId(), id -> new HashMap<>()).put(entry.seed(), entry.outcome());
            }
        }
        Map<String, List<Outcome>> ordered = new LinkedHashMap<>();
        for (Case item : benchmark.cases()) {
            Map<Long, Outcome> seeds = found.getOrDefault(item.id(), Map.of());
            ordered.put(
                    item.id(),
                    benchmark.protocol().seeds().stream()
                            .flatMap(seed -> Optional.ofNullable(seeds.get(seed)).stream())
                            .toList());
        }
        return Collections.unmodifiableMap(ordered);
    }

    /**
     * Returns what a model did, as the baseline of its {@linkplain dev.tokka.governance.monitoring.Monitor monitoring}: each case
     * once, with the first seed, since a baseline is of independent questions.
     *
     * @throws IllegalArgumentException if there is no such model, the experiment did not come to its end, or there are too few
     *     answers
     */
    public Baseline baseline(String model) {
        return fill(model, Baseline.builder(fingerprint(model)));
    }

    /** Returns {@link #baseline(String)} that also says where the questions lie, by {@code embedder}. */
    public Baseline baseline(String model, Embedder embedder) {
        return fill(model, Baseline.builder(fingerprint(model)).withInputs(embedder));
    }

    private String fingerprint(String model) {
        return Optional.ofNullable(fingerprints.get(model))
                .orElseThrow(() -> new IllegalArgumentException(
                        "model must be one of " + fingerprints.keySet() + " but is " + model));
    }

    private Baseline fill(String model, BaselineBuilder builder) {
        if (!complete()) {
            throw new IllegalArgumentException(
                    "expected every model to be asked every case but the experiment ended before");
        }
        Map<String, List<Outcome>> outcomes = outcomes(model);
        for (Case item : benchmark.cases()) {
            Outcome first = outcomes.getOrDefault(item.id(), List.of()).get(0);
            if (first instanceof Outcome.Answered answered) {
                builder.add(item.question(), answered.answer(), answered.latency());
            } else {
                builder.addFailure(item.question(), first.latency());
            }
        }
        return builder.build();
    }

    /**
     * Scores the answers of a model, case by case.
     *
     * @return for each case that was asked, in the order of the benchmark, one score for each seed
     * @throws IllegalArgumentException if there is no such model, or if the metric cannot score a case
     */
    public Map<String, List<Score>> scores(String model, Metric metric) {
        Map<String, List<Outcome>> outcomes = outcomes(model);
        Map<String, List<Score>> scores = new LinkedHashMap<>();
        for (Case item : benchmark.cases()) {
            List<Score> each = new ArrayList<>();
            for (Outcome outcome : outcomes.getOrDefault(item.id(), List.of())) {
                each.add(metric.score(item, outcome));
            }
            if (!each.isEmpty()) {
                scores.put(item.id(), List.copyOf(each));
            }
        }
        return Collections.unmodifiableMap(scores);
    }

    /**
     * Returns a metric over the cases of a model, each as often as it was asked.
     *
     * @throws IllegalArgumentException if there is no such model, if the metric cannot score a case, or if the model was
     *     asked nothing
     */
    public double value(String model, Metric metric) {
        List<Score> all =
                scores(model, metric).values().stream().flatMap(List::stream).toList();
        if (all.isEmpty()) {
            throw new IllegalArgumentException(
                    "a metric needs at least one answer but " + model + " was asked nothing");
        }
        return metric.value(all);
    }
}
