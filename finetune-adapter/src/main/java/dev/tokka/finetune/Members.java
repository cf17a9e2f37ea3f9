// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.ModelFileException.Reason;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The members of a JSON object, each checked when it is read.
 *
 * @param file where it is, for messages
 * @param name of the object in the file; empty for the outermost
 */
record Members(Path file, String name, JsonNode json) {

    /** Refuses members of other names: a slip would change answers without a word. */
    void only(String... names) {
        TreeSet<String> others = new TreeSet<>();
        json.fieldNames().forEachRemaining(others::add);
        others.removeAll(Arrays.asList(names));
        if (!others.isEmpty()) {
            throw wrong("expected members among " + new TreeSet<>(Arrays.asList(names)) + " but it has " + others);
        }
    }

    /** Returns a text, or empty if there is no such member; a text that is there is not blank. */
    Optional<String> text(String member) {
        JsonNode value = json.path(member);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw wrong("expected \"" + member + "\" to be a text but it is something else, or blank");
        }
        return Optional.of(value.textValue());
    }

    String required(String member) {
        return text(member).orElseThrow(() -> wrong("expected a text \"" + member + "\" but there is none"));
    }

    /** Returns whether a member is an object. */
    boolean isObject(String member) {
        return json.path(member).isObject();
    }

    /** Returns the members of an object, which must be there. */
    Members object(String member) {
        if (!isObject(member)) {
            throw wrong("expected an object \"" + member + "\" but there is none");
        }
        return new Members(file, name.isEmpty() ? member : name + "." + member, json.path(member));
    }

    ModelFileException wrong(String seen) {
        return new ModelFileException(file, Reason.UNSUPPORTED, (name.isEmpty() ? "" : "in \"" + name + "\": ") + seen);
    }
}
