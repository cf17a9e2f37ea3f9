// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j.http;

import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.tokka.langchain4j.http.TransportException.Kind;
import java.nio.ByteBuffer;
import java.util.Optional;

/** A streamed answer: cut into events, which are understood before they are passed on. */
final class EventBody extends Body {

    private static final int MOST_DRAINED = 64 * 1024;

    private final Call call;
    private final SerialListener listener;
    private final int maxBodyBytes;
    private final int maxEventBytes;
    private final Framer framer;
    private final Api endpoint;
    private final ServerSentEventContext context;
    private final SuccessfulHttpResponse end;
    private long received;
    private int choices;
    private boolean ended;
    private int drained;

    /**
     * Creates the body of a stream.
     *
     * @param end what completes the call when the stream ends well
     */
    EventBody(Call call, SerialListener listener, Api.Framing framing, SuccessfulHttpResponse end) {
        this.call = call;
        this.listener = listener;
        this.maxBodyBytes = call.limits().maxBodyBytes();
        this.maxEventBytes = call.limits().maxEventBytes();
        this.framer = new Framer(framing == Api.Framing.LINES, maxEventBytes);
        this.endpoint = call.request().endpoint();
        this.context = new ServerSentEventContext(call.handle());
        this.end = end;
    }

    @Override
    void take(ByteBuffer bytes) {
        if (ended) {
            drain(bytes);
            return;
        }
        received += bytes.remaining();
        if (received > maxBodyBytes) {
            stop(Kind.TOO_LARGE, "expected a stream of at most " + maxBodyBytes + " bytes but more came");
            return;
        }
        framer.feed(bytes);
        try {
            Optional<Framer.Frame> frame = framer.next();
            while (frame.isPresent() && !ended) {
                handle(frame.get(), false);
                frame = ended ? Optional.empty() : framer.next();
            }
        } catch (Framer.TooLarge e) {
            tooLarge();
        }
    }

    /** Reads on for a moment after the end, so that the connection can be used again. */
    private void drain(ByteBuffer bytes) {
        drained += bytes.remaining();
        if (drained > MOST_DRAINED) {
            cancel();
        }
    }

    @Override
    void end() {
        call.drained();
        if (ended) {
            return;
        }
        if (received == 0) {
            stop(Kind.PROTOCOL, "expected a stream but the body is empty");
            return;
        }
        try {
            framer.rest().ifPresent(rest -> handle(rest, true));
        } catch (Framer.TooLarge e) {
            tooLarge();
        }
        cutOff();
    }

    @Override
    void broken(Throwable failure) {
        cutOff();
    }

    private void cutOff() {
        if (!ended) {
            stop(Kind.CUT, "the stream ended before the model said that the answer is complete");
        }
    }

    private void tooLarge() {
        stop(Kind.TOO_LARGE, "expected events of at most " + maxEventBytes + " bytes but one has more");
    }

    private void stop(Kind kind, String what) {
        ended = true;
        call.fail(kind, what);
    }

    /** Deals with an event; the rest of a stream may be half of one. */
    private void handle(Framer.Frame frame, boolean rest) {
        String text = frame.text();
        if (text.equals("[DONE]")) {
            done();
            return;
        }
        Facts facts;
        try {
            facts = Facts.read(frame.data());
        } catch (Facts.Malformed e) {
            if (!rest) {
                refuse(Kind.PROTOCOL, "expected an event in JSON but " + e.getMessage());
            }
            return;
        }
        if (facts.failed() || frame.name().equals("error")) {
            refuse(Kind.PROVIDER, "the provider failed" + ProviderWords.quote(facts.words(), call.request()));
            return;
        }
        pass(frame.name(), text, facts);
    }

    private void pass(String name, String text, Facts facts) {
        choices += facts.choices();
        boolean progress = facts.content() || facts.finished() || (endpoint == Api.OTHER && !facts.ping());
        if (facts.finished()) {
            call.whole(end);
        }
        try {
            listener.tell(it -> it.onEvent(new ServerSentEvent(name.isEmpty() ? null : name, text), context));
        } catch (RuntimeException e) { // the listener reads the event with a parser of its own
            refuse(
                    Kind.PROTOCOL,
                    "LangChain4j cannot read an event: " + e.getClass().getName());
        }
        if (progress) { // only now: the time that the listener takes is not the provider's
            call.progressed();
        }
        if (facts.last() && !ended) {
            complete();
        }
    }

    private void done() {
        if (endpoint == Api.COMPLETIONS && choices == 0) {
            refuse(Kind.PROTOCOL, "expected a choice in the stream but there is none");
        } else {
            complete();
        }
    }

    private void complete() {
        ended = true;
        call.drainFor(this);
        call.complete(end);
    }

    /** Ends the call with a failure, also after the model said that the answer is complete. */
    private void refuse(Kind kind, String what) {
        ended = true;
        call.end(kind, what);
    }
}
