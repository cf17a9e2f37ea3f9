// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.routing;

import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Entry;
import dev.tokka.evaluation.Results;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts the results of two experiments with the same strategies together. */
final class Pooled {

    private Pooled() {}

    /** Returns all results; where both have the same case, the answers of {@code more} are taken. */
    static Results of(Results results, Results more) {
        if (!results.fingerprints().equals(more.fingerprints())) {
            throw new IllegalArgumentException("the strategies must be the same, by name and fingerprint, but are "
                    + results.fingerprints() + " and " + more.fingerprints());
        }
        Benchmark first = results.benchmark();
        if (!first.protocol().equals(more.benchmark().protocol())) {
            throw new IllegalArgumentException("both must be asked by the same protocol but were asked by "
                    + first.protocol() + " and " + more.benchmark().protocol());
        }
        Map<String, Case> cases = new LinkedHashMap<>();
        first.cases().forEach(item -> cases.put(item.id(), item));
        for (Case item : more.benchmark().cases()) {
            Optional<Case> known = Optional.ofNullable(cases.put(item.id(), item));
            if (known.filter(before -> !before.equals(item)).isPresent()) {
                throw new IllegalArgumentException("a case must be the same in both results but is not: " + item.id());
            }
        }
        Set<String> again = more.benchmark().cases().stream().map(Case::id).collect(Collectors.toSet());
        List<Entry> entries = new ArrayList<>(results.entries());
        entries.removeIf(entry -> again.contains(entry.caseId()));
        entries.addAll(more.entries());
        return new Results(
                new Benchmark(
                        first.name(), first.version(), List.copyOf(cases.values()), first.metrics(), first.protocol()),
                results.fingerprints(),
                entries);
    }
}
