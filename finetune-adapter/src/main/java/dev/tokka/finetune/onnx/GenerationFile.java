// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.onnx;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokka.finetune.decoding.DecodingSettings;
import dev.tokka.onnx.ModelDirectory;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.ModelFileException.Reason;
import java.util.Set;

/** What {@code generation_config.json} says about decoding. */
record GenerationFile(ModelDirectory directory, JsonNode json) {

    private static final String NAME = "generation_config.json";
    private static final int MAX_TOKENS = 1024;

    static GenerationFile of(ModelDirectory directory) {
        return new GenerationFile(directory, directory.json(NAME));
    }

    /** Returns the settings that draw nothing: the likeliest tokens, with the repetition penalty and the length of the file. */
    DecodingSettings greedy(Set<Integer> ends) {
        return checked(() -> DecodingSettings.GREEDY
                .withEndTokens(ends)
                .withMaxTokens(json.path("max_new_tokens").asInt(MAX_TOKENS))
                .withRepetitionPenalty(json.path("repetition_penalty").asDouble(1)));
    }

    /** Returns the settings that the makers recommend, which draw tokens if the file says so. */
    DecodingSettings recommended(Set<Integer> ends) {
        DecodingSettings greedy = greedy(ends);
        return !json.path("do_sample").asBoolean(false)
                ? greedy
                : checked(() -> greedy.withDraw(new DecodingSettings.Draw(
                        json.path("temperature").asDouble(1),
                        json.path("top_k").asInt(50), // the default of transformers
                        json.path("top_p").asDouble(1),
                        json.path("min_p").asDouble(0))));
    }

    private interface Settings {
        DecodingSettings make();
    }

    private DecodingSettings checked(Settings settings) {
        try {
            return settings.make();
        } catch (IllegalArgumentException e) {
            throw new ModelFileException(
                    directory.path().resolve(NAME),
                    Reason.UNSUPPORTED,
                    "expected other settings: " + e.getMessage(),
                    e);
        }
    }
}
