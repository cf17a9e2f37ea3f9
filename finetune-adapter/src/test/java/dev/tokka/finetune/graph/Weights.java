// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.graph;

import ai.onnxruntime.platform.Fp16Conversions;
import dev.tokka.onnx.GraphWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Random weights of a graph, the same for the same seed: in the graph, or in a file beside it.
 *
 * <p>A million normal numbers are drawn once, and each tensor begins somewhere among them, so that gigabytes take seconds.
 */
final class Weights implements AutoCloseable {

    private static final int DRAWN = 1_000_003; // prime, so that the rows of no matrix are alike
    private static final int CHUNK = 1 << 16;
    private static final int LARGE = 1024;
    private static final int ALIGNMENT = 4096; // a page, as mapping needs

    private final GraphWriter graph;
    private final boolean half;
    private final long seed;
    private final float[] drawn = new float[DRAWN];
    private final Set<String> written = new HashSet<>();
    private final Optional<Path> file;
    private final Optional<OutputStream> external;
    private long position;

    /** Begins with the numbers of {@code seed}; {@code file} is where large tensors go, beside the graph. */
    Weights(GraphWriter graph, boolean half, long seed, Optional<Path> file) {
        this.graph = graph;
        this.half = half;
        this.seed = seed;
        Random random = new Random(seed);
        for (int i = 0; i < DRAWN; i++) {
            drawn[i] = (float) random.nextGaussian();
        }
        this.file = file;
        this.external = file.map(Weights::open);
    }

    private static OutputStream open(Path file) {
        try {
            return Files.newOutputStream(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns where a tensor begins, by its name: graphs that share some weights share their numbers. */
    private int start(String name) {
        return new Random(seed ^ name.hashCode()).nextInt(DRAWN);
    }

    /** Returns whether {@code name} is new, and remembers it: the two branches of a merged graph share their weights. */
    boolean isNew(String name) {
        return written.add(name);
    }

    /** Adds numbers around {@code mean}, in the precision of the graph, and returns the name. */
    String normal(String name, double mean, double deviation, long... sizes) {
        if (isNew(name)) {
            int width = half ? 2 : 4;
            int start = start(name);
            write(
                    name,
                    half ? GraphWriter.FLOAT16 : GraphWriter.FLOAT,
                    width,
                    (buffer, i) -> {
                        float value = (float) (mean + deviation * drawn[(int) ((start + i) % DRAWN)]);
                        if (half) {
                            buffer.putShort(Fp16Conversions.floatToFp16(value));
                        } else {
                            buffer.putFloat(value);
                        }
                    },
                    sizes);
        }
        return name;
    }

    /**
     * Adds whole numbers, each as likely as another, and returns the name. Signed ones have 7 bits: processors without
     * instructions for whole numbers (VNNI) add products of 8 bits in 16 bits, which overflow.
     */
    String bytes(String name, int type, long... sizes) {
        if (isNew(name)) {
            int start = start(name);
            write(
                    name,
                    type,
                    1,
                    (buffer, i) -> {
                        int bits = Float.floatToIntBits(drawn[(int) ((start + i) % DRAWN)]);
                        byte middle = (byte) (bits >> 4); // of the fraction
                        buffer.put(type == GraphWriter.INT8 ? (byte) (middle >> 1) : middle);
                    },
                    sizes);
        }
        return name;
    }

    /** Adds the same number everywhere, with 32 bits, and returns the name. */
    String constant(String name, double value, long... sizes) {
        if (isNew(name)) {
            write(name, GraphWriter.FLOAT, 4, (buffer, i) -> buffer.putFloat((float) value), sizes);
        }
        return name;
    }

    @FunctionalInterface
    private interface Element {
        void put(ByteBuffer buffer, long index);
    }

    private void write(String name, int type, int width, Element element, long... sizes) {
        long count = 1;
        for (long size : sizes) {
            count *= size;
        }
        try {
            if (external.isEmpty() || count * width < LARGE) {
                ByteArrayOutputStream raw = new ByteArrayOutputStream((int) (count * width));
                copy(raw, width, element, count);
                graph.tensor(name, type, raw.toByteArray(), sizes);
                return;
            }
            OutputStream out = external.get();
            int gap = (int) ((ALIGNMENT - position % ALIGNMENT) % ALIGNMENT);
            out.write(new byte[gap]);
            String location = file.orElseThrow().getFileName().toString();
            graph.external(name, type, new GraphWriter.External(location, position + gap, count * width), sizes);
            copy(out, width, element, count);
            position += gap + count * width;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(OutputStream out, int width, Element element, long count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(CHUNK * width).order(ByteOrder.LITTLE_ENDIAN);
        for (long i = 0; i < count; i++) {
            element.put(buffer, i);
            if (!buffer.hasRemaining() || i == count - 1) {
                out.write(buffer.array(), 0, buffer.position());
                buffer.clear();
            }
        }
    }

    @Override
    public void close() {
        external.ifPresent(out -> {
            try {
                out.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
