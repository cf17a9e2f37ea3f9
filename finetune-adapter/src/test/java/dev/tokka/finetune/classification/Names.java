// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.classification;

import dev.tokka.finetune.graph.EncoderFiles;
import dev.tokka.finetune.graph.EncoderGraph;
import java.nio.file.Path;
import java.util.List;

/** A tagger whose answers can be worked out by hand: each piece of a word has a tag of its own. */
final class Names {

    static final List<String> PIECES =
            List.of("toyota", "motor", "bank", "of", "japan", "tokyo", "hon", "##da", "met", "and", "東");

    /** The tag of each piece, by its place in the scheme below. */
    private static final int[] TAGS = {1, 2, 1, 2, 2, 3, 1, 0, 0, 0, 3};

    private Names() {}

    /** Writes one with four labels: outside, first word of an organization, further word of it, first word of a place. */
    static EncoderFiles write(Path directory, String... labels) {
        float[][] rows = new float[4 + PIECES.size()][labels.length];
        for (int i = 0; i < PIECES.size(); i++) {
            rows[4 + i][TAGS[i]] = 4;
        }
        rows[1][0] = 4; // an unknown word is outside
        rows[4 + 7][0] = 1; // "##da" is not sure, so that "hon" decides
        return new EncoderFiles(directory, PIECES).write(EncoderGraph.sums(true, rows), "bert", labels);
    }

    static EncoderFiles write(Path directory) {
        return write(directory, "O", "B-ORG", "I-ORG", "B-LOC");
    }
}
