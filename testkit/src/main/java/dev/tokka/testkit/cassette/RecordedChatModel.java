// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit.cassette;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.Optional;
import java.util.Set;

/** See {@link Cassette#chatModel}. */
record RecordedChatModel(Reel reel, Lazy<ChatModel> real) implements ChatModel {

    @Override
    public ChatResponse doChat(ChatRequest chatRequest) {
        JsonNode content = ChatJson.write(chatRequest);
        Scrubber scrubber = Scrubber.of(reel.redaction(), content, Optional.empty());
        Request request = Request.seen("chat", reel.model(), scrubber.hide(content));
        Optional<Entry> entry = reel.tape().find(request);
        return entry.isPresent()
                ? replay(entry.get(), scrubber.showing())
                : record(request, chatRequest, scrubber.hiding());
    }

    private ChatResponse replay(Entry entry, Rewriting showing) {
        JsonNode failure = entry.response().path("failure");
        if (!failure.isMissingNode()) {
            throw reel.read(entry, () -> ChatFailureJson.read(failure, showing));
        }
        return reel.read(entry, () -> ResponseJson.read(entry.response(), showing));
    }

    private ChatResponse record(Request request, ChatRequest chatRequest, Rewriting hiding) {
        Tape.Slot slot = reel.tape().reserve(request);
        boolean kept = false;
        try {
            reel.tape().note(reel.model(), real.get().supportedCapabilities());
            ChatResponse response = real.get().chat(chatRequest);
            reel.tape().fill(slot, ResponseJson.write(response, hiding));
            kept = true;
            return response;
        } catch (RuntimeException e) {
            reel.tape().fill(slot, Reel.failure(ChatFailureJson.write(e, hiding)));
            kept = true;
            throw e;
        } finally {
            if (!kept) {
                reel.tape().cancel(slot);
            }
        }
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
