// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.onnx;

import dev.tokka.finetune.decoding.Sequences;
import java.util.List;

/**
 * Sequences of an encoder–decoder as those of a decoder alone: what they begin with are the tokens that every output begins
 * with, in whose place the encoder reads the sources. So what is counted as the beginning of an output, as by a repetition
 * penalty or the most tokens, is not the source, as in transformers.
 */
final class SourceSequences implements Sequences {

    private final Sequences sequences;
    private final List<int[]> sources;
    private boolean begun;

    /** Begins outputs for {@code sources}, one each; {@code sequences} are empty, and closed with this. */
    SourceSequences(Sequences sequences, List<int[]> sources) {
        this.sequences = sequences;
        this.sources = sources;
    }

    @Override
    public List<float[]> append(List<int[]> tokens) {
        if (begun) {
            return sequences.append(tokens);
        }
        if (tokens.size() != sources.size()) {
            throw new IllegalArgumentException(
                    "expected beginnings for " + sources.size() + " sources but they are for " + tokens.size());
        }
        begun = true;
        return sequences.append(sources);
    }

    @Override
    public void select(int... rows) {
        sequences.select(rows);
    }

    @Override
    public void close() {
        sequences.close();
    }
}
