// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.classification;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokka.onnx.ModelDirectory;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.ModelFileException.Reason;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.DoubleStream;

/** How long a text may be. */
final class TokenLimit {

    private static final int DEFAULT = 512;
    private static final int MINIMUM = 8;
    private static final double NONE = 1e9; // what tokenizers write when there is no limit is larger
    /** Their positions begin after the number of the padding token, so that two of them are lost. */
    private static final Set<String> LATE_POSITIONS =
            Set.of("roberta", "xlm-roberta", "xlm-roberta-xl", "camembert", "mpnet", "longformer");

    private TokenLimit() {}

    /** Returns the least of what the files and the options say, in tokens, special ones included; else 512. */
    static int of(ModelDirectory directory, OptionalInt chosen) {
        JsonNode config = directory.json("config.json");
        int lost = LATE_POSITIONS.contains(config.path("model_type").asText()) ? 2 : 0;
        double least = DoubleStream.of(
                        chosen.orElse(0),
                        directory
                                .json("tokenizer_config.json")
                                .path("model_max_length")
                                .asDouble(0),
                        config.path("max_position_embeddings").asDouble(0) - lost)
                .filter(limit -> limit > 0)
                .min()
                .orElse(NONE);
        if (least < MINIMUM) {
            throw new ModelFileException(
                    directory.path(),
                    Reason.UNSUPPORTED,
                    "expected texts of at least " + MINIMUM + " tokens but it takes " + (int) least);
        }
        return least >= NONE ? DEFAULT : (int) Math.min(least, 1 << 20);
    }
}
