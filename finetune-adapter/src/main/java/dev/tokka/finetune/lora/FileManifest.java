// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.lora;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.Digests;
import dev.tokka.onnx.ModelDirectory;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.ModelFileException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The SHA-256 of every file of a model directory: graphs, tensors, tokenizer, settings and adapters. It is kept in the
 * directory as {@value #NAME}, and checked before native code sees a file:
 *
 * <pre>{@code
 * FileManifest.of(directory).write(directory);   // once, when the files were approved
 * FileManifest.read(directory).check(directory); // before each load
 * }</pre>
 *
 * <p>A manifest beside the files shows damage and mistakes; against somebody who can change the files, keep its
 * {@link #digest} elsewhere and compare it, as the approval of a model does.
 *
 * @param digests the SHA-256 in 64 lower-case hexadecimal digits by file, with {@code /} between folders
 */
public record FileManifest(SortedMap<String, String> digests) {

    /** The name of the file in the directory. */
    public static final String NAME = "tokka-manifest.json";

    private static final int VERSION = 1;

    /** Copies the digests. */
    public FileManifest {
        digests = Collections.unmodifiableSortedMap(new TreeMap<>(digests));
        digests.forEach((file, digest) -> {
            if (file.isBlank() || !digest.matches("[0-9a-f]{64}")) {
                throw new IllegalArgumentException("expected files with SHA-256 digests but saw another for " + file);
            }
        });
    }

    /**
     * Returns the manifest of {@code directory} as it is now. A link to a file counts as that file, as in the cache of the
     * Hugging Face hub.
     *
     * @throws ModelFileException if there is no such directory, or it has something else than files and folders, such as a
     *     link to a folder
     */
    public static FileManifest of(Path directory) {
        Path real = ModelDirectory.of(directory).real();
        SortedMap<String, String> digests = new TreeMap<>();
        files(real).forEach(file -> digests.put(name(real, file), digest(file)));
        return new FileManifest(digests);
    }

    /**
     * Returns the manifest that is kept in {@code directory}.
     *
     * @throws ModelFileException if there is none, or it is damaged
     */
    public static FileManifest read(Path directory) {
        ModelDirectory model = ModelDirectory.of(directory);
        Path file = model.file(NAME);
        JsonNode json = model.json(NAME);
        boolean sound = json.size() == 2
                && json.path("version").isInt()
                && json.path("version").intValue() == VERSION
                && json.path("files").isObject();
        if (!sound) {
            throw new ModelFileException(
                    file,
                    Reason.MALFORMED,
                    "expected \"version\" " + VERSION + " and \"files\" but it has something else");
        }
        SortedMap<String, String> digests = new TreeMap<>();
        json.path("files")
                .properties()
                .forEach(entry -> digests.put(entry.getKey(), entry.getValue().asText()));
        try {
            return new FileManifest(digests);
        } catch (IllegalArgumentException e) {
            throw new ModelFileException(file, Reason.MALFORMED, "expected a SHA-256 digest for each file", e);
        }
    }

    /** Returns whether {@code directory} keeps a manifest. */
    public static boolean isIn(Path directory) {
        return Files.exists(directory.resolve(NAME), LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Keeps this manifest in {@code directory}, in place of the one that is there.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public void write(Path directory) {
        ObjectNode json = new ObjectMapper().createObjectNode().put("version", VERSION);
        ObjectNode files = json.putObject("files");
        digests.forEach(files::put);
        try {
            Path part = Files.createTempFile(directory, NAME, ".part");
            try {
                Files.writeString(part, json.toPrettyString() + "\n");
                Files.move(part, directory.resolve(NAME), StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Checks that the files of {@code directory} are those of this manifest.
     *
     * @throws ModelFileException if one is missing, or there, but not in the manifest ({@code UNDECIDED}), or has another
     *     content ({@code MALFORMED}); it names the first such file
     */
    public void check(Path directory) {
        Path real = ModelDirectory.of(directory).real();
        Map<String, Path> found = new TreeMap<>();
        files(real).forEach(file -> found.put(name(real, file), file));
        digests.keySet().stream()
                .filter(name -> !found.containsKey(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new ModelFileException(
                            directory.resolve(name),
                            Reason.MISSING,
                            "expected the file of " + NAME + " but it is missing");
                });
        found.keySet().stream()
                .filter(name -> !digests.containsKey(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new ModelFileException(
                            directory.resolve(name),
                            Reason.UNDECIDED,
                            "expected only the files of " + NAME
                                    + " but there is another: delete it, or write the manifest"
                                    + " again if it belongs to the model");
                });
        found.forEach((name, file) -> {
            String seen = digest(file);
            String expected = digests.get(name);
            if (!seen.equals(expected)) {
                throw new ModelFileException(
                        directory.resolve(name),
                        Reason.MALFORMED,
                        "expected the SHA-256 " + expected + " of " + NAME + " but its content has " + seen);
            }
        });
    }

    /** Returns the SHA-256 of names and digests, in hexadecimal. */
    public String digest() {
        StringBuilder text = new StringBuilder();
        digests.forEach((name, digest) -> text.append(digest + "  " + name + "\n"));
        return Digests.sha256(text.toString());
    }

    private static List<Path> files(Path real) {
        try (Stream<Path> all = Files.walk(real)) {
            List<Path> files = all.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .filter(path -> !path.equals(real.resolve(NAME)))
                    .toList();
            for (Path file : files) {
                if (!Files.isRegularFile(file)) { // a pipe would be waited for, a link to a folder not be looked into
                    throw new ModelFileException(
                            file, Reason.OUTSIDE, "expected files and folders only but this is something else");
                }
            }
            return files;
        } catch (IOException | UncheckedIOException e) {
            throw new ModelFileException(real, Reason.UNREADABLE, "the directory cannot be read", e);
        }
    }

    private static String name(Path real, Path file) {
        return real.relativize(file).toString().replace('\\', '/');
    }

    private static String digest(Path file) {
        try {
            return Digests.sha256(file);
        } catch (IOException e) {
            throw new ModelFileException(file, Reason.UNREADABLE, "the file cannot be read", e);
        }
    }
}
