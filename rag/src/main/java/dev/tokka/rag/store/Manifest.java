// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.store;

import dev.tokka.Description;
import dev.tokka.Digests;
import dev.tokka.rag.Encoder;
import dev.tokka.rag.index.IncompatibleIndexException;
import dev.tokka.rag.index.IndexSettings;
import dev.tokka.rag.index.QueryVectors;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a store was written with; a store is opened with the same only. */
final class Manifest {

    private static final String NONE = "none";

    private Manifest() {}

    static SortedMap<String, String> of(Optional<Encoder> encoder, IndexSettings settings) {
        return new TreeMap<>(Map.of(
                "format",
                "1",
                "encoder",
                encoder.map(e -> e.describePassages().fingerprint()).orElse(NONE),
                "chunker",
                settings.chunker().toString(),
                "labels",
                settings.labeling().schema().types() + (settings.labeling().tenantRequired() ? " of tenants" : ""),
                "vocabulary",
                vocabulary(settings)));
    }

    /** Returns which words of a vocabulary are not split; stores that were written without one do not say so. */
    private static String vocabulary(IndexSettings settings) {
        List<String> words = settings.analysis().vocabulary().words();
        return words.isEmpty() ? NONE : Digests.sha256(String.join("\n", words));
    }

    /**
     * Returns {@code settings} if they leave the vector of a question as it is: feedback needs the vectors of what was
     * found, which only the embedded index reads back.
     */
    static IndexSettings requirePlainQueries(IndexSettings settings, String store) {
        QueryVectors queries = settings.vectors().queries();
        if (!queries.equals(QueryVectors.DEFAULT)) {
            throw new IllegalArgumentException("expected the default vectors of questions, as " + store
                    + " has no others, but got " + queries + "; only the embedded index has them");
        }
        return settings;
    }

    static void requireSame(Map<String, String> expected, Map<String, String> found, String where) {
        expected.forEach((key, value) -> {
            String seen = found.getOrDefault(key, NONE);
            if (!value.equals(seen)) {
                throw new IncompatibleIndexException("expected an index with " + key + " " + value + " but it has "
                        + seen + ", in " + where + "; open it with that one, or take another");
            }
        });
    }

    /** Returns what of {@code settings} can change what a search of a store of {@code kind} finds. */
    static Description describe(String kind, String contents, IndexSettings settings) {
        return Description.of(kind)
                .with("contents", contents)
                .with("chunker", settings.chunker())
                .with("fusion", settings.fusion())
                .with("bm25", settings.bm25())
                .with("candidates", settings.candidates())
                .with("labels", settings.labeling().schema().types())
                .with("tenants", settings.labeling().tenantRequired())
                .with("vocabulary", vocabulary(settings));
    }
}
