// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import dev.tokka.Description;
import dev.tokka.rag.text.Language;
import java.util.List;
import java.util.Map;

/** An encoder of English whose cosines can be worked by hand: a passage is as close as the first word says that it holds. */
record AngleEncoder(Map<String, Double> cosines) implements Encoder {

    @Override
    public List<float[]> encode(Role role, List<String> texts) {
        return texts.stream()
                .map(text -> vector(role == Role.QUERY ? 1 : cosine(text)))
                .toList();
    }

    private double cosine(String text) {
        return cosines.entrySet().stream()
                .filter(cosine -> text.contains(cosine.getKey()))
                .mapToDouble(Map.Entry::getValue)
                .findFirst()
                .orElse(0);
    }

    private static float[] vector(double cosine) {
        return new float[] {(float) cosine, (float) Math.sqrt(1 - cosine * cosine)};
    }

    @Override
    public int dimension() {
        return 2;
    }

    @Override
    public Description describe() {
        return Description.of("encoder", "angle");
    }

    @Override
    public boolean covers(Language language) {
        return language == Language.ENGLISH;
    }
}
