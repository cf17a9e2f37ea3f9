// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;

/** Templates without a model. */
final class Templates {

    static final Path FILE = Path.of("chat_template.jinja");

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2024-07-26T10:00:00Z"), ZoneOffset.UTC);

    private Templates() {}

    static ChatTemplate of(String text) {
        return of(text, "<s>", "</s>");
    }

    static ChatTemplate of(String text, String begin, String end) {
        ObjectNode empty = new ObjectMapper().createObjectNode();
        ObjectNode config = empty.deepCopy().put("bos_token", begin).put("eos_token", end);
        return ChatTemplate.of(
                new TemplateSource(FILE, text), new TokenizerFiles("", config, empty, empty, empty), CLOCK);
    }

    static String text(String resource) {
        try (InputStream in =
                Objects.requireNonNull(Templates.class.getResourceAsStream("/chat-templates/" + resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(String resource) {
        try {
            return new ObjectMapper().readTree(text(resource));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
