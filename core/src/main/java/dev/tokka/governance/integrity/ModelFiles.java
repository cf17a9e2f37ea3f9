// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.integrity;

import dev.tokka.Digests;
import dev.tokka.governance.integrity.UntrustedModelException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of a model's directory. A link to a file counts as that file, as in the cache of the Hugging Face hub: it is the
 * content that is signed. A link to a folder is refused, since what is behind it would not be looked at.
 */
final class ModelFiles {

    /** What version control keeps beside a model; no model reads it, and signers leave it out. */
    private static final Set<String> OF_GIT = Set.of(".git", ".gitattributes", ".github", ".gitignore");

    private final Path directory;
    private final SortedMap<String, Path> files = new TreeMap<>();

    /** Lists {@code directory}, without {@code bundle} where that is in it. */
    ModelFiles(Path directory, Path bundle) {
        this.directory = directory;
        if (!Files.isDirectory(directory)) {
            throw new UntrustedModelException(
                    directory, Reason.MISSING, "expected the directory of a model but there is none");
        }
        try (Stream<Path> all = Files.walk(directory)) {
            all.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .filter(path -> !isSame(path, bundle))
                    .filter(path -> !OF_GIT.contains(
                            directory.relativize(path).getName(0).toString()))
                    .forEach(this::add);
        } catch (IOException | UncheckedIOException e) {
            throw new UntrustedModelException(directory, Reason.UNREADABLE, "the directory cannot be read", e);
        }
    }

    private void add(Path path) {
        if (!Files.isRegularFile(path)) { // a pipe would be waited for
            throw new UntrustedModelException(
                    path, Reason.UNSIGNED, "expected files and folders only but this is something else");
        }
        files.put(directory.relativize(path).toString().replace('\\', '/'), path);
    }

    /** Returns the digest of each file. */
    SortedMap<String, String> digests() {
        SortedMap<String, String> digests = new TreeMap<>();
        files.forEach((name, path) -> digests.put(name, digest(path)));
        return digests;
    }

    /** Refuses all but exactly the files of {@code model}; the cheap checks come first. */
    void requireAll(SignedModel model) {
        model.digests().keySet().stream()
                .filter(name -> !files.containsKey(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new UntrustedModelException(
                            directory.resolve(name),
                            Reason.MISSING,
                            "expected a file that was signed but it is missing");
                });
        files.forEach((name, path) -> {
            if (!model.digests().containsKey(name)) {
                throw new UntrustedModelException(
                        path, Reason.UNSIGNED, "expected only files that were signed but this one was not");
            }
        });
        files.forEach((name, path) -> {
            String seen = digest(path);
            String signed = model.digests().get(name);
            if (!seen.equals(signed)) {
                throw new UntrustedModelException(
                        path, Reason.CHANGED, "expected the SHA-256 " + signed + " that was signed but it is " + seen);
            }
        });
    }

    private static String digest(Path file) {
        try {
            return Digests.sha256(file);
        } catch (IOException e) {
            throw new UntrustedModelException(file, Reason.UNREADABLE, "the file cannot be read to its end", e);
        }
    }

    private static boolean isSame(Path path, Path bundle) {
        return path.toAbsolutePath().normalize().equals(bundle.toAbsolutePath().normalize());
    }
}
