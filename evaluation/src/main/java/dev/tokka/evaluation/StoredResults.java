// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation;

import dev.tokka.Question;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the answers to a benchmark in a ledger, by the digests of its questions. */
final class StoredResults {

    private StoredResults() {}

    /** Where in a benchmark a question is asked. */
    private record Place(String caseId, long seed) {}

    static Results read(Path ledger, Benchmark benchmark) {
        Map<String, List<Place>> asks = asks(benchmark);
        Map<String, String> identities = new LinkedHashMap<>();
        List<LedgerLine> fitting = new ArrayList<>();
        for (LedgerLine line : Ledger.read(ledger)) {
            if (asks.containsKey(line.asked())) {
                fitting.add(line);
                identities.put(line.entry().model(), line.identity()); // the last one counts
            }
        }
        Map<LedgerLine.Key, Outcome> outcomes = new HashMap<>();
        fitting.forEach(line -> outcomes.put(line.key(), line.entry().outcome()));
        List<Entry> entries = new ArrayList<>();
        asks.forEach((digest, places) -> identities.forEach((model, identity) -> {
            Outcome outcome = outcomes.get(new LedgerLine.Key(identity, digest));
            if (outcome != null) {
                places.forEach(place -> entries.add(new Entry(model, place.caseId(), place.seed(), outcome)));
            }
        }));
        Map<String, String> fingerprints = new LinkedHashMap<>();
        identities.forEach(
                (model, identity) -> fingerprints.put(model, identity.substring(identity.lastIndexOf(' ') + 1)));
        return new Results(benchmark, fingerprints, entries);
    }

    private static Map<String, List<Place>> asks(Benchmark benchmark) {
        Map<String, List<Place>> asks = new LinkedHashMap<>();
        for (long seed : benchmark.protocol().seeds()) {
            for (Case item : benchmark.cases()) {
                Question asked = benchmark.protocol().ask(item.question(), seed);
                asks.computeIfAbsent(LedgerLine.digest(asked), digest -> new ArrayList<>())
                        .add(new Place(item.id(), seed));
            }
        }
        return asks;
    }
}
