// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.onnx;

import dev.tokka.Generation;
import dev.tokka.QuestionRejectedException;
import dev.tokka.finetune.decoding.Constraints;
import dev.tokka.finetune.decoding.TokenConstraint;
import dev.tokka.finetune.decoding.Vocabulary;
import dev.tokka.finetune.decoding.automaton.UnsupportedSchemaException;

/** The JSON schemas that the texts of a model can be held to. Safe for use by many threads. */
final class Schemas {

    private final Constraints constraints;

    Schemas(Vocabulary vocabulary) {
        this.constraints = new Constraints(vocabulary);
    }

    /**
     * Returns the constraint to documents that satisfy a JSON schema.
     *
     * @throws QuestionRejectedException if the schema cannot be kept to
     */
    TokenConstraint constraint(String schema) {
        try {
            return constraints.jsonSchema(schema);
        } catch (UnsupportedSchemaException e) {
            throw new QuestionRejectedException("model: the JSON schema cannot be kept to: " + e.getMessage(), e);
        }
    }

    /** Returns the constraint for a question with {@code settings}, whose stops could cut the document. */
    TokenConstraint constraint(String schema, Generation settings) {
        if (!settings.stops().isEmpty()) {
            throw new QuestionRejectedException("model: stops do not go with a JSON schema, which they could cut");
        }
        return constraint(schema);
    }
}
