// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.onnx;

import ai.onnxruntime.OnnxJavaType;

/**
 * One tensor of the cache of keys and values: {@code [batch][heads][tokens][size]}.
 *
 * @param past the input that takes what was computed before
 * @param present the output that gives it with what is new
 * @param heads the heads of keys and values, at least 1
 * @param size the numbers of one head, at least 1
 * @param type of its numbers
 */
record CacheTensor(String past, String present, int heads, int size, OnnxJavaType type) {

    /** Returns how many bytes one head of one token takes. */
    int headBytes() {
        return size * type.size;
    }

    /** Returns how many bytes one token takes. */
    long tokenBytes() {
        return (long) heads * headBytes();
    }
}
