// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples;

import dev.tokka.Digests;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * What the user of an example asks for.
 *
 * @param docs the folder of documents, if not the bundled handbook
 * @param question the question, if not those that come with the handbook
 * @param indexFolder where the index is kept, if not in a folder of its own for each folder of documents
 */
public record Request(Optional<Path> docs, Optional<String> question, Optional<Path> indexFolder) {

    private static final Path INDEXES = Path.of("examples", "target", "index");

    /** Reads the properties; a property that is empty counts as not given. */
    public static Request of(Properties properties) {
        return new Request(
                property(properties, "tokka.docs").map(Path::of),
                property(properties, "tokka.question"),
                property(properties, "tokka.index").map(Path::of));
    }

    private static Optional<String> property(Properties properties, String name) {
        return Optional.ofNullable(properties.getProperty(name)).filter(value -> !value.isEmpty());
    }

    /** Returns where the index of {@code documents} is kept. */
    public Path index(Path documents) {
        String name = Digests.sha256(documents.toAbsolutePath().normalize().toString())
                .substring(0, 12);
        return indexFolder.orElse(INDEXES.resolve(name));
    }
}
