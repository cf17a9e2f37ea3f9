// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import dev.tokka.Embedder;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What an index of examples was built with and holds; stored with its commit.
 *
 * @param format the version of the layout of fields and of what counts as a piece of a text
 * @param encoder the fingerprint of the embedder, or {@code "none"}
 * @param contents a digest of all examples in their order
 */
record ExampleManifest(String format, String encoder, String contents) {

    private static final String FORMAT = "1";
    private static final String FORMAT_KEY = "tokka.examples.format";
    private static final String ENCODER_KEY = "tokka.examples.encoder";
    private static final String CONTENTS_KEY = "tokka.examples.contents";

    static ExampleManifest of(Optional<Embedder> embedder, String contents) {
        return new ExampleManifest(FORMAT, encoder(embedder), contents);
    }

    static ExampleManifest of(Map<String, String> commitData, Path directory) {
        String format = require(commitData, FORMAT_KEY, directory);
        requireEqual("format version", FORMAT, format, directory);
        return new ExampleManifest(
                format, require(commitData, ENCODER_KEY, directory), require(commitData, CONTENTS_KEY, directory));
    }

    /** Checks that it is an index of examples, of whatever version. */
    static void requireExamples(Map<String, String> commitData, Path directory) {
        require(commitData, FORMAT_KEY, directory);
    }

    Map<String, String> toCommitData() {
        return Map.of(FORMAT_KEY, format, ENCODER_KEY, encoder, CONTENTS_KEY, contents);
    }

    /** Checks that the index is to be opened with this embedder, or without one. */
    void requireBuiltWith(Optional<Embedder> embedder, Path directory) {
        requireEqual("embedder", encoder(embedder), encoder, directory);
    }

    private static String encoder(Optional<Embedder> embedder) {
        return embedder.map(each -> each.describe().fingerprint()).orElse("none");
    }

    private static String require(Map<String, String> commitData, String key, Path directory) {
        String value = commitData.get(key);
        if (value == null) {
            throw new ExampleIndexException(
                    ExampleIndexException.Reason.INCOMPATIBLE,
                    "expected an index of examples but a Lucene index of something else is in " + directory);
        }
        return value;
    }

    private static void requireEqual(String what, String expected, String seen, Path directory) {
        if (!expected.equals(seen)) {
            throw new ExampleIndexException(
                    ExampleIndexException.Reason.INCOMPATIBLE,
                    "expected an index of examples with " + what + " " + expected + " but it has " + seen + ", in "
                            + directory + "; open it with that one, or build it again");
        }
    }
}
