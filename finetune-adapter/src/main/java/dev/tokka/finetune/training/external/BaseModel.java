// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.external;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.Digests;

/**
 * The model that is tuned, as far as a training program must know it.
 *
 * @param id by which the program loads it: a name of the hub, or a directory; not blank
 * @param architecture the {@code model_type} of its {@code config.json}, such as {@code llama}; decides which modules are tuned
 * @param chatTemplate the Jinja template that serves it and therefore wraps the rows in training; empty if it has none, and rows
 *     are raw text
 */
public record BaseModel(String id, String architecture, String chatTemplate) {

    /** Checks the above. */
    public BaseModel {
        Checks.requireText(id, "id");
        Checks.requireText(architecture, "architecture");
        requireNonNull(chatTemplate, "chatTemplate");
    }

    /** Returns the SHA-256 of the template, or an empty text if there is none. */
    String templateDigest() {
        return chatTemplate.isEmpty() ? "" : Digests.sha256(chatTemplate);
    }
}
