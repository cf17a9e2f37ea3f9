// SPDX-License-Identifier: Apache-2.0
package dev.tokka.onnx;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.tokka.onnx.ModelFileException.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Opens the tokenizers of Hugging Face. */
public final class Tokenizers {

    private Tokenizers() {}

    /**
     * Returns the tokenizer {@code json}, which neither cuts nor pads; whoever opens it closes it.
     *
     * @param file where it is, for messages
     * @throws ModelFileException if it is none, or has a regular expression that could go on for ever: native code would end
     *     the process
     */
    public static HuggingFaceTokenizer open(Path file, byte[] json) {
        Expressions.check(file, ModelDirectory.parse(file, json));
        try {
            return HuggingFaceTokenizer.newInstance(
                    new ByteArrayInputStream(json), Map.of("truncation", "false", "padding", "false"));
        } catch (IOException | RuntimeException e) {
            throw new ModelFileException(file, Reason.MALFORMED, "expected a tokenizer but it cannot be opened", e);
        }
    }
}
