// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import dev.tokka.Embedder;
import dev.tokka.config.Kind;
import dev.tokka.config.KindProvider;
import dev.tokka.config.Making;
import dev.tokka.config.Role;
import dev.tokka.config.Setting;
import dev.tokka.config.Settings;
import dev.tokka.config.Type;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Offers examples that stand in an index, and those that a choice has learned, to files of {@link dev.tokka.config}.
 *
 * <pre>{@code
 * examples: [{index: {directory: examples, count: 4}}]
 * examples: [{learned: {file: examples.json, from: {index: {directory: examples, count: 32}}}}]
 * }</pre>
 */
public final class SelectionKinds implements KindProvider {

    private static final Role<Examples> EXAMPLES_ROLE = new Role<>("examples", Examples.class);

    private static final Setting<Path> DIRECTORY =
            Setting.required("directory", Type.directory(), "The directory of an index that was built before.");
    private static final Setting<Integer> COUNT = Setting.required(
            "count",
            Type.integer(1, Integer.MAX_VALUE),
            "How many examples are shown at most; of balanced ones for each label.");
    private static final Setting<IndexedExamples.Choice> CHOICE = Setting.of(
            "choice",
            Type.choice(IndexedExamples.Choice.class),
            IndexedExamples.Choice.NEAREST,
            "The nearest, or near ones that differ from each other, or the nearest of each label.");
    private static final Setting<Embedder> EMBEDDER =
            Setting.optional("embedder", Type.part(Role.EMBEDDER), "The one that the index was built with, if any.");

    private static final Setting<Path> FILE =
            Setting.required("file", Type.file(), "The file that a training has written.");
    private static final Setting<Examples> FROM =
            Setting.required("from", Type.part(EXAMPLES_ROLE), "What chooses the candidates, as in the training.");

    /** Creates the provider; {@link java.util.ServiceLoader} does. */
    public SelectionKinds() {}

    /** What an index is opened with. */
    private record Key(Path directory, Optional<Embedder> embedder) {}

    @Override
    public List<Kind<?>> kinds() {
        return List.of(
                EXAMPLES_ROLE
                        .kind(
                                "index",
                                "Examples of an index, as many as hundreds of thousands, chosen by the question.",
                                Type.object(DIRECTORY, COUNT, CHOICE, EMBEDDER),
                                SelectionKinds::indexed)
                        .needing("org.apache.lucene:lucene-core"),
                EXAMPLES_ROLE.kind(
                        "learned",
                        "The candidates that helped in trials.",
                        Type.object(FILE, FROM),
                        (settings, making) -> learned(settings.get(FILE), settings.get(FROM))));
    }

    private static Examples indexed(Settings settings, Making making) {
        Key key = new Key(settings.get(DIRECTORY), settings.find(EMBEDDER));
        ExampleIndex index = making.shared(
                key,
                ExampleIndex.class,
                () -> key.embedder()
                        .map(embedder -> ExampleIndex.open(key.directory(), embedder))
                        .orElseGet(() -> ExampleIndex.open(key.directory())));
        return new IndexedExamples(settings.get(CHOICE), settings.get(COUNT), index);
    }

    private static Examples learned(Path file, Examples candidates) {
        try {
            return LearnedExamples.read(file, candidates);
        } catch (IOException e) {
            throw new UncheckedIOException("learned examples cannot be read from " + file, e);
        }
    }
}
