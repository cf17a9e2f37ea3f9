// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.tuning;

import dev.tokka.Description;
import dev.tokka.rag.Encoder;
import dev.tokka.rag.text.Language;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** Encodes each query once and remembers how long that took, so that a later search can be charged for it. */
final class MeasuringEncoder implements Encoder {

    /** Queries of a tuning are few; whatever writes more of them has them encoded anew. */
    private static final int MAX_REMEMBERED = 10_000;

    private static final class Remembered {

        private final float[] vector;
        private final long nanos;

        Remembered(float[] vector, long nanos) {
            this.vector = vector;
            this.nanos = nanos;
        }
    }

    private final Encoder encoder;
    private final LongSupplier clock;
    private final Map<String, Remembered> queries = new HashMap<>();
    private long spared;

    MeasuringEncoder(Encoder encoder, LongSupplier clock) {
        this.encoder = encoder;
        this.clock = clock;
    }

    @Override
    public synchronized List<float[]> encode(Role role, List<String> texts) {
        if (role == Role.PASSAGE) {
            return encoder.encode(role, texts);
        }
        return texts.stream().map(this::query).toList();
    }

    private float[] query(String text) {
        Remembered known = queries.get(text);
        if (known != null) {
            spared += known.nanos;
            return known.vector.clone();
        }
        long start = clock.getAsLong();
        float[] vector = encoder.encode(Role.QUERY, List.of(text)).get(0);
        if (queries.size() < MAX_REMEMBERED) {
            queries.put(text, new Remembered(vector.clone(), clock.getAsLong() - start));
        }
        return vector;
    }

    /** Returns how long the encoding would have taken that was spared since the last call, in nanoseconds. */
    synchronized long takeSpared() {
        long taken = spared;
        spared = 0;
        return taken;
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
