// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.onnx;

import dev.tokka.finetune.decoding.Decoded;
import dev.tokka.finetune.decoding.DecodingListener;

/**
 * Leaves out the space that the first word of a text brings, as tokenizers of SentencePiece write it. For one text and one
 * thread.
 */
final class Unspaced implements DecodingListener {

    private static final String SPACE = " ";

    private final DecodingListener listener;
    private boolean begun;

    Unspaced(DecodingListener listener) {
        this.listener = listener;
    }

    static Decoded text(Decoded decoded) {
        return decoded.text().startsWith(SPACE)
                ? new Decoded(decoded.tokens(), decoded.text().substring(1), decoded.finish())
                : decoded;
    }

    @Override
    public void text(String piece) {
        String rest = !begun && piece.startsWith(SPACE) ? piece.substring(1) : piece;
        begun = true;
        if (!rest.isEmpty()) {
            listener.text(rest);
        }
    }

    @Override
    public void beforeToken() {
        listener.beforeToken();
    }
}
