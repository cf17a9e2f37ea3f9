// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

import dev.langchain4j.model.StreamingResponseHandler;
import dev.langchain4j.model.output.Response;

/**
 * Passes what a streaming language model says to an exchange.
 *
 * @param exchange takes it
 */
record CompletionHandler(Exchange<Response<String>> exchange) implements StreamingResponseHandler<String> {

    @Override
    public void onNext(String text) {
        exchange.text(text);
    }

    @Override
    public void onComplete(Response<String> response) {
        exchange.complete(response);
    }

    @Override
    public void onError(Throwable error) {
        exchange.fail(error);
    }
}
