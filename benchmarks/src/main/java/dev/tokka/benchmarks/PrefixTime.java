// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import dev.tokka.finetune.onnx.OnnxChatModel;
import dev.tokka.finetune.onnx.OnnxChatOptions;
import java.nio.file.Path;
import java.util.List;

/**
 * Time to the first token of prompts that share about a thousand tokens, with and without the cache of beginnings; the two
 * take turns.
 *
 * @param model the directory
 */
record PrefixTime(Path model) {

    private static final int ROUNDS = 5;
    private static final int SHARED_TOKENS = 1000;

    List<Figure> measure() {
        double[] cached = new double[ROUNDS];
        double[] plain = new double[ROUNDS];
        String shared;
        try (OnnxChatModel with = OnnxChatModel.open(model);
                OnnxChatModel without =
                        OnnxChatModel.open(model, OnnxChatOptions.defaults().withPrefixBytes(0))) {
            shared = shared(without);
            for (int round = -1; round < ROUNDS; round++) { // the first fills the cache and is not counted
                String text = shared + " Question " + (round + 1) + "?";
                double first = Writing.of(with, text, 1).nanos() / 1e6;
                double second = Writing.of(without, text, 1).nanos() / 1e6;
                if (round >= 0) {
                    cached[round] = first;
                    plain[round] = second;
                }
            }
        }
        return List.of(
                Figure.of("first token, 1,000 shared tokens, no cache", Percentile.median(plain), "ms"),
                Figure.of("first token, 1,000 shared tokens, cache", Percentile.median(cached), "ms"),
                Figure.of("first token, no cache / cache", Percentile.median(plain) / Percentile.median(cached))
                        .atLeast(10));
    }

    /** Returns a text of about as many tokens. */
    private static String shared(OnnxChatModel model) {
        String sentence = "A fee applies to every transfer abroad. ";
        int own = Writing.of(model, sentence, 1).promptTokens();
        int each = Writing.of(model, sentence + sentence, 1).promptTokens() - own;
        return sentence.repeat(SHARED_TOKENS / each);
    }
}
