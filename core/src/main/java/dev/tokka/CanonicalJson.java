// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/** Writes descriptions so that equal ones are equal text. */
final class CanonicalJson {

    // ASCII, because a lone surrogate has no UTF-8 of its own: texts that differ in one would share a fingerprint.
    private static final JsonFactory ASCII =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private CanonicalJson() {}

    static String write(Description description) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = ASCII.createGenerator(text)) {
            write(description, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a StringWriter does not fail
        }
        return text.toString();
    }

    private static void write(Description description, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", description.kind());
        json.writeStringField("name", description.name());
        json.writeArrayFieldStart("parts");
        for (Description part : description.parts()) {
            write(part, json);
        }
        json.writeEndArray();
        json.writeObjectFieldStart("properties");
        for (Map.Entry<String, String> property : description.properties().entrySet()) {
            json.writeStringField(property.getKey(), property.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }
}
