// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.external;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** A file of settings in YAML, one a line; each value is JSON, which is YAML too. */
final class SettingsText {

    private static final JsonMapper JSON = new JsonMapper();

    private final StringBuilder text = new StringBuilder();

    SettingsText with(String name, Object value) {
        JsonNode json = JSON.valueToTree(value);
        text.append(name).append(": ").append(json).append('\n');
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
