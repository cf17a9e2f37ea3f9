// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import dev.tokka.Description;
import dev.tokka.rag.Encoder;
import dev.tokka.rag.text.Language;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Encodes each text once, however many settings are tried with it. */
final class RememberingEncoder implements Encoder {

    private record Input(Role role, String text) {}

    private final Encoder encoder;
    private final Map<Input, float[]> vectors = new ConcurrentHashMap<>();

    RememberingEncoder(Encoder encoder) {
        this.encoder = encoder;
    }

    @Override
    public List<float[]> encode(Role role, List<String> texts) {
        return texts.stream()
                .map(text -> vectors.computeIfAbsent(new Input(role, text), this::encode)
                        .clone())
                .toList();
    }

    private float[] encode(Input input) {
        return encoder.encode(input.role(), List.of(input.text())).get(0);
    }

    @Override
    public int dimension() {
        return encoder.dimension();
    }

    @Override
    public Description describe() {
        return encoder.describe();
    }

    @Override
    public Description describePassages() {
        return encoder.describePassages();
    }

    @Override
    public boolean covers(Language language) {
        return encoder.covers(language);
    }
}
