// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.store;

import dev.tokka.Description;
import dev.tokka.rag.Encoder;
import java.util.AbstractList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** An encoder that does something while the passages that it encoded are written. */
final class LosingEncoder implements Encoder {

    private final Encoder encoder = new HashEncoder();
    private final AtomicInteger batches = new AtomicInteger();
    private final int batch;
    private final Runnable loss;

    /** Runs {@code loss} once, when half of the passages of the {@code batch}th call are written. */
    LosingEncoder(int batch, Runnable loss) {
        this.batch = batch;
        this.loss = loss;
    }

    @Override
    public List<float[]> encode(Role role, List<String> texts) {
        List<float[]> vectors = encoder.encode(role, texts);
        if (role != Role.PASSAGE || batches.incrementAndGet() != batch) {
            return vectors;
        }
        AtomicInteger lost = new AtomicInteger();
        return new AbstractList<>() {

            @Override
            public float[] get(int i) {
                if (i == vectors.size() / 2 && lost.getAndIncrement() == 0) {
                    loss.run();
                }
                return vectors.get(i);
            }

            @Override
            public int size() {
                return vectors.size();
            }
        };
    }

    @Override
    public int dimension() {
        return encoder.dimension();
    }

    @Override
    public Description describe() {
        return encoder.describe();
    }
}
