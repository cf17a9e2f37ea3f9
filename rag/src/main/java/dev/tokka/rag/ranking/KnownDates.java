// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.ranking;

import dev.tokka.Description;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** See {@link DocumentDates#of(Map)}. */
record KnownDates(Map<String, Instant> dates) implements DocumentDates {

    KnownDates {
        dates = Map.copyOf(dates);
    }

    @Override
    public Optional<Instant> of(String document) {
        return Optional.ofNullable(dates.get(document));
    }

    @Override
    public Description describe() {
        return Description.of("dates").with("dates", new TreeMap<>(dates));
    }
}
