// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tokka.finetune.decoding.Decoded.Finish;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever the model would like to write, what is written is JSON and satisfies the schema. */
class JsonConstraintTest {

    private static final int END = 256;
    private static final JsonMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Bytes VOCABULARY = Bytes.allAnd(
            "{\"",
            "\":",
            "\", \"",
            "\"}",
            "},",
            "]",
            "true",
            "false",
            "null",
            "a\"",
            "\"a\"",
            "name",
            " \"",
            "[\n",
            "{\n    ",
            "12",
            "-1",
            "0.5",
            "e9",
            "日本",
            "語",
            "\\u00",
            "\\",
            "kind",
            "\"kind\":\"b\"",
            ",\"",
            "{}",
            "[]",
            "ab\":1");

    static final List<String> SCHEMAS = List.of(
            "true",
            "{}",
            "{\"type\":\"object\"}",
            "{\"type\":\"object\",\"additionalProperties\":{\"type\":\"integer\"}}",
            "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\",\"minLength\":2,\"maxLength\":3},"
                    + "\"name\":{\"type\":\"number\"}},\"required\":[\"name\"],\"additionalProperties\":false}",
            "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"null\"}},\"required\":[\"b\"],"
                    + "\"additionalProperties\":{\"type\":\"boolean\"}}",
            "{\"type\":\"array\",\"items\":{\"type\":\"integer\",\"minimum\":-12,\"exclusiveMaximum\":105},"
                    + "\"minItems\":2,\"maxItems\":4}",
            "{\"type\":\"array\",\"prefixItems\":[{\"const\":\"a\"},{\"type\":\"boolean\"}],\"items\":false,"
                    + "\"minItems\":1}",
            "{\"enum\":[\"a\",\"ab\",1,null,{\"a\":[1,2]},\"日本\"]}",
            "{\"type\":[\"string\",\"null\"],\"maxLength\":4}",
            "{\"type\":\"string\",\"minLength\":5}",
            "{\"type\":\"integer\",\"minimum\":95,\"maximum\":1003}",
            "{\"type\":\"integer\",\"maximum\":-7}",
            "{\"type\":\"number\"}",
            "{\"type\":\"string\",\"minLength\":3,\"maxLength\":80}",
            "{\"anyOf\":[{\"type\":\"integer\"},{\"type\":\"number\"},{\"type\":\"array\",\"items\":{\"$ref\":\"#\"}}]}",
            "{\"$ref\":\"#/$defs/tree\",\"$defs\":{\"tree\":{\"type\":\"object\",\"properties\":{\"left\":"
                    + "{\"$ref\":\"#/$defs/tree\"},\"name\":{\"type\":\"string\"}},\"required\":[\"name\"],"
                    + "\"additionalProperties\":false}}}",
            "{\"oneOf\":[{\"type\":\"object\",\"properties\":{\"kind\":{\"const\":\"a\"},\"x\":{\"type\":\"integer\"}},"
                    + "\"required\":[\"kind\",\"x\"]},{\"type\":\"object\",\"properties\":{\"kind\":{\"const\":\"b\"}},"
                    + "\"required\":[\"kind\"]}]}");

    @Property(tries = 300)
    void whatIsCompleteSatisfiesTheSchema(@ForAll long seed, @ForAll @IntRange(max = 17) int schema) throws Exception {
        String json = SCHEMAS.get(schema);
        Constraints constraints = new Constraints(VOCABULARY);

        Decoded decoded = decode(constraints.jsonSchema(json), closing(seed), seed, 400);

        if (decoded.finish() == Finish.END) {
            assertSatisfied(json, decoded.text());
        }
    }

    @Property(tries = 100)
    void mostTextsEnd(@ForAll long seed, @ForAll @IntRange(max = 17) int schema) throws Exception {
        Constraints constraints = new Constraints(VOCABULARY);

        Decoded decoded = decode(constraints.jsonSchema(SCHEMAS.get(schema)), closing(seed), seed, 100_000);

        assertThat(decoded.finish()).isEqualTo(Finish.END);
        assertSatisfied(SCHEMAS.get(schema), decoded.text());
    }

    @Example
    void aStringThatDoesNotWantToEndEndsAtItsLimit() throws Exception {
        String schema = "{\"type\":\"string\",\"minLength\":3,\"maxLength\":300}";
        Function<List<Integer>, float[]> table = sequence -> {
            float[] logits = closing(sequence.size()).apply(sequence);
            for (int token = 0; token < logits.length; token++) {
                boolean closes = new String(VOCABULARY.bytes(token), UTF_8).contains("\"");
                logits[token] = closes ? -1000 : logits[token];
            }
            return logits;
        };

        Decoded decoded = decode(new Constraints(VOCABULARY).jsonSchema(schema), table, 1, 10_000);

        String string = STRICT.readTree(decoded.text()).textValue();
        assertThat(string.codePointCount(0, string.length())).isEqualTo(300);
    }

    @Example
    void aDocumentThatIsCutOffIsNotComplete() {
        Decoded decoded = decode(new Constraints(VOCABULARY).jsonSchema(SCHEMAS.get(4)), closing(1), 1, 3);

        assertThat(decoded.finish()).isEqualTo(Finish.LENGTH);
    }

    private static Decoded decode(
            TokenConstraint constraint, Function<List<Integer>, float[]> table, long seed, int most) {
        DecodingSettings settings = DecodingSettings.GREEDY
                .withTemperature(1)
                .withSeed(seed)
                .withMaxTokens(most)
                .withEndTokens(Set.of(END));
        return new Decoder(VOCABULARY, Integer.MAX_VALUE)
                .decode(
                        new TableModel(1, Integer.MAX_VALUE, table),
                        DecodingRequest.of(List.of(0), settings).withConstraint(constraint));
    }

    /** Random logits that like to close what is open, since random documents hardly end. */
    private static Function<List<Integer>, float[]> closing(long seed) {
        return sequence -> {
            SplittableRandom random = new SplittableRandom(seed + sequence.size());
            float[] logits = new float[VOCABULARY.size()];
            for (int i = 0; i < logits.length; i++) {
                logits[i] = (float) (random.nextDouble() * 6 - 3);
            }
            for (int token : new int[] {'}', ']', '"', END}) {
                logits[token] += 4;
            }
            return logits;
        };
    }

    static void assertSatisfied(String schema, String text) throws JsonProcessingException {
        JsonNode json = STRICT.readTree(text);
        Schema validator = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(STRICT.readTree(schema));

        assertThat(validator.validate(json)).as(text).isEmpty();
    }
}
