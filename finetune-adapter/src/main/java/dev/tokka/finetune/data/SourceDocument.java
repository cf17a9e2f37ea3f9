// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tokka.Digests;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A text that rows are made of, such as a page of a handbook.
 *
 * @param id identifies it among all documents; not blank
 * @param text plain text or Markdown; may be empty
 * @param licence under which it may be used, such as {@code own work}, if it is known; not blank
 */
public record SourceDocument(String id, String text, Optional<String> licence) implements RowSource {

    /** Checks the above. */
    public SourceDocument {
        Texts.requireText(id, "id");
        Texts.requireWritable(text, "text");
        licence.ifPresent(name -> Texts.requireText(name, "licence"));
    }

    /** Returns a document under a licence. */
    public static SourceDocument of(String id, String text, String licence) {
        return new SourceDocument(id, text, Optional.of(licence));
    }

    /**
     * Returns the Markdown and text files below {@code folder}, sorted by their path, which is their id.
     *
     * @throws IOException if one cannot be read
     * @throws TrainingDataException if one is not in UTF-8
     */
    public static List<SourceDocument> markdown(Path folder, String licence) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(folder)) {
            files = found.filter(file -> file.toString().matches("(?i).*\\.(md|markdown|txt)"))
                    .sorted()
                    .toList();
        }
        List<SourceDocument> documents = new ArrayList<>();
        for (Path file : files) {
            String id = folder.relativize(file).toString().replace('\\', '/');
            try {
                documents.add(of(id, Files.readString(file, UTF_8), licence));
            } catch (MalformedInputException e) {
                throw new TrainingDataException(file.toString(), 0, "expected UTF-8 but it is not", e);
            }
        }
        return documents;
    }

    /** {@inheritDoc} The SHA-256 of the text, in hexadecimal. */
    @Override
    public String digest() {
        return Digests.sha256(text);
    }

    @Override
    public String toString() {
        return "SourceDocument " + id + " (" + text.length() + " characters)"; // logs must not hold texts
    }
}
