// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation;

import static java.util.Objects.requireNonNull;

import dev.tokka.Answer;
import dev.tokka.Checks;
import dev.tokka.Digests;
import dev.tokka.Example;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Cases, the metrics that score the answers to them, and the protocol by which they are asked.
 *
 * <p>A benchmark is a value: {@link #hash()} says what was asked and what was expected, so that two results can be told
 * to be of the same benchmark, whatever it is called.
 *
 * @param name as reports show it; not blank
 * @param version of the cases, such as {@code "2024-06"}; not blank
 * @param cases at least one, with different ids
 * @param metrics at least one, with different names; the first is the one by which models are chosen
 * @param protocol how the cases are asked
 */
public record Benchmark(String name, String version, List<Case> cases, List<Metric> metrics, Protocol protocol) {

    /**
     * Checks and copies the components.
     *
     * @throws IllegalArgumentException if there is no case or no metric, if two have the same name, if a shot of the
     *     protocol has the text of a case (the answer would be given away), or if a metric cannot score a case; the
     *     message names it
     */
    public Benchmark {
        Checks.requireText(name, "name");
        Checks.requireText(version, "version");
        cases = List.copyOf(cases);
        metrics = List.copyOf(metrics);
        requireNonNull(protocol, "protocol");
        requireDifferent(cases.stream().map(Case::id).toList(), "case");
        requireDifferent(metrics.stream().map(Metric::name).toList(), "metric");
        requireNoLeak(cases, protocol);
        requireScorable(cases, metrics);
    }

    /** Returns a benchmark of version 1 that is asked without shots. */
    public static Benchmark of(String name, List<Case> cases, Metric... metrics) {
        return new Benchmark(name, "1", cases, List.of(metrics), Protocol.ZERO_SHOT);
    }

    /** Returns this benchmark asked in another way. */
    public Benchmark withProtocol(Protocol newProtocol) {
        return new Benchmark(name, version, cases, metrics, newProtocol);
    }

    /** Returns this benchmark with other metrics: kept answers can be scored by them without asking again. */
    public Benchmark withMetrics(List<Metric> newMetrics) {
        return new Benchmark(name, version, cases, newMetrics, protocol);
    }

    /** Returns this benchmark with another version of its cases. */
    public Benchmark withVersion(String newVersion) {
        return new Benchmark(name, newVersion, cases, metrics, protocol);
    }

    /**
     * Returns a benchmark of those cases that pass.
     *
     * @throws IllegalArgumentException if none does
     */
    public Benchmark only(Predicate<Case> cut) {
        return new Benchmark(name, version, cases.stream().filter(cut).toList(), metrics, protocol);
    }

    /**
     * Returns the SHA-256 of the cases, in their order, and of the protocol: 64 hexadecimal digits. Name, version and
     * metrics do not change it, because they do not change what is asked.
     */
    public String hash() {
        StringBuilder all = new StringBuilder(CaseJson.write(protocol));
        cases.forEach(item -> all.append('\n').append(CaseJson.write(item)));
        return Digests.sha256(all.toString());
    }

    private static void requireDifferent(List<String> names, String what) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("a benchmark needs at least one " + what);
        }
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new IllegalArgumentException(
                        "each " + what + " must be there once but " + name + " is there again");
            }
        }
    }

    private static void requireNoLeak(List<Case> cases, Protocol protocol) {
        Set<String> shots = new HashSet<>();
        protocol.examples().stream().map(Example::question).map(String::strip).forEach(shots::add);
        for (Case item : cases) {
            if (shots.contains(item.question().text().strip())) {
                throw new IllegalArgumentException(
                        "no shot may be a case of the benchmark but one has the text of case " + item.id());
            }
        }
    }

    private static void requireScorable(List<Case> cases, List<Metric> metrics) {
        Outcome silent = new Outcome.Answered(Answer.abstain("to see whether the case can be scored"), Duration.ZERO);
        List<String> refused = new ArrayList<>();
        for (Metric metric : metrics) {
            for (Case item : cases) {
                try {
                    metric.score(item, silent);
                } catch (IllegalArgumentException e) {
                    refused.add(metric.name() + " cannot score case " + item.id() + ": " + e.getMessage());
                    break;
                }
            }
        }
        if (!refused.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", refused));
        }
    }
}
