// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import dev.tokka.Digests;
import dev.tokka.rag.Encoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Vectors of texts, kept in files so that a second run does not encode again.
 *
 * @param folder of the files
 */
record EncodedTexts(Encoder encoder, Path folder) {

    private static final int AT_ONCE = 256;

    /** Returns the vectors of {@code texts}, from the file {@code name} if it has them. */
    List<float[]> of(String name, Encoder.Role role, List<String> texts) throws IOException {
        String key = Digests.sha256(role + encoder.describe().fingerprint() + texts);
        return new VectorFile(folder.resolve(name + ".vectors")).readOrMake(key, () -> encode(role, texts));
    }

    private List<float[]> encode(Encoder.Role role, List<String> texts) {
        List<float[]> vectors = new ArrayList<>();
        for (int start = 0; start < texts.size(); start += AT_ONCE) {
            vectors.addAll(encoder.encode(role, texts.subList(start, Math.min(texts.size(), start + AT_ONCE))));
        }
        return vectors;
    }
}
