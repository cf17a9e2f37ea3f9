// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.platform.Fp16Conversions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;

/** Native buffers for what goes into a run and for its logits, used again by the next one. For one thread at a time. */
final class Scratch {

    private final OnnxJavaType logitsType;
    private LongBuffer ids = longs(64);
    private LongBuffer positions = longs(64);
    private LongBuffer mask = longs(256);
    private ByteBuffer logits = bytes(0);

    Scratch(OnnxJavaType logitsType) {
        this.logitsType = logitsType;
    }

    /** Returns an empty buffer for {@code count} ids. */
    LongBuffer ids(int count) {
        ids = ids.capacity() < count ? longs(count) : ids;
        return ids.clear().limit(count);
    }

    /** Returns an empty buffer for {@code count} positions. */
    LongBuffer positions(int count) {
        positions = positions.capacity() < count ? longs(count) : positions;
        return positions.clear().limit(count);
    }

    /** Returns an empty buffer for {@code count} marks of what is no padding. */
    LongBuffer mask(int count) {
        mask = mask.capacity() < count ? longs(2 * count) : mask; // it grows with every token
        return mask.clear().limit(count);
    }

    /** Returns a tensor that a run writes its logits to; the caller closes it. */
    OnnxTensor logits(OrtEnvironment environment, long... shape) throws OrtException {
        int bytes = Math.toIntExact(shape[0] * shape[1] * shape[2] * logitsType.size);
        logits = logits.capacity() < bytes ? bytes(bytes) : logits;
        return OnnxTensor.createTensor(
                environment, logits.slice(0, bytes).order(ByteOrder.nativeOrder()), shape, logitsType);
    }

    /** Copies {@code to.length} logits from the position {@code from} on. */
    void read(int from, float[] to) {
        if (logitsType == OnnxJavaType.FLOAT) {
            logits.asFloatBuffer().get(from, to);
            return;
        }
        for (int i = 0; i < to.length; i++) {
            to[i] = Fp16Conversions.fp16ToFloat(logits.getShort((from + i) * Short.BYTES));
        }
    }

    private static LongBuffer longs(int count) {
        return bytes(count * Long.BYTES).asLongBuffer();
    }

    private static ByteBuffer bytes(int count) {
        return ByteBuffer.allocateDirect(count).order(ByteOrder.nativeOrder());
    }
}
