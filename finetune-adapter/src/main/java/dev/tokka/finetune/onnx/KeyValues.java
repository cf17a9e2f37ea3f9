// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The keys and values of some sequences, in native memory, which never change. They are counted: each holder releases
 * them once, and the last one frees them. Safe for use by many threads.
 */
final class KeyValues {

    private final Map<String, OnnxTensor> tensors;
    private final Runnable freeing;
    private final int rows;
    private final int tokens;
    private int holders = 1;

    private KeyValues(Map<String, OnnxTensor> tensors, Runnable freeing, int rows, int tokens) {
        this.tensors = tensors;
        this.freeing = freeing;
        this.rows = rows;
        this.tokens = tokens;
    }

    /** Returns the keys and values of no tokens, held by the caller. */
    static KeyValues empty(OrtEnvironment environment, List<CacheTensor> cache, int rows) throws OrtException {
        return make(environment, cache, new Size(rows, 0), (tensor, to) -> {});
    }

    /** Returns those that a run gave, held by the caller; {@code result} is closed with them. */
    static KeyValues of(OrtSession.Result result, List<CacheTensor> cache, int rows, int tokens) {
        Map<String, OnnxTensor> tensors = new HashMap<>();
        for (CacheTensor tensor : cache) {
            result.get(tensor.present())
                    .map(OnnxTensor.class::cast)
                    .ifPresent(value -> tensors.put(tensor.past(), value));
        }
        return new KeyValues(tensors, result::close, rows, tokens);
    }

    private record Size(int rows, int tokens) {}

    /** Writes the content of a tensor. */
    private interface Writer {
        void write(CacheTensor tensor, ByteBuffer to);
    }

    private static KeyValues make(OrtEnvironment environment, List<CacheTensor> cache, Size size, Writer writer)
            throws OrtException {
        Map<String, OnnxTensor> tensors = new HashMap<>();
        try {
            for (CacheTensor tensor : cache) {
                int bytes = Math.toIntExact(tensor.tokenBytes() * size.rows() * size.tokens());
                ByteBuffer buffer = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
                writer.write(tensor, buffer);
                long[] shape = {size.rows(), tensor.heads(), size.tokens(), tensor.size()};
                tensors.put(tensor.past(), OnnxTensor.createTensor(environment, buffer.rewind(), shape, tensor.type()));
            }
        } catch (OrtException | RuntimeException e) {
            tensors.values().forEach(OnnxTensor::close);
            throw e;
        }
        return new KeyValues(tensors, () -> tensors.values().forEach(OnnxTensor::close), size.rows(), size.tokens());
    }

    /** Returns how many sequences there are. */
    int rows() {
        return rows;
    }

    /** Returns how many tokens each has, padding included. */
    int tokens() {
        return tokens;
    }

    /** Adds the tensors to the inputs of a run; the caller must hold these for as long as it goes on. */
    void feed(Map<String, OnnxTensor> inputs) {
        inputs.putAll(tensors);
    }

    /**
     * Returns a copy of the sequences {@code chosen}, without the tokens from {@code from} to {@code to}; held by the
     * caller, who holds these too.
     */
    KeyValues copy(OrtEnvironment environment, List<CacheTensor> cache, int[] chosen, Cut cut) throws OrtException {
        Size size = new Size(chosen.length, tokens - (cut.to() - cut.from()));
        return make(environment, cache, size, (tensor, target) -> {
            OnnxTensor source = tensors.get(tensor.past());
            if (source == null) {
                throw new IllegalStateException("a run did not give " + tensor.present());
            }
            ByteBuffer bytes = source.getByteBuffer(); // a copy on the heap: there is no other way to read
            int head = tensor.headBytes();
            for (int row : chosen) {
                for (int h = 0; h < tensor.heads(); h++) {
                    int begin = (row * tensor.heads() + h) * tokens * head;
                    target.put(bytes.slice(begin, cut.from() * head));
                    target.put(bytes.slice(begin + cut.to() * head, (tokens - cut.to()) * head));
                }
            }
        });
    }

    /**
     * Tokens that are left out.
     *
     * @param from the first one
     * @param to the one after the last
     */
    record Cut(int from, int to) {

        static final Cut NOTHING = new Cut(0, 0);
    }

    /** Returns these, held once more. */
    synchronized KeyValues hold() {
        if (holders == 0) {
            throw new IllegalStateException("keys and values were freed");
        }
        holders++;
        return this;
    }

    /** Ends one hold; the last one frees the memory. */
    synchronized void release() {
        if (holders == 0) {
            throw new IllegalStateException("keys and values were freed twice");
        }
        holders--;
        if (holders == 0) {
            freeing.run();
        }
    }
}
