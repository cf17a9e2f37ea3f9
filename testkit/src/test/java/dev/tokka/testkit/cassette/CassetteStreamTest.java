// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit.cassette;

import static dev.tokka.testkit.cassette.Cassettes.unreachable;
import static dev.tokka.testkit.cassette.Cassettes.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.tokka.testkit.Heard;
import dev.tokka.testkit.ScriptedChatModel;
import dev.tokka.testkit.ScriptedReply;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CassetteStreamTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("chat.json");
    }

    @Test
    void aStreamComesBackInItsPiecesOnce() {
        Heard recorded = new Heard();
        Heard replayed = new Heard();
        ScriptedChatModel real = ScriptedChatModel.builder()
                .reply(ScriptedReply.text("500 yen 💧.").withUsage(20, 3))
                .build();

        with(
                file,
                CassetteMode.RECORD,
                cassette -> cassette.streamingChatModel(() -> real).chat("fee?", recorded));
        with(
                file,
                CassetteMode.REPLAY,
                cassette -> cassette.streamingChatModel(unreachable()).chat("fee?", replayed));

        assertThat(replayed.pieces).isEqualTo(recorded.pieces).hasSize(3);
        assertThat(replayed.responses).isEqualTo(recorded.responses).hasSize(1);
    }

    @Test
    void aStreamThatBrokeBreaksAgain() {
        ScriptedChatModel real = ScriptedChatModel.builder()
                .reply(ScriptedReply.text("500 yen.").thenFailing(new HttpException(500, "broken")))
                .build();
        Heard replayed = new Heard();
        with(
                file,
                CassetteMode.RECORD,
                cassette -> cassette.streamingChatModel(() -> real).chat("fee?", new Heard()));

        with(
                file,
                CassetteMode.REPLAY,
                cassette -> cassette.streamingChatModel(unreachable()).chat("fee?", replayed));

        assertThat(replayed.text()).isEqualTo("500 yen.");
        assertThat(replayed.errors).singleElement().isInstanceOf(HttpException.class);
    }

    @Test
    void aStreamWithoutAFinishReasonIsReplayedWithoutOne() {
        ScriptedChatModel real = ScriptedChatModel.builder()
                .reply(ScriptedReply.text("500").withoutFinishReason())
                .build();
        Heard replayed = new Heard();
        with(
                file,
                CassetteMode.RECORD,
                cassette -> cassette.streamingChatModel(() -> real).chat("fee?", new Heard()));

        with(
                file,
                CassetteMode.REPLAY,
                cassette -> cassette.streamingChatModel(unreachable()).chat("fee?", replayed));

        assertThat(replayed.responses.get(0).finishReason()).isNull();
    }

    @Test
    void aCallThatDidNotEvenBeginIsNotRecorded() {
        ScriptedChatModel surprised = ScriptedChatModel.builder().build();

        with(file, CassetteMode.RECORD, cassette -> {
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> cassette.chatModel(() -> surprised).chat("fee?"));
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(
                            () -> cassette.streamingChatModel(() -> surprised).chat("fee?", new Heard()));
        });

        assertThat(file).doesNotExist();
    }

    @Test
    void onlyTheFirstEndOfAStreamIsRecorded() {
        StreamingChatModel twice = new StreamingChatModel() {
            @Override
            public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
                handler.onPartialThinking(new PartialThinking("Hm."));
                handler.onPartialResponse("500");
                handler.onError(new HttpException(500, "broken"));
                handler.onPartialResponse(" yen");
                handler.onCompleteResponse(
                        ChatResponse.builder().aiMessage(AiMessage.from("500")).build());
            }

            @Override
            public Set<Capability> supportedCapabilities() {
                return Set.of(Capability.RESPONSE_FORMAT_JSON_SCHEMA);
            }
        };
        Heard replayed = new Heard();
        with(
                file,
                CassetteMode.RECORD,
                cassette -> cassette.streamingChatModel(() -> twice).chat("fee?", new Heard()));

        with(file, CassetteMode.REPLAY, cassette -> {
            StreamingChatModel model = cassette.streamingChatModel(unreachable());
            model.chat("fee?", replayed);
            assertThat(model.supportedCapabilities()).containsExactly(Capability.RESPONSE_FORMAT_JSON_SCHEMA);
        });

        assertThat(replayed.errors).singleElement().isInstanceOf(HttpException.class);
        assertThat(replayed.text()).isEqualTo("500");
        assertThat(replayed.responses).isEmpty();
    }
}
