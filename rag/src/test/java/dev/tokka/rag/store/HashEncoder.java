// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.store;

import dev.tokka.Description;
import dev.tokka.rag.Encoder;
import java.util.List;
import java.util.Locale;

/** An encoder that counts words in eight buckets, so that tests of stores need no model. */
final class HashEncoder implements Encoder {

    @Override
    public List<float[]> encode(Role role, List<String> texts) {
        return texts.stream().map(HashEncoder::vector).toList();
    }

    private static float[] vector(String text) {
        float[] vector = new float[8];
        vector[7] = 0.1f;
        for (String word : text.toLowerCase(Locale.ROOT).split("\\W+", -1)) {
            vector[Math.floorMod(word.hashCode(), 8)]++;
        }
        double sum = 0;
        for (float each : vector) {
            sum += each * each;
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= (float) Math.sqrt(sum);
        }
        return vector;
    }

    @Override
    public int dimension() {
        return 8;
    }

    @Override
    public Description describe() {
        return Description.of("encoder", "hash");
    }
}
