// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.Description;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelFamilyTest {

    @ParameterizedTest
    @CsvSource({
        "gpt-4o-2024-08-06,gpt",
        "openai/gpt-oss-20b,gpt",
        "o3-mini,gpt",
        "EleutherAI/gpt-neox-20b,gpt-neo",
        "claude-sonnet-4,claude",
        "anthropic.claude-v2,claude",
        "meta-llama/Llama-3.1-8B,llama",
        "elyza/ELYZA-japanese-Llama-2-7b,llama",
        "Qwen/Qwen2.5-7B-Instruct,qwen",
        "gemini-2.0-flash,gemini",
        "google/medgemma-4b,gemma",
        "mistralai/Mixtral-8x7B,mistral"
    })
    void isToldByTheModelId(String id, String family) {
        assertThat(ModelFamily.of(Description.of("chat", id))).containsExactly(new ModelFamily(family));
    }

    @Test
    void isFoundInPropertiesAndParts() {
        Description inner = Description.of("chat").with("model", "claude-haiku").with("timeout", "gpt");
        Description outer = Description.of("cascade").withPart(inner).withPart(Description.of("chat", "gpt-4o"));

        assertThat(ModelFamily.of(outer)).containsExactlyInAnyOrder(new ModelFamily("claude"), new ModelFamily("gpt"));
    }

    @Test
    void namesOfOnesOwnTellNothing() {
        assertThat(ModelFamily.of(Description.of("chat", "bank-assistant-7"))).isEmpty();
        assertThat(new ModelFamily(" House ").name()).isEqualTo("house");
        assertThatThrownBy(() -> new ModelFamily(" ")).hasMessageContaining("name");
    }
}
