// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;

/**
 * What an index was written with and what it holds; stored with every commit.
 *
 * @param format the version of the layout of fields and analyzers
 * @param encoder the fingerprint of the encoder, or {@code "none"}
 * @param chunker the chunker with its settings
 * @param labels the schema of metadata, and whether tenants are required
 * @param fields what decides which terms and vectors are written
 * @param contents a digest of all document ids and the digests of their contents
 */
record IndexManifest(String format, String encoder, String chunker, String labels, String fields, String contents) {

    /** Raise this whenever fields, analyzers or readers change what is written. */
    private static final String FORMAT = "2";

    /** Returns the manifest of an empty index. */
    static IndexManifest empty(String encoder, String chunker, String labels, String fields) {
        return new IndexManifest(
                FORMAT, encoder, chunker, labels, fields, IndexChange.contents(Collections.emptySortedMap()));
    }

    static IndexManifest of(Map<String, String> commitData, Path directory) {
        return new IndexManifest(
                require(commitData, "tokka.format", directory),
                require(commitData, "tokka.encoder", directory),
                require(commitData, "tokka.chunker", directory),
                commitData.getOrDefault("tokka.labels", "none"), // not in format 1
                commitData.getOrDefault("tokka.fields", "none"),
                require(commitData, "tokka.contents", directory));
    }

    private static String require(Map<String, String> commitData, String key, Path directory) {
        String value = commitData.get(key);
        if (value == null) {
            throw new IncompatibleIndexException(
                    "expected an index written by Tokka but a Lucene index of something else is in " + directory);
        }
        return value;
    }

    Map<String, String> toCommitData() {
        return Map.of(
                "tokka.format", format,
                "tokka.encoder", encoder,
                "tokka.chunker", chunker,
                "tokka.labels", labels,
                "tokka.fields", fields,
                "tokka.contents", contents);
    }

    /** Returns this manifest for other contents, given as the digest of each document by its id. */
    IndexManifest withContents(SortedMap<String, String> digests) {
        return new IndexManifest(format, encoder, chunker, labels, fields, IndexChange.contents(digests));
    }

    /**
     * Checks that {@code found}, read from {@code directory}, was written as this one would be.
     *
     * @throws IncompatibleIndexException if it was not
     */
    void requireSameAs(IndexManifest found, Path directory) {
        require("format version", format, found.format, directory);
        require("encoder", encoder, found.encoder, directory);
        require("chunker", chunker, found.chunker, directory);
        require("labels", labels, found.labels, directory);
        require("analysis and vectors", fields, found.fields, directory);
    }

    private static void require(String what, String expected, String seen, Path directory) {
        if (!expected.equals(seen)) {
            throw new IncompatibleIndexException("expected an index with " + what + " " + expected + " but it has "
                    + seen + ", in " + directory + "; open it with that one, or ingest into another folder");
        }
    }
}
