// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.onnx;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokka.onnx.ModelDirectory;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.ModelFileException.Reason;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Set;

/** How long a text may be. */
final class TokenLimit {

    private static final int DEFAULT = 512;
    private static final int MINIMUM = 8;
    /** Their positions begin after the number of the padding token, so that two of them are lost. */
    private static final Set<String> LATE_POSITIONS = Set.of("roberta", "xlm-roberta", "camembert", "mpnet");

    private TokenLimit() {}

    /** Returns the least of what the files and the options say, in tokens, special ones included; else 512. */
    static int of(ModelDirectory directory, JsonNode own, OptionalInt chosen) {
        JsonNode config = directory.json("config.json");
        int lost = LATE_POSITIONS.contains(config.path("model_type").asText()) ? 2 : 0;
        long[] limits = {
            own.path("maxTokens").asLong(0),
            chosen.orElse(0),
            directory.json("sentence_bert_config.json").path("max_seq_length").asLong(0),
            (long) Math.min(
                    1e9,
                    directory
                            .json("tokenizer_config.json")
                            .path("model_max_length")
                            .asDouble(0)),
            config.path("max_position_embeddings").asLong(0) - lost
        };
        long least = Arrays.stream(limits).filter(limit -> limit > 0).min().orElse(DEFAULT);
        if (least < MINIMUM) {
            throw new ModelFileException(
                    directory.path(),
                    Reason.UNSUPPORTED,
                    "expected texts of at least " + MINIMUM + " tokens but it takes " + least);
        }
        return least >= 1_000_000_000 ? DEFAULT : (int) least;
    }
}
