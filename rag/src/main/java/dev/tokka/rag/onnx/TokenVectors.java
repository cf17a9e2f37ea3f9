// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.onnx;

import ai.djl.huggingface.tokenizers.Encoding;
import dev.tokka.ModelUnavailableException;
import dev.tokka.onnx.TokenIds;
import dev.tokka.onnx.TokenRun;

/** The tokens of a text between the marks of its beginning and its end, and their vectors. */
final class TokenVectors {

    private final OnnxModel model;
    private final String output;
    private final int maxTokens;

    TokenVectors(OnnxModel model, String output, int maxTokens) {
        this.model = model;
        this.output = output;
        this.maxTokens = maxTokens;
    }

    /** Returns {@code [tokens][width]} of a text; what is beyond the tokens that it may have is left out. */
    float[][] of(String text) {
        Encoding encoding = model.tokenize(text);
        TokenIds tokens = cut(encoding, maxTokens);
        int first = marksAtStart(encoding.getSpecialTokenMask());
        int end = Math.max(first, tokens.length() - marksAtEnd(encoding.getSpecialTokenMask(), maxTokens));
        return model.session()
                .call(call -> TokenRun.of(tokens)
                        .on(model.session(), call, output, (all, out) -> rows(all.length(), out, first, end))
                        .get(0));
    }

    private float[][] rows(int tokens, TokenRun.Output out, int first, int end) {
        long[] shape = out.shape();
        int width = (int) shape[shape.length - 1];
        float[][] rows = new float[end - first][width];
        boolean finite = shape.length == 3 && shape[1] == tokens;
        for (int token = first; finite && token < end; token++) {
            out.values().get(token * width, rows[token - first]);
            for (float value : rows[token - first]) {
                finite &= Float.isFinite(value);
            }
        }
        if (!finite) {
            throw new ModelUnavailableException(
                    model.file() + ": expected finite numbers for each of " + tokens + " tokens but got others");
        }
        return rows;
    }

    /** Returns at most {@code max} tokens: the first ones and the marks at the end. */
    static TokenIds cut(Encoding encoding, int max) {
        TokenIds tokens = TokenIds.of(encoding.getIds());
        if (tokens.length() <= max) {
            return tokens;
        }
        int last = marksAtEnd(encoding.getSpecialTokenMask(), max);
        return tokens.without(max - last, tokens.length() - last);
    }

    private static int marksAtStart(long[] special) {
        int first = 0;
        while (first < special.length && special[first] == 1) {
            first++;
        }
        return first;
    }

    private static int marksAtEnd(long[] special, int max) {
        int last = 0;
        while (last < Math.min(max, special.length) && special[special.length - 1 - last] == 1) {
            last++;
        }
        return last;
    }
}
