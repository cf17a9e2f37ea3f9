// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.store;

import dev.tokka.Digests;
import dev.tokka.rag.Encoder;
import dev.tokka.rag.index.IncompatibleIndexException;
import dev.tokka.rag.index.IndexSettings;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a store was written with; a store is opened with the same only. */
final class Manifest {

    private Manifest() {}

    static SortedMap<String, String> of(Optional<Encoder> encoder, IndexSettings settings) {
        return new TreeMap<>(Map.of(
                "format",
                "1",
                "encoder",
                encoder.map(e -> e.describe().fingerprint()).orElse("none"),
                "chunker",
                settings.chunker().toString(),
                "labels",
                settings.labeling().schema().types() + (settings.labeling().tenantRequired() ? " of tenants" : "")));
    }

    static void requireSame(Map<String, String> expected, Map<String, String> found, String where) {
        expected.forEach((key, value) -> {
            String seen = found.getOrDefault(key, "none");
            if (!value.equals(seen)) {
                throw new IncompatibleIndexException("expected an index with " + key + " " + value + " but it has "
                        + seen + ", in " + where + "; open it with that one, or take another");
            }
        });
    }

    /** Returns what identifies the contents, the same as of the embedded index. */
    static String contents(SortedMap<String, String> digests) {
        return Digests.sha256(digests.entrySet().stream()
                .map(document -> document.getValue() + " " + document.getKey())
                .collect(Collectors.joining("\n")));
    }
}
