// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.onnx;

import ai.djl.huggingface.tokenizers.Encoding;

/**
 * The tokens of one text or pair, special ones included.
 *
 * @param ids the numbers of the tokens
 * @param types 1 for those of the second half of a pair
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Tokens(long[] ids, long[] types) {

    /** Returns the tokens of a single text. */
    static Tokens of(long[] ids) {
        return new Tokens(ids, new long[ids.length]);
    }

    static Tokens of(Encoding encoding) {
        return new Tokens(encoding.getIds(), encoding.getTypeIds());
    }

    int length() {
        return ids.length;
    }

    /** Returns these tokens without those from {@code from} until before {@code to}. */
    Tokens without(int from, int to) {
        return new Tokens(without(ids, from, to), without(types, from, to));
    }

    private static long[] without(long[] values, int from, int to) {
        long[] rest = new long[values.length - (to - from)];
        System.arraycopy(values, 0, rest, 0, from);
        System.arraycopy(values, to, rest, from, values.length - to);
        return rest;
    }
}
