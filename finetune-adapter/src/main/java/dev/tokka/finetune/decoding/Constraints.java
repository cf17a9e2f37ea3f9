// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding;

import static java.util.Objects.requireNonNull;

import dev.tokka.finetune.decoding.automaton.ByteState;
import dev.tokka.finetune.decoding.automaton.JsonSchemas;
import dev.tokka.finetune.decoding.automaton.Labels;
import dev.tokka.finetune.decoding.automaton.UnsupportedSchemaException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes constraints in the tokens of one vocabulary. Keep one for each model: the tree of all tokens is built once. Safe
 * for use by many threads.
 */
public final class Constraints {

    /** So many schemas are remembered; each takes up to some 40 MB with all that was worked out. */
    private static final int MOST_SCHEMAS = 8;

    private final ByteTrie trie;
    private final Map<String, TokenConstraint> schemas = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, TokenConstraint> eldest) {
            return size() > MOST_SCHEMAS;
        }
    };

    /** Reads the bytes of all tokens of {@code vocabulary}. */
    public Constraints(Vocabulary vocabulary) {
        this.trie = ByteTrie.of(requireNonNull(vocabulary, "vocabulary"));
    }

    /**
     * Returns the constraint to one of {@code labels}, exactly.
     *
     * @param labels at least one, none empty
     */
    public TokenConstraint oneOf(Collection<String> labels) {
        return of(Labels.of(labels));
    }

    /**
     * Returns the constraint to JSON documents that satisfy {@code schema}. The latest ones are remembered, with what was
     * worked out for them.
     *
     * @param schema as JSON text; what of JSON Schema is understood, {@link JsonSchemas} says
     * @throws UnsupportedSchemaException if the rest is needed
     */
    public TokenConstraint jsonSchema(String schema) {
        synchronized (schemas) {
            TokenConstraint known = schemas.get(schema);
            if (known == null) {
                known = of(JsonSchemas.of(schema));
                schemas.put(schema, known);
            }
            return known;
        }
    }

    /** Returns the constraint to what may be written from {@code start} on. */
    public TokenConstraint of(ByteState start) {
        return new TokenConstraint(requireNonNull(start, "start"), trie);
    }
}
