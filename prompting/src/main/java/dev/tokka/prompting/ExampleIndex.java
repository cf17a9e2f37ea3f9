// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import dev.tokka.Description;
import dev.tokka.Embedder;
import dev.tokka.Example;
import dev.tokka.ModelUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;

/**
 * Examples in a directory of the file system, as many as hundreds of thousands, for {@link Examples#nearest(int,
 * ExampleIndex)} and its sisters.
 *
 * <pre>{@code
 * ExampleIndex.build(Path.of("examples"), examples);
 * try (ExampleIndex index = ExampleIndex.open(Path.of("examples"))) {
 *     DomainModel model = base.with(Prompting.none().examples(Examples.nearest(4, index)));
 * }
 * }</pre>
 *
 * <p>Candidates are found by words (BM25 over words and groups of letters, in Japanese over pairs of characters), or by the
 * vectors of an {@link Embedder} in a graph (HNSW), and compared as those of a list are. An index opens in tens of
 * milliseconds and holds nearly nothing in memory. It never changes: to change the set, build again, and open again.
 *
 * <p>Needs {@code org.apache.lucene:lucene-core}, which you add to your dependencies. Safe for use by many threads. Closing
 * does not close the embedder; a choice from an index that is closed throws {@link IllegalStateException}.
 */
public final class ExampleIndex implements AutoCloseable {

    private final Path path;
    private final DirectoryReader reader;
    private final ExampleManifest manifest;
    private final Optional<Embedder> embedder;

    private ExampleIndex(Path path, DirectoryReader reader, ExampleManifest manifest, Optional<Embedder> embedder) {
        this.path = path;
        this.reader = reader;
        this.manifest = manifest;
        this.embedder = embedder;
    }

    /** Reads from the index. */
    @FunctionalInterface
    interface Reading<T> {
        T read(ExampleSearch search) throws IOException;
    }

    /**
     * Writes {@code examples} as the index in {@code directory}, to be found by words, in the place of an index that is
     * there. Takes them one by one, in their order, and needs some 100 MB of memory for any number.
     *
     * <p>The new index is there when this returns, and not before: a build that fails or is killed leaves the earlier one,
     * and whoever has that open goes on with it.
     *
     * @param directory made if it is missing
     * @param examples not closed here
     * @throws ExampleIndexException if it cannot be written, or if there is something else in the directory
     * @throws ModelUnavailableException if the calling thread is interrupted; the flag stays set
     */
    public static void build(Path directory, Stream<Example> examples) {
        new ExampleIndexBuild(directory, Optional.empty()).write(examples);
    }

    /**
     * Writes {@code examples} as {@link #build(Path, Stream)} does, to be found by the meaning of their questions. Each
     * question is embedded once, by the calling thread.
     *
     * @param embedder of vectors of up to 4,096 numbers
     * @throws dev.tokka.ModelException if the embedder gives no vectors, or such as cannot be compared
     */
    public static void build(Path directory, Stream<Example> examples, Embedder embedder) {
        new ExampleIndexBuild(directory, Optional.of(embedder)).write(examples);
    }

    /**
     * Opens the index in {@code directory}, which finds by words.
     *
     * <p>Files of up to 32 MiB are read against their checksums; {@link #verify} reads larger ones, too.
     *
     * @throws ExampleIndexException if there is no such index, it was built with an embedder, or it is damaged
     */
    public static ExampleIndex open(Path directory) {
        return open(directory, Optional.empty());
    }

    /**
     * Opens the index in {@code directory}, which finds by meaning, as {@link #open(Path)} does.
     *
     * @param embedder {@linkplain Embedder#describe described} as the one that the index was built with; opaque ones
     *     cannot be told apart
     * @throws ExampleIndexException if there is no such index, it was built with another embedder or none, or it is damaged
     */
    public static ExampleIndex open(Path directory, Embedder embedder) {
        return open(directory, Optional.of(embedder));
    }

    private static ExampleIndex open(Path path, Optional<Embedder> embedder) {
        DirectoryReader reader = ExampleFiles.open(path);
        try {
            ExampleManifest manifest =
                    ExampleManifest.of(reader.getIndexCommit().getUserData(), path);
            manifest.requireBuiltWith(embedder, path);
            return new ExampleIndex(path, reader, manifest, embedder);
        } catch (IOException e) {
            ExampleFiles.closeAfter(e, reader);
            throw ExampleFiles.failure(e, "opening the index of examples", path);
        } catch (RuntimeException e) {
            ExampleFiles.closeAfter(e, reader);
            throw e;
        }
    }

    /** Returns how many examples there are. */
    public int size() {
        return reader.maxDoc();
    }

    /** Returns a digest of all examples in their order, which descriptions hold: 64 hexadecimal digits. */
    public String digest() {
        return manifest.contents();
    }

    /**
     * Reads every file against its checksum.
     *
     * @throws ExampleIndexException if one is damaged or missing; the message names it
     */
    public void verify() {
        read(search -> {
            ExampleFiles.verify(path);
            return search;
        });
    }

    /** Returns what {@code reading} finds. */
    <T> T read(Reading<T> reading) {
        if (!reader.tryIncRef()) {
            throw new IllegalStateException("the index of examples in " + path + " is closed");
        }
        try {
            return reading.read(new ExampleSearch(reader, embedder));
        } catch (IOException | UncheckedIOException e) {
            throw new ModelUnavailableException("the index of examples in " + path + " cannot be read: " + e, e);
        } finally {
            release();
        }
    }

    private void release() {
        try {
            reader.decRef();
        } catch (IOException e) {
            throw ExampleFiles.failure(e, "closing the index of examples", path);
        }
    }

    /** Returns {@code choice} with what is chosen from. */
    Description describe(Description choice) {
        return choice.with("examples", size())
                .with("digest", manifest.contents())
                .with("index", manifest.format())
                .withPart(embedder.map(Embedder::describe).orElseGet(() -> Description.of("by words")));
    }

    /** Closes the index; searches that have begun end as if it were open. Does nothing if it is closed. */
    @Override
    public void close() {
        try {
            ExampleFiles.close(reader);
        } catch (IOException e) {
            throw ExampleFiles.failure(e, "closing the index of examples", path);
        }
    }

    @Override
    public String toString() {
        return "index(" + size() + " examples in " + path + ")";
    }
}
