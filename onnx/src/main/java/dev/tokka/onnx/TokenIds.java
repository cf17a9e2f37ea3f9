// SPDX-License-Identifier: Apache-2.0
package dev.tokka.onnx;

import ai.djl.huggingface.tokenizers.Encoding;

/**
 * The tokens of one text or pair, special ones included.
 *
 * @param ids the numbers of the tokens
 * @param types 1 for those of the second half of a pair
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record TokenIds(long[] ids, long[] types) {

    /** Returns the tokens of a single text. */
    public static TokenIds of(long[] ids) {
        return new TokenIds(ids, new long[ids.length]);
    }

    /** Returns the tokens of a text or pair as the tokenizer gives them. */
    public static TokenIds of(Encoding encoding) {
        return new TokenIds(encoding.getIds(), encoding.getTypeIds());
    }

    /** Returns how many there are. */
    public int length() {
        return ids.length;
    }

    /** Returns these tokens without those from {@code from} until before {@code to}. */
    public TokenIds without(int from, int to) {
        return new TokenIds(without(ids, from, to), without(types, from, to));
    }

    private static long[] without(long[] values, int from, int to) {
        long[] rest = new long[values.length - (to - from)];
        System.arraycopy(values, 0, rest, 0, from);
        System.arraycopy(values, to, rest, from, values.length - to);
        return rest;
    }
}
