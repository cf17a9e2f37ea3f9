// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.onnx;

import dev.tokka.finetune.decoding.DecodingListener;
import dev.tokka.finetune.decoding.DecodingRequest;

/**
 * A prompt to be continued by the base or an adapter.
 *
 * @param adapter its name; empty for the base
 * @param request the prompt and how it is continued
 */
record Task(String adapter, DecodingRequest request) {

    Task withListener(DecodingListener listener) {
        return new Task(adapter, request.withListener(listener));
    }

    int promptTokens() {
        return request.prompt().size();
    }
}
