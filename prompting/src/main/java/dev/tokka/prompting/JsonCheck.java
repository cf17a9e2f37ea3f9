// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.networknt.schema.AbsoluteIri;
import com.networknt.schema.Error;
import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.OutputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.tokka.Span;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Finds the JSON document that a reply is, and checks it against a schema. */
final class JsonCheck implements FormCheck {

    private static final int MAX_NESTING = 200;
    private static final int MAX_STEPS = 300_000;
    private static final int MAX_PROBLEMS = 5;
    private static final int MAX_PROBLEM_LENGTH = 200;

    private static final JsonMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_NESTING)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Schema schema;

    private JsonCheck(Schema schema) {
        this.schema = schema;
    }

    /**
     * Returns the check for {@code schema}.
     *
     * @throws IllegalArgumentException if it is not JSON, no schema, or refers to another document
     */
    static JsonCheck of(String schema) {
        JsonNode json;
        try {
            json = STRICT.readTree(schema);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("schema must be JSON but is not: " + e.getOriginalMessage(), e);
        }
        try {
            return new JsonCheck(compiled(json));
        } catch (SchemaException e) {
            throw new IllegalArgumentException("schema must be a JSON schema on its own but: " + e.getMessage(), e);
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException("schema must end but refers to itself without end", e);
        }
    }

    private static Schema compiled(JsonNode json) {
        if (!json.isObject() && !json.isBoolean()) {
            throw new IllegalArgumentException(
                    "schema must be an object or a boolean but is of type " + json.getNodeType());
        }
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemaLoader(loader -> loader.allow(JsonCheck::isMetaSchema))
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .locale(Locale.ENGLISH) // else advice would depend on the machine
                                .build()));
        Schema schema = registry.getSchema(json);
        String dialect = schema.getSchemaContext().getDialect().getId();
        List<Error> errors = registry.getSchema(SchemaLocation.of(dialect)).validate(json);
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException("schema must satisfy " + dialect + " but does not: " + advice(errors));
        }
        schema.initializeValidators();
        schema.validate(NullNode.getInstance()); // ends in a stack overflow if the schema is nothing but itself
        return schema;
    }

    /** Only these stand in the library itself; everything else would be read from a network or the class path. */
    private static boolean isMetaSchema(AbsoluteIri iri) {
        return iri.toString().matches("https?://json-schema\\.org/draft[-/].*");
    }

    @Override
    public Verdict check(String reply) {
        Span document = CodeFence.contentOf(reply);
        String text = document.of(reply);
        try {
            JsonNode json = STRICT.readTree(text);
            if (json.isMissingNode()) {
                return new Verdict.Unfit("the reply is no JSON document", "not JSON: it is empty");
            }
            List<Error> errors = validate(json);
            return errors.isEmpty()
                    ? new Verdict.Fits(text, document)
                    : new Verdict.Unfit("the reply violates the schema at " + place(errors), advice(errors));
        } catch (JsonProcessingException e) {
            return new Verdict.Unfit("the reply is no JSON document", cut("not JSON: " + e.getOriginalMessage()));
        } catch (StackOverflowError | TooManyStepsException e) {
            return new Verdict.Unfit("the reply takes too long to check against the schema", "too complex");
        }
    }

    private List<Error> validate(JsonNode json) {
        ExecutionContext context = new Counted(schema.createExecutionContext().getExecutionConfig());
        return schema.validate(context, json, OutputFormat.DEFAULT);
    }

    /** Names a place in the schema, since places in the reply are words of the reply. */
    private static String place(List<Error> errors) {
        Error error = errors.get(0);
        return error.getSchemaLocation().getFragment() + " (" + error.getKeyword() + ")";
    }

    private static String advice(List<Error> errors) {
        return errors.stream()
                .limit(MAX_PROBLEMS)
                .map(error -> cut(error.toString()))
                .collect(Collectors.joining("; "));
    }

    private static String cut(String problem) {
        int end = Math.min(problem.length(), MAX_PROBLEM_LENGTH);
        return problem.substring(0, problem.offsetByCodePoints(0, problem.codePointCount(0, end)));
    }

    @Override
    public String demand(Wording wording) {
        return wording.demandJson();
    }

    @Override
    public String toString() {
        return "JSON schema";
    }

    /** Ends a validation that would take for ever, as of nested arrays by alternatives that hold each other. */
    private static final class Counted extends ExecutionContext {

        private int steps;

        Counted(ExecutionConfig config) {
            super(config);
        }

        @Override
        public void evaluationPathAddLast(String keyword) { // called once for each keyword that is applied
            steps++;
            if (steps > MAX_STEPS) {
                throw new TooManyStepsException();
            }
            super.evaluationPathAddLast(keyword);
        }
    }

    private static final class TooManyStepsException extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }
}
