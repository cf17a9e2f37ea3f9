// SPDX-License-Identifier: Apache-2.0
package dev.tokka.onnx;

import static java.util.Objects.requireNonNull;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.tokka.Digests;
import dev.tokka.onnx.ModelFileException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.SortedSet;

/**
 * A graph that was looked through before native code sees it: it is a protocol buffer, and the files that hold its tensors
 * are plain files below its folder.
 *
 * @param file where it is, for messages
 * @param digest the SHA-256 of the graph and of the files that hold its tensors, in hexadecimal
 * @param opening makes a session of it
 */
public record OnnxGraph(Path file, String digest, Opening opening) {

    /** Makes a session of a graph. */
    @FunctionalInterface
    public interface Opening {

        /** Returns a new session with {@code options}. */
        OrtSession open(OrtEnvironment environment, OrtSession.SessionOptions options) throws OrtException;
    }

    /** Checks that nothing is missing. */
    public OnnxGraph {
        requireNonNull(file, "file");
        requireNonNull(digest, "digest");
        requireNonNull(opening, "opening");
    }

    /** Returns the graph {@code bytes}, which is complete in itself and comes from a trusted place; {@code name} is for messages. */
    public static OnnxGraph of(Path name, byte[] bytes) {
        return new OnnxGraph(
                name, Digests.sha256(bytes), (environment, options) -> environment.createSession(bytes, options));
    }

    /**
     * Returns the graph {@code name} of {@code directory}.
     *
     * @throws ModelFileException if it is none, or wants tensors from somewhere else
     */
    public static OnnxGraph of(ModelDirectory directory, String name) {
        Path file = directory.file(name);
        byte[] bytes = directory.read(name);
        SortedSet<String> external = OnnxFile.externalData(file, bytes);
        if (external.isEmpty()) {
            return of(file, bytes);
        }
        external.forEach(location -> requireFileName(file, location));
        StringBuilder digests = new StringBuilder(Digests.sha256(bytes));
        external.forEach(location -> digests.append(externalDigest(file, location)));
        return new OnnxGraph(
                file,
                Digests.sha256(digests.toString()),
                (environment, options) -> environment.createSession(file.toString(), options));
    }

    /**
     * Returns this graph if it is the one that is meant.
     *
     * @param sha256 the digest that it must have
     * @throws ModelFileException if it has another
     */
    public OnnxGraph requireDigest(String sha256) {
        if (!digest.equals(requireNonNull(sha256, "sha256"))) {
            throw new ModelFileException(
                    file, Reason.MALFORMED, "expected the SHA-256 " + sha256 + " but its content has " + digest);
        }
        return this;
    }

    /** Refuses what ONNX Runtime would take for an address in memory, or read in another way than Java. */
    private static void requireFileName(Path graph, String location) {
        if (location.contains("_ORT_MEM_ADDR_") || location.indexOf('\uFFFD') >= 0) {
            throw new ModelFileException(
                    graph, Reason.OUTSIDE, "expected tensors in a file beside it but it names something else");
        }
    }

    /** Refuses tensors that are not in a plain file below the folder of the graph, as hard links may not be. */
    private static String externalDigest(Path graph, String location) {
        Path folder = requireNonNull(graph.getParent());
        Path data;
        try {
            data = folder.resolve(location).normalize();
        } catch (InvalidPathException e) {
            throw new ModelFileException(graph, Reason.OUTSIDE, "expected tensors in a file beside it", e);
        }
        try {
            if (!data.startsWith(folder) || !data.equals(data.toRealPath())) {
                throw new ModelFileException(
                        graph, Reason.OUTSIDE, "expected tensors in a plain file below its folder");
            }
            if (!Files.isRegularFile(data, LinkOption.NOFOLLOW_LINKS)) {
                throw new ModelFileException(graph, Reason.MALFORMED, "expected tensors in a plain file");
            }
            if (Files.getFileStore(data).supportsFileAttributeView("unix")
                    && ((Number) Files.getAttribute(data, "unix:nlink")).intValue() > 1) {
                throw new ModelFileException(
                        graph,
                        Reason.OUTSIDE,
                        "expected tensors in a file of its own but it has another name elsewhere");
            }
            return Digests.sha256(data);
        } catch (NoSuchFileException e) {
            throw new ModelFileException(
                    graph, Reason.MISSING, "expected its tensors beside it but the file is missing", e);
        } catch (IOException e) {
            throw new ModelFileException(graph, Reason.UNREADABLE, "the file of its tensors cannot be read", e);
        }
    }
}
