// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.tokka.DataClass;
import dev.tokka.DomainModel;
import dev.tokka.DomainModels;
import dev.tokka.PolicyViolationException;
import dev.tokka.Question;
import dev.tokka.langchain4j.ChatDomainModel;
import dev.tokka.testkit.ScriptedChatModel;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** F11 on the wire: two providers on loopback, of which the second may not have everything. */
class ClearanceTest {

    private static final Question QUESTION = Question.of("What is the fee of customer 4711?");

    @AutoClose
    private final FakeOpenAiServer inHouse = FakeOpenAiServer.start(ScriptedChatModel.replying("500 yen."));

    @AutoClose
    private final FakeOpenAiServer hosted = FakeOpenAiServer.start(ScriptedChatModel.replying("500 yen."));

    private final DomainModel model =
            DomainModels.fallback(provider(inHouse), DomainModels.cleared(provider(hosted), DataClass.INTERNAL));

    @Test
    void nothingIsSentToAProviderThatMayNotHaveTheQuestion() {
        inHouse.fail(ServerFault.status(400));

        assertThatExceptionOfType(PolicyViolationException.class)
                .isThrownBy(() -> model.answer(QUESTION.with(DataClass.KEY, DataClass.CONFIDENTIAL)));
        assertThat(inHouse.requests()).hasSize(1);
        assertThat(hosted.requests()).isEmpty();
    }

    @Test
    void whatItMayHaveIsSent() {
        inHouse.fail(ServerFault.status(400));

        Optional<String> reply = model.answer(QUESTION.with(DataClass.KEY, DataClass.INTERNAL))
                .reply()
                .map(found -> found.text());

        assertThat(reply).contains("500 yen.");
        assertThat(hosted.requests()).hasSize(1);
    }

    private static DomainModel provider(FakeOpenAiServer server) {
        return ChatDomainModel.of(OpenAiChatModel.builder()
                .baseUrl(server.baseUrl())
                .apiKey("key")
                .modelName("small-1")
                .build());
    }
}
