// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.ranking;

import dev.tokka.Description;
import dev.tokka.rag.Encoder;
import dev.tokka.rag.text.Language;
import java.util.List;
import java.util.Locale;

/** Hashes the words of English texts into 32 dimensions. */
record WordEncoder() implements Encoder {

    private static final int DIMENSION = 32;

    @Override
    public List<float[]> encode(Role role, List<String> texts) {
        return texts.stream().map(WordEncoder::encode).toList();
    }

    private static float[] encode(String text) {
        float[] vector = new float[DIMENSION];
        vector[0] = 0.1f; // a text without words has a direction too
        for (String word : text.toLowerCase(Locale.ROOT).split("\\W+", -1)) {
            vector[Math.floorMod(word.hashCode(), DIMENSION)]++;
        }
        double squares = 0;
        for (float each : vector) {
            squares += each * each;
        }
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] /= (float) Math.sqrt(squares);
        }
        return vector;
    }

    @Override
    public int dimension() {
        return DIMENSION;
    }

    @Override
    public Description describe() {
        return Description.of("encoder", "words");
    }

    @Override
    public boolean covers(Language language) {
        return language == Language.ENGLISH;
    }
}
