// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j.http;

import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.tokka.langchain4j.http.TransportException.Kind;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;

/** An answer that is not streamed: collected up to the limit, then checked. */
final class WholeBody extends Body {

    private final Call call;
    private final ResponseInfo info;
    private final int maxBytes;
    private final Collected bytes = new Collected();

    WholeBody(Call call, ResponseInfo info) {
        this.call = call;
        this.info = info;
        this.maxBytes = call.limits().maxBodyBytes();
    }

    @Override
    void take(ByteBuffer more) {
        if (more.remaining() > maxBytes - bytes.size()) {
            call.fail(Kind.TOO_LARGE, "expected an answer of at most " + maxBytes + " bytes but more came");
            return;
        }
        bytes.add(more);
    }

    @Override
    void end() {
        byte[] body = bytes.takeAll();
        if (isAnswer(body)) {
            call.complete(SuccessfulHttpResponse.builder()
                    .statusCode(info.statusCode())
                    .headers(info.headers().map())
                    .body(body)
                    .build());
        }
    }

    @Override
    void broken(Throwable failure) {
        call.fail(Kind.CUT, "the answer was cut off after " + bytes.size() + " bytes");
    }

    /** Returns whether {@code body} can be an answer of this endpoint; fails the call if not. */
    private boolean isAnswer(byte[] body) {
        Api endpoint = call.request().endpoint();
        String type = Api.mediaType(info.headers().firstValue("Content-Type").orElse(""));
        if (endpoint == Api.OTHER && !Api.isJson(type)) {
            return true;
        }
        if (body.length == 0) {
            call.fail(Kind.PROTOCOL, "expected an answer but the body is empty");
            return false;
        }
        try {
            Facts facts = Facts.read(body);
            // Elsewhere an empty error stands for none.
            if (facts.failed() && (endpoint != Api.OTHER || facts.words().isPresent())) {
                call.fail(Kind.PROVIDER, "the provider failed" + ProviderWords.quote(facts.words(), call.request()));
                return false;
            }
            return isAnswer(endpoint, facts);
        } catch (Facts.Malformed e) {
            call.fail(Kind.PROTOCOL, "expected an answer in JSON but " + e.getMessage());
            return false;
        }
    }

    private boolean isAnswer(Api endpoint, Facts facts) {
        if (endpoint == Api.OLLAMA && facts.unfinished() && !facts.last()) {
            call.fail(Kind.CUT, "the answer ends before the model says that it is complete");
            return false;
        }
        if (endpoint == Api.COMPLETIONS && facts.choices() == 0) {
            call.fail(Kind.PROTOCOL, "expected a choice in the answer but there is none");
            return false;
        }
        // A filter or a limit may leave nothing of an answer; that is not for the wire to judge.
        boolean stopped = facts.finish().isEmpty() || facts.finish().equals("stop");
        if (endpoint != Api.OTHER && stopped && !facts.answered()) {
            call.fail(Kind.PROTOCOL, "expected a text or a tool call in the answer but there is neither");
            return false;
        }
        return true;
    }
}
