// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.onnx;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokka.onnx.ModelDirectory;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.ModelFileException.Reason;
import java.util.ArrayList;
import java.util.List;

/**
 * What the settings of an encoder–decoder say.
 *
 * @param start the tokens that every output begins with: that of the decoder, then one that is forced, if any
 * @param padding the token that fills up shorter inputs
 * @param context the most tokens of an input, and of an output
 */
record Seq2SeqShape(List<Integer> start, int padding, int context) {

    private static final int DEFAULT_CONTEXT = 1024; // of models whose positions are relative

    static Seq2SeqShape of(ModelDirectory directory) {
        directory.file("config.json");
        JsonNode config = directory.json("config.json");
        JsonNode generation = directory.json("generation_config.json");
        int first = number(generation, config, "decoder_start_token_id");
        if (first < 0) {
            throw new ModelFileException(
                    directory.path(),
                    Reason.UNDECIDED,
                    "expected \"decoder_start_token_id\" in generation_config.json or config.json but there is none");
        }
        List<Integer> start = new ArrayList<>(List.of(first));
        int forced = number(generation, config, "forced_bos_token_id");
        if (forced >= 0) {
            start.add(forced);
        }
        int context = Math.max(
                config.path("max_position_embeddings").asInt(0),
                config.path("n_positions").asInt(0));
        return new Seq2SeqShape(
                List.copyOf(start),
                Math.max(0, number(generation, config, "pad_token_id")),
                context > 0 ? context : DEFAULT_CONTEXT);
    }

    private static int number(JsonNode first, JsonNode second, String name) {
        return first.path(name).isInt()
                ? first.path(name).intValue()
                : second.path(name).asInt(-1);
    }
}
