// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.classification;

import dev.tokka.finetune.graph.EncoderFiles;
import dev.tokka.finetune.graph.EncoderGraph;
import java.nio.file.Path;
import java.util.List;

/** A classifier whose answers can be worked out by hand: logits are sums of those of words. */
final class Sentiment {

    static final List<String> WORDS = List.of("profit", "loss", "rose", "fell", "the", "un", "##happy");

    private Sentiment() {}

    /** Writes one with the labels negative, neutral and Positive; a word that it does not know says nothing. */
    static EncoderFiles write(Path directory) {
        return new EncoderFiles(directory, WORDS).write(table(false), "bert", "negative", "neutral", "Positive");
    }

    private static byte[] table(boolean perToken) {
        float[][] rows = new float[4 + WORDS.size()][3];
        rows[4][2] = 2; // profit
        rows[5][0] = 2; // loss
        rows[6][2] = 1; // rose
        rows[7][0] = 1; // fell
        rows[8][1] = 0.5f; // the
        return EncoderGraph.sums(perToken, rows);
    }
}
