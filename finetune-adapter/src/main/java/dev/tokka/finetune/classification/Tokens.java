// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.classification;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a text or a pair, in order.
 *
 * @param encoding what the tokenizer made
 * @param kept the places in it that are read
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Tokens(Encoding encoding, int[] kept) {

    /** Returns all tokens. */
    static Tokens of(Encoding encoding) {
        return new Tokens(encoding, IntStream.range(0, encoding.getIds().length).toArray());
    }

    int count() {
        return kept.length;
    }

    long[] ids() {
        return values(encoding.getIds());
    }

    long[] types() {
        return values(encoding.getTypeIds());
    }

    private long[] values(long[] all) {
        return Arrays.stream(kept).mapToLong(place -> all[place]).toArray();
    }

    /** Returns the number of the word that a token is a piece of, or -1 if it stands for none. */
    long word(int token) {
        int place = kept[token];
        return encoding.getSpecialTokenMask()[place] == 1 ? -1 : encoding.getWordIds()[place];
    }

    /** Returns where a token stands, in characters of Unicode, or nothing if it stands nowhere. */
    @Nullable
    CharSpan span(int token) {
        return encoding.getCharTokenSpans()[kept[token]];
    }

    /** Returns the first tokens of each half, cut from the longer one first; marks are kept, as models need them. */
    Tokens cutTo(int max) {
        int[] counts = new int[2];
        for (int place : kept) {
            if (encoding.getSpecialTokenMask()[place] == 0) {
                counts[half(place)]++;
            }
        }
        int[] left = counts.clone();
        for (int excess = kept.length - max; excess > 0 && left[0] + left[1] > 0; excess--) {
            left[left[1] > left[0] ? 1 : 0]--;
        }
        int[] seen = new int[2];
        return new Tokens(
                encoding,
                Arrays.stream(kept)
                        .filter(place ->
                                encoding.getSpecialTokenMask()[place] == 1 || seen[half(place)]++ < left[half(place)])
                        .toArray());
    }

    private int half(int place) {
        return encoding.getSequenceIds()[place] == 1 ? 1 : 0;
    }
}
