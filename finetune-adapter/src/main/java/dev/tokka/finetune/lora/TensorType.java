// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.lora;

import ai.onnxruntime.platform.Fp16Conversions;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.stream.Stream;

/** The floating-point numbers that adapters and the weights below them are made of. */
enum TensorType {
    F32(4, 1),
    F16(2, 10),
    BF16(2, 16);

    private final int size;
    private final int onnx;

    TensorType(int size, int onnx) {
        this.size = size;
        this.onnx = onnx;
    }

    /** Returns how many bytes a number has. */
    int size() {
        return size;
    }

    /** Returns the number of this type in ONNX, and in ONNX Runtime's adapters. */
    int onnx() {
        return onnx;
    }

    static Optional<TensorType> ofOnnx(int number) {
        return Stream.of(values()).filter(type -> type.onnx == number).findFirst();
    }

    /** Returns the number that begins at byte {@code index}. */
    float get(ByteBuffer data, int index) {
        return switch (this) {
            case F32 -> data.getFloat(index);
            case F16 -> Fp16Conversions.mlasFp16ToFloat(data.getShort(index));
            case BF16 -> Fp16Conversions.bf16ToFloat(data.getShort(index));
        };
    }

    /** Writes a number at byte {@code index}, rounded to the nearest of this type. */
    void put(ByteBuffer data, int index, float value) {
        switch (this) {
            case F32 -> data.putFloat(index, value);
            case F16 -> data.putShort(index, Fp16Conversions.mlasFloatToFp16(value));
            case BF16 -> data.putShort(index, Fp16Conversions.floatToBf16(value));
        }
    }
}
