// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tokka.Digests;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.ModelFileException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that tells something of a model and that the model's file names with its digest.
 *
 * @param what it is, for messages, such as {@code datasheet}
 * @param owner the file of the model
 * @param file where it is
 * @param sha256 what its bytes must have
 */
record Attachment(String what, Path owner, Path file, String sha256) {

    /** Reads the member {@code what}, {@code {"file": …, "sha256": …}}. */
    static Attachment read(Members members, String what, Path folder) {
        Members object = members.object(what);
        object.only("file", "sha256");
        String sha256 = object.required("sha256");
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw object.wrong("expected \"sha256\" to be a SHA-256 in lower-case hexadecimal but it is another text");
        }
        return new Attachment(what, members.file(), TunedFile.path(object, "file", folder), sha256);
    }

    /** Checks that the file is there and has the digest. */
    void check() {
        requireThere();
        try {
            requireSame(Digests.sha256(file));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Returns the content, of which the digest is checked; a missing node if it is not JSON. */
    JsonNode json() {
        requireThere();
        try {
            byte[] bytes = Files.readAllBytes(file);
            requireSame(Digests.sha256(bytes));
            return new ObjectMapper().readTree(bytes);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private void requireThere() {
        if (!Files.isRegularFile(file)) {
            throw new ModelFileException(
                    file, Reason.MISSING, "expected the " + what + " that " + owner + " names but there is none");
        }
    }

    private void requireSame(String seen) {
        if (!seen.equals(sha256)) {
            throw new ModelFileException(
                    file,
                    Reason.MALFORMED,
                    "expected the " + what + " that " + owner + " names, with the SHA-256 " + sha256
                            + ", but its content has " + seen);
        }
    }

    private ModelFileException unreadable(IOException e) {
        return new ModelFileException(file, Reason.UNREADABLE, "the " + what + " cannot be read", e);
    }
}
