// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit.cassette;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.tokka.testkit.ScriptedChatModel;
import dev.tokka.testkit.ScriptedReply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** See {@link Cassette#streamingChatModel}. */
record RecordedStreamingChatModel(Reel reel, Lazy<StreamingChatModel> real) implements StreamingChatModel {

    @Override
    public void doChat(ChatRequest chatRequest, StreamingChatResponseHandler handler) {
        requireNonNull(handler, "handler");
        JsonNode content = ChatJson.write(chatRequest);
        Scrubber scrubber = Scrubber.of(reel.redaction(), content, Optional.empty());
        Request request = Request.seen("stream", reel.model(), scrubber.hide(content));
        Optional<Entry> entry = reel.tape().find(request);
        if (entry.isPresent()) {
            ScriptedReply reply = reel.read(entry.get(), () -> reply(entry.get(), scrubber.showing()));
            ScriptedChatModel.builder().reply(reply).build().chat(chatRequest, handler);
        } else {
            record(request, chatRequest, new Tee(handler, reel.tape().reserve(request), reel, scrubber.hiding()));
        }
    }

    private void record(Request request, ChatRequest chatRequest, Tee tee) {
        boolean begun = false;
        try {
            reel.tape().note(request.model(), real.get().supportedCapabilities());
            real.get().chat(chatRequest, tee);
            begun = true;
        } finally {
            if (!begun) {
                tee.cancel();
            }
        }
    }

    private static ScriptedReply reply(Entry entry, Rewriting showing) {
        JsonNode failure = entry.response().path("failure");
        List<String> pieces = Reel.pieces(entry, showing);
        if (!failure.isMissingNode()) {
            ChatResponse none =
                    ChatResponse.builder().aiMessage(AiMessage.from("")).build();
            return new ScriptedReply(
                    none, pieces, Duration.ZERO, Duration.ZERO, Optional.of(ChatFailureJson.read(failure, showing)));
        }
        return new ScriptedReply(
                ResponseJson.read(entry.response(), showing), pieces, Duration.ZERO, Duration.ZERO, Optional.empty());
    }

    @Override
    public Set<Capability> supportedCapabilities() {
        return reel.tape().mode() == CassetteMode.REPLAY
                ? reel.tape().capabilities(reel.model())
                : real.get().supportedCapabilities();
    }

    @Override
    public String toString() {
        return reel.title();
    }
}
