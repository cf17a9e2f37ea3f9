// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import java.util.HashSet;
import java.util.List;

/** The form that a reply's text must have. */
public sealed interface AnswerForm {

    /** Any text. */
    AnswerForm FREE_TEXT = new FreeText();

    /**
     * Returns the form that is exactly one of {@code labels}.
     *
     * @throws IllegalArgumentException as {@link OneOf} does
     */
    static AnswerForm oneOf(String... labels) {
        return new OneOf(List.of(labels));
    }

    /** Any text; use {@link #FREE_TEXT}. */
    record FreeText() implements AnswerForm {}

    /**
     * Exactly one of some labels, as in classification.
     *
     * @param labels at least two, not blank, all different
     */
    record OneOf(List<String> labels) implements AnswerForm {

        /** Checks and copies the labels. */
        public OneOf {
            labels = List.copyOf(labels);
            labels.forEach(label -> Checks.requireText(label, "label"));
            if (labels.size() < 2 || new HashSet<>(labels).size() < labels.size()) {
                throw new IllegalArgumentException("labels must be at least two and different but are " + labels);
            }
        }
    }

    /**
     * A JSON document that satisfies a JSON schema.
     *
     * @param schema the schema as JSON text; not blank
     * @see <a href="https://json-schema.org/draft/2020-12/json-schema-core">JSON Schema 2020-12</a>
     */
    record JsonSchema(String schema) implements AnswerForm {

        /** Checks that the schema is not blank. */
        public JsonSchema {
            Checks.requireText(schema, "schema");
        }
    }
}
