// SPDX-License-Identifier: Apache-2.0
package dev.tokka.onnx;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import dev.tokka.onnx.ModelFileException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The files of a model, none of which may lead out of their directory but into the cache of the Hugging Face hub, whose
 * snapshots are made of links.
 *
 * <p>Every method that reads throws {@link ModelFileException} if a file is missing, too large, unreadable, or outside.
 *
 * @param path the directory as it was named
 * @param real where it is
 */
public record ModelDirectory(Path path, Path real) {

    private static final int MAX_TEXT_BYTES = 128 << 20; // the largest tokenizers have some 30 MB
    private static final long MAX_MODEL_BYTES = Integer.MAX_VALUE - 8L; // what the format allows

    /**
     * Returns the directory {@code path}.
     *
     * @throws ModelFileException if there is none
     */
    public static ModelDirectory of(Path path) {
        try {
            if (!Files.isDirectory(path)) {
                throw new ModelFileException(path, Reason.MISSING, "expected a directory but there is none");
            }
            return new ModelDirectory(path, path.toRealPath());
        } catch (IOException e) {
            throw new ModelFileException(path, Reason.UNREADABLE, "expected a directory but it cannot be opened", e);
        }
    }

    /** Returns whether there is a file {@code name}, with {@code /} between folders. */
    public boolean has(String name) {
        return Files.isRegularFile(real.resolve(name));
    }

    /** Returns where the file {@code name} is. */
    public Path file(String name) {
        Path named = real.resolve(name).normalize();
        if (Path.of(name).isAbsolute() || !named.startsWith(real)) {
            throw new ModelFileException(
                    path, Reason.OUTSIDE, "expected a file name inside the directory but was given one outside of it");
        }
        if (!Files.isRegularFile(named)) {
            throw new ModelFileException(path, Reason.MISSING, "expected a file " + name + " but there is none");
        }
        try {
            Path target = named.toRealPath();
            if (!target.startsWith(real) && !isCached(target)) {
                throw new ModelFileException(
                        path.resolve(name),
                        Reason.OUTSIDE,
                        "expected a file in the directory but it is a link out of it");
            }
            return named;
        } catch (IOException e) {
            throw new ModelFileException(path.resolve(name), Reason.UNREADABLE, "the file cannot be opened", e);
        }
    }

    /** Returns whether a file is where {@code snapshots/REVISION/FILE} of the hub's cache links to. */
    private boolean isCached(Path target) {
        Path snapshots = real.getParent();
        return snapshots != null
                && snapshots.endsWith("snapshots")
                && snapshots.resolveSibling("blobs").equals(target.getParent());
    }

    /** Returns the content of the file {@code name}: at most 2 GB for a graph, at most 128 MB for others. */
    public byte[] read(String name) {
        return read(file(name), name.endsWith(".onnx") ? MAX_MODEL_BYTES : MAX_TEXT_BYTES);
    }

    private static byte[] read(Path file, long maxBytes) {
        try {
            long size = Files.size(file);
            if (size > maxBytes) {
                throw new ModelFileException(
                        file, Reason.TOO_LARGE, "expected at most " + maxBytes + " bytes but it has " + size);
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ModelFileException(file, Reason.UNREADABLE, "the file cannot be read", e);
        }
    }

    /** Returns the content of the JSON object {@code name}, or an empty object if there is no such file. */
    public JsonNode json(String name) {
        return has(name) ? parse(path.resolve(name), read(name)) : new ObjectMapper().createObjectNode();
    }

    /**
     * Returns the content of the settings: those given, else those beside the model, else an empty object.
     *
     * @param members the names that may be there, and what they must be; numbers are whole and not negative
     */
    public JsonNode settings(Optional<Path> given, String name, Map<String, JsonNodeType> members) {
        Path file = given.orElse(path.resolve(name));
        if (given.isPresent() && !Files.isRegularFile(file)) {
            throw new ModelFileException(file, Reason.MISSING, "expected a settings file but there is none");
        }
        JsonNode settings = given.isPresent() ? parse(file, read(file, MAX_TEXT_BYTES)) : json(name);
        settings.properties().forEach(member -> {
            JsonNodeType type = members.get(member.getKey());
            if (type == null) { // a slip in a name would change results without a word
                throw new ModelFileException(
                        file,
                        Reason.UNSUPPORTED,
                        "expected members among " + new TreeSet<>(members.keySet()) + " but it has another");
            }
            boolean fits = member.getValue().getNodeType() == type
                    && (type != JsonNodeType.NUMBER || isCount(member.getValue()));
            if (!fits) {
                throw new ModelFileException(
                        file,
                        Reason.UNSUPPORTED,
                        "expected \"" + member.getKey() + "\" to be "
                                + (type == JsonNodeType.NUMBER ? "a whole NUMBER from 0" : type)
                                + " but it is another value");
            }
        });
        return settings;
    }

    private static boolean isCount(JsonNode number) {
        return number.canConvertToExactIntegral() && number.canConvertToInt() && number.intValue() >= 0;
    }

    /** Returns {@code content} as a JSON object; a failure names {@code file} and quotes nothing of it. */
    public static JsonNode parse(Path file, byte[] content) {
        try {
            JsonNode json = new ObjectMapper().readTree(content);
            if (json != null && json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException e) {
            throw malformed(file); // its message quotes the file
        } catch (IOException e) {
            throw new ModelFileException(file, Reason.UNREADABLE, "the file cannot be read", e);
        }
        throw malformed(file);
    }

    private static ModelFileException malformed(Path file) {
        return new ModelFileException(file, Reason.MALFORMED, "expected a JSON object but it is none");
    }

    /** Returns the name of the graph: the one chosen, else the usual one, else the only one. */
    public String graph(String chosen) {
        if (!chosen.isEmpty()) {
            return chosen;
        }
        for (String usual : List.of("onnx/model.onnx", "model.onnx")) {
            if (has(usual)) {
                return usual;
            }
        }
        List<String> found =
                Stream.of("onnx", "").flatMap(folder -> graphs(folder).stream()).toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        throw new ModelFileException(
                path,
                found.isEmpty() ? Reason.MISSING : Reason.UNDECIDED,
                "expected onnx/model.onnx, model.onnx or one other .onnx file but found " + found.size());
    }

    private List<String> graphs(String folder) {
        Path parent = real.resolve(folder);
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(parent)) {
            return files.filter(file -> file.toString().endsWith(".onnx") && Files.isRegularFile(file))
                    .map(file -> real.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new ModelFileException(path, Reason.UNREADABLE, "the directory cannot be read", e);
        }
    }
}
