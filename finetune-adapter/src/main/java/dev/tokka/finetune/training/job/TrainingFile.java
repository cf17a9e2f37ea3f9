// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.job;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tokka.Checks;
import dev.tokka.Digests;
import dev.tokka.finetune.training.job.TrainingException.Reason;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of rows to train on, in UTF-8, one JSON object a line. All rows have one form.
 *
 * @param path where it is
 * @param form what its rows are
 * @param sha256 of its bytes, in lower-case hexadecimal
 * @param rows how many; at least 1
 * @param bytes how long it is
 * @see <a href="https://platform.openai.com/docs/guides/supervised-fine-tuning">The rows of OpenAI's fine-tuning API</a>
 */
public record TrainingFile(Path path, Form form, String sha256, long rows, long bytes) {

    private static final ObjectReader READER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    /** What a row is. */
    public enum Form {
        /** {@code {"messages": [{"role": "user", "content": "…"}, {"role": "assistant", "content": "…"}]}}. */
        CHAT,
        /** {@code {"prompt": "…", "completion": "…"}}: raw text, for models without a chat template. */
        COMPLETION
    }

    /** Checks the ranges above. */
    public TrainingFile {
        requireNonNull(path, "path");
        requireNonNull(form, "form");
        Checks.requireText(sha256, "sha256");
        if (rows < 1 || bytes < 1) {
            throw new IllegalArgumentException("expected at least one row but got " + rows + " in " + bytes + " bytes");
        }
    }

    /**
     * Reads and checks a file, each row of it: a chat ends with what the model is to say, and roles are {@code system}, {@code
     * developer}, {@code user} and {@code assistant}.
     *
     * @throws TrainingException with {@link Reason#BAD_DATA} if a row is not as it must be; the message says which line, and what
     *     was expected and seen, without its text
     */
    public static TrainingFile of(Path path) {
        try (BufferedReader lines = Files.newBufferedReader(requireNonNull(path, "path"))) {
            Form form = Form.CHAT;
            long rows = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                rows++;
                Row row = new Row(path, rows, parsed(path, rows, line));
                form = rows == 1 ? row.form() : form;
                row.require(form);
            }
            if (rows == 0) {
                throw new TrainingException(Reason.BAD_DATA, path + ": expected rows but the file is empty");
            }
            return new TrainingFile(path, form, Digests.sha256(path), rows, Files.size(path));
        } catch (CharacterCodingException e) {
            throw new TrainingException(Reason.BAD_DATA, path + ": expected UTF-8 but it is something else", e);
        } catch (IOException e) {
            throw new TrainingException(Reason.DIRECTORY, path + ": cannot be read", e);
        }
    }

    private static JsonNode parsed(Path path, long number, String line) {
        try {
            return READER.readTree(line);
        } catch (JsonProcessingException e) {
            throw new TrainingException(
                    Reason.BAD_DATA,
                    path + ":" + number + ": expected a JSON object but it is no JSON"); // e shows text
        }
    }

    /**
     * Checks that the file is still the one that it was.
     *
     * @throws TrainingException with {@link Reason#DIRECTORY} if it has changed or is gone
     */
    public void requireUnchanged() {
        try {
            if (!Digests.sha256(path).equals(sha256)) {
                throw new TrainingException(
                        Reason.DIRECTORY, path + ": expected the rows that the job began with but they have changed");
            }
        } catch (IOException e) {
            throw new TrainingException(
                    Reason.DIRECTORY, path + ": expected the rows that the job began with but cannot read them", e);
        }
    }

    /** Returns this file at another place. */
    public TrainingFile at(Path newPath) {
        return new TrainingFile(newPath, form, sha256, rows, bytes);
    }
}
