// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON schema is what the declarations give, and takes what the loader takes. */
class SchemaTest {

    private static final com.networknt.schema.Schema SCHEMA =
            compiled(Parts.loader().schema());

    @Example
    void theSchemaIsASchema() throws IOException {
        JsonNode json = new JsonMapper().readTree(Parts.loader().schema());

        assertThat(registry()
                        .getSchema(
                                com.networknt.schema.SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"))
                        .validate(json))
                .isEmpty();
    }

    @Property(tries = 200)
    void theSchemaTakesWhatTheLoaderTakes(@ForAll("compositions") Composition composition) {
        JsonNode json = new JsonMapper().valueToTree(CompositionTest.contents(composition));

        assertThat(SCHEMA.validate(json)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{tokka: 2, model: {says: A.}}",
                "{tokka: 1}",
                "{tokka: 1, model: {says: A., use: B.}}",
                "{tokka: 1, model: {sais: A.}}",
                "{tokka: 1, model: {says: ' '}}",
                "{tokka: 1, model: {fallback: []}}",
                "{tokka: 1, model: {says: A., with: [{cached: {}}]}}",
                "{tokka: 1, model: {says: A., with: [{cached: {max-age: 10}}]}}",
                "{tokka: 1, model: {says: A., with: [{cleared: secret}]}}",
                "{tokka: 1, model: {says: A., with: [{resilient: {timeot: 1s}}]}}",
                "{tokka: 1, model: {vote: {models: [{says: A.}], quorum: 0}}}",
                "{tokka: 1, model: {openai: {base-url: 'http://localhost', model: a, api-key: sk-1234}}}"
            })
    void theSchemaRefusesWhatTheLoaderRefuses(String yaml) throws IOException {
        List<Error> errors = SCHEMA.validate(new YAMLMapper().readTree(yaml));

        assertThat(errors).isNotEmpty();
    }

    private static com.networknt.schema.Schema compiled(String schema) {
        try {
            return registry().getSchema(new JsonMapper().readTree(schema));
        } catch (IOException e) {
            throw new IllegalStateException("the schema is no JSON", e);
        }
    }

    private static SchemaRegistry registry() {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    }

    @Provide
    Arbitrary<Composition> compositions() {
        return Composition.upTo(3);
    }
}
