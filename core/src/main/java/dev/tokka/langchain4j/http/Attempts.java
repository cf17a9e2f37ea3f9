// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j.http;

import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.tokka.langchain4j.http.Api.Framing;
import dev.tokka.langchain4j.http.TransportException.Kind;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The attempts of one call, one after the other: sends, looks at what comes back, and decides what to do next. */
final class Attempts {

    private static final Duration TIME_FOR_WORDS = Duration.ofSeconds(1);

    private final Call call;
    private final Wire wire;
    private final Optional<SerialListener> listener;
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicBoolean redirected = new AtomicBoolean();
    private volatile Outgoing request;
    private volatile boolean pausing;
    private volatile @Nullable CompletableFuture<?> exchange;
    private volatile @Nullable Body body;

    Attempts(Call call, Wire wire, Outgoing request, Optional<SerialListener> listener) {
        this.call = call;
        this.wire = wire;
        this.request = request;
        this.listener = listener;
    }

    /** Returns whether it is not for the provider to act: between two attempts, or while the listener is at work. */
    boolean isExcused() {
        return pausing || listener.filter(SerialListener::busy).isPresent();
    }

    /** Returns the request as it was sent last. */
    Outgoing request() {
        return request;
    }

    /** Makes the next attempt. */
    void next() {
        if (call.ended()) {
            return;
        }
        made.incrementAndGet();
        send();
    }

    private void send() {
        if (!wire.reach().allows(request.wire().uri())) {
            call.end(Kind.FORBIDDEN, "nothing may be sent to that address");
            return;
        }
        call.progressed();
        pausing = false;
        body = null;
        CompletableFuture<?> sent = wire.http().sendAsync(request.wire(), this::bodyOf);
        exchange = sent;
        CompletableFuture<?> unused = sent.whenComplete((response, failure) -> {
            if (failure != null && !call.ended()) {
                settle(Failure.before(failure, wire.limits()));
            }
        });
        if (call.ended()) { // meanwhile
            abort();
        }
    }

    /** Closes the connection, if it is still at work for this call. */
    void abort() {
        Body current = body;
        CompletableFuture<?> sent = exchange;
        if (current != null) { // the exchange must be let alone now: once read, it gives its connection to others
            current.cancel();
        } else if (sent != null) {
            sent.cancel(true);
        }
    }

    private Body bodyOf(ResponseInfo info) {
        Body chosen = choose(info);
        body = chosen;
        if (call.ended()) { // meanwhile
            chosen.cancel();
        }
        return chosen;
    }

    private Body choose(ResponseInfo info) {
        if (info.statusCode() / 100 != 2 || !encoding(info).equals("identity")) {
            return refused(info);
        }
        if (listener.isEmpty()) {
            return request.endpoint().accepts(mediaType(info)) ? new WholeBody(call, info) : refused(info);
        }
        Framing framing = request.endpoint().framing(mediaType(info));
        if (framing == Framing.NONE) {
            return refused(info);
        }
        SuccessfulHttpResponse response = SuccessfulHttpResponse.builder()
                .statusCode(info.statusCode())
                .headers(info.headers().map())
                .body("")
                .build();
        listener.get().tell(it -> it.onOpen(response));
        return new EventBody(call, listener.get(), framing, response);
    }

    private WordsBody refused(ResponseInfo info) {
        WordsBody words = new WordsBody();
        Runnable cancel = wire.timer().after(TIME_FOR_WORDS, () -> {
            words.cancel();
            words.nothing();
        });
        CompletableFuture<?> unused = words.said().thenAccept(said -> {
            cancel.run();
            judge(info, said);
        });
        return words;
    }

    private void judge(ResponseInfo info, WordsBody.Said said) {
        int status = info.statusCode();
        String words = ProviderWords.quote(said.words(), request);
        if (status / 100 == 2 && said.failed()) {
            call.end(Kind.PROVIDER, "the provider failed" + words);
        } else if (status / 100 == 2) {
            String expected = listener.isPresent() ? "a stream" : "an answer in JSON";
            call.end(Kind.PROTOCOL, "expected " + expected + " but saw content of type " + seen(info));
        } else if (status / 100 == 3) {
            redirect(info);
        } else {
            settle(Failure.of(status, words, wire.retry().retryAt(info.headers())));
        }
    }

    private void redirect(ResponseInfo info) {
        Optional<Outgoing> next = Redirects.follow(request, info, wire.reach().redirectHosts());
        if (next.isPresent() && !redirected.getAndSet(true)) {
            request = next.get();
            send();
        } else {
            settle(Failure.redirect(info.statusCode(), Redirects.refusal(request, info)));
        }
    }

    /** Sends the request again if that may help and the time allows, or else ends the call. */
    private void settle(Failure failure) {
        Optional<Duration> wait = failure.worthRetrying()
                ? wire.retry().waitAfter(made.get(), failure.retryAt(), call.left())
                : Optional.empty();
        if (wait.isPresent()) {
            pausing = true;
            call.later(wait.get(), this::next);
        } else {
            String often = made.get() > 1 ? " (attempt " + made.get() + ")" : "";
            call.end(failure.toException(request.where(), often));
        }
    }

    private static String mediaType(ResponseInfo info) {
        return Api.mediaType(info.headers().firstValue("Content-Type").orElse(""));
    }

    private static String encoding(ResponseInfo info) {
        return info.headers().firstValue("Content-Encoding").orElse("identity");
    }

    private static String seen(ResponseInfo info) {
        String encoding = encoding(info);
        return "'" + mediaType(info) + "'" + (encoding.equals("identity") ? "" : " in encoding '" + encoding + "'");
    }
}
