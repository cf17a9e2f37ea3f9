// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokka.onnx.ModelDirectory;
import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The prompts of transformers, token for token. */
final class GoldenPromptsTest {

    @Test
    void rawPromptsHaveTheTokensOfTransformers() throws IOException {
        ModelDirectory directory = SharedModels.of("tiny-copy");
        try (ModelTokenizer tokenizer = ModelTokenizer.open(directory)) {
            for (JsonNode line : SharedModels.golden(directory)) {
                int[] ids = tokenizer.encode(line.path("prompt").asText());
                assertThat(IntStream.concat(IntStream.of(tokenizer.beginning().orElseThrow()), IntStream.of(ids)))
                        .containsExactly(IntStream.of(SharedModels.ids(line.path("promptIds")))
                                .boxed()
                                .toArray(Integer[]::new));
                assertThat(tokenizer.decode(SharedModels.ids(line.path("outputIds"))))
                        .isEqualTo(line.path("text").asText());
            }
        }
    }

    @Test
    void renderedPromptsHaveTheTokensOfTransformers() throws IOException {
        ModelDirectory directory = SharedModels.of("demo-lm");
        try (ModelTokenizer tokenizer = ModelTokenizer.open(directory)) {
            ChatTemplate template = ChatTemplate.of(directory, tokenizer).orElseThrow();
            for (JsonNode line : SharedModels.golden(directory)) {
                RenderedPrompt prompt = template.render(SharedModels.messages(line), true);
                assertThat(prompt.text()).isEqualTo(line.path("prompt").asText());
                assertThat(tokenizer.encode(prompt)).containsExactly(SharedModels.ids(line.path("promptIds")));
                assertThat(tokenizer.decode(SharedModels.ids(line.path("outputIds"))))
                        .isEqualTo(line.path("text").asText());
            }
        }
    }
}
