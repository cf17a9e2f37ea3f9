// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import static dev.tokka.testkit.TokkaAssertions.assertThatFailure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.tokka.IncompleteAnswerException;
import dev.tokka.Question;
import dev.tokka.TokenSink;
import dev.tokka.langchain4j.CallLimits;
import dev.tokka.langchain4j.ChatDomainModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultyChatModelTest {

    private static final String TEXT = "It covers water damage 💧, too.";
    private static final Faults NONE = Faults.seeded(3);

    private final ScriptedChatModel scripted = ScriptedChatModel.builder()
            .when("policy")
            .reply(ScriptedReply.text(TEXT).withUsage(9, 3))
            .build();

    @Test
    void withoutFaultsTheModelsAreAsTheyWere() {
        assertThat(NONE.in((ChatModel) scripted).chat("the policy")).isEqualTo(TEXT);
        Heard heard = stream(NONE);
        assertThat(heard.text()).isEqualTo(TEXT);
        assertThat(heard.ends()).isEqualTo(1);
    }

    @Test
    void failuresAreThrownOrToldToTheHandlerWithSeedAndCall() {
        Faults faults = NONE.failing(1, RateLimitException::new);

        assertThatExceptionOfType(RateLimitException.class)
                .isThrownBy(() -> faults.in((ChatModel) scripted).chat("the policy"))
                .withMessage("injected fault: failure (seed 3, call 1)");
        assertThat(stream(faults).errors).singleElement().isInstanceOf(RateLimitException.class);
        assertThat(scripted.requests()).isEmpty();
    }

    @Test
    void aTruncatedReplyReachesItsLength() {
        ChatResponse response = NONE.truncating(1).in((ChatModel) scripted).chat(UserMessage.from("the policy"));

        assertThat(response.finishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(TEXT)
                .startsWith(response.aiMessage().text())
                .isNotEqualTo(response.aiMessage().text());
        assertThat(response.tokenUsage().outputTokenCount()).isEqualTo(3);
    }

    @Test
    void aCutStreamEndsWithoutAFinishReason() {
        Heard heard = stream(NONE.truncating(1));

        assertThat(heard.responses).singleElement().satisfies(response -> {
            assertThat(response.finishReason()).isNull();
            assertThat(response.aiMessage().text()).isEqualTo(heard.text());
        });
        assertThat(TEXT).startsWith(heard.text()).isNotEqualTo(heard.text());
    }

    @Test
    void aStalledStreamNeverEndsAndAStalledCallTimesOut() {
        List<Duration> pauses = new ArrayList<>();
        Faults faults = NONE.stalling(1).pausing(pauses::add);

        Heard heard = stream(faults);

        assertThat(heard.pieces).isNotEmpty();
        assertThat(heard.ends()).isZero();
        assertThatExceptionOfType(TimeoutException.class)
                .isThrownBy(() -> faults.in((ChatModel) scripted).chat("the policy"));
        assertThat(pauses).containsExactly(Duration.ofMinutes(1));
    }

    @Test
    void garbageIsStreamedAsItEnds() {
        Heard heard = stream(NONE.garbling(1));

        assertThat(heard.text()).endsWith(" \ufffd\ufffd [999] {\"\u0000");
        assertThat(heard.responses.get(0).aiMessage().text()).isEqualTo(heard.text());
        assertThat(NONE.garbling(1).in((ChatModel) scripted).chat("the policy")).contains("[999]");
    }

    @Test
    void errorsOfTheModelItselfPass() {
        RateLimitException limited = new RateLimitException("too many");
        ScriptedChatModel failing = ScriptedChatModel.builder().fail(limited).build();
        Heard heard = new Heard();

        NONE.truncating(1).in((StreamingChatModel) failing).chat("a", heard);

        assertThat(heard.errors).containsExactly(limited);
    }

    @Test
    void theBridgeTakesNoCutOrStalledStreamForAnAnswer() {
        assertThatFailure(() -> asked(NONE.truncating(1))).isIncompleteBecause(IncompleteAnswerException.Reason.CUT);
        assertThatFailure(() -> asked(NONE.stalling(1))).isIncompleteBecause(IncompleteAnswerException.Reason.STALLED);
    }

    private void asked(Faults faults) {
        ChatDomainModel.of(scripted, faults.in((StreamingChatModel) scripted))
                .withLimits(CallLimits.DEFAULT.withIdle(Duration.ofMillis(200)))
                .answer(Question.of("the policy?").with(TokenSink.KEY, new RecordingSink()));
    }

    private Heard stream(Faults faults) {
        Heard heard = new Heard();
        faults.in((StreamingChatModel) scripted).chat("the policy", heard);
        return heard;
    }
}
