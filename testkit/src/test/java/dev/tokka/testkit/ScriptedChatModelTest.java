// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import dev.tokka.Question;
import dev.tokka.TokenSink;
import dev.tokka.langchain4j.ChatDomainModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScriptedChatModelTest {

    private final List<Duration> pauses = new ArrayList<>();

    @AfterEach
    void leaveNoFlag() {
        Thread.interrupted();
    }

    @Test
    void repliesComeInOrderAndEachOnce() {
        ScriptedChatModel model = ScriptedChatModel.replying("One.", "Two.");

        assertThat(model.chat("a")).isEqualTo("One.");
        assertThat(model.chat("b")).isEqualTo("Two.");
        model.verify();
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> model.chat("c"))
                .withMessageContaining("unexpected request 3")
                .withMessageContaining("expected no more requests: every reply has been used")
                .withMessageContaining("USER: c");
    }

    @Test
    void rulesLookAtTheLastMessageOfTheUser() {
        ScriptedChatModel model = ScriptedChatModel.builder()
                .reply("Without a rule.")
                .when("deadline")
                .reply("30 days.")
                .when("a system message", request -> request.messages().get(0) instanceof SystemMessage)
                .reply("Instructed.")
                .build();

        assertThat(model.chat("What is the DEADLINE?")).isEqualTo("30 days.");
        assertThat(model.chat("What is the deadline?")).isEqualTo("30 days.");
        assertThat(model.chat(UserMessage.from("deadline"), AiMessage.from("30"), UserMessage.from("And the fee?"))
                        .aiMessage()
                        .text())
                .isEqualTo("Without a rule.");
        assertThat(model.chat(SystemMessage.from("Be kind."), UserMessage.from("Hi."))
                        .aiMessage()
                        .text())
                .isEqualTo("Instructed.");
        assertThat(model.requests()).hasSize(4);
    }

    @Test
    void anUnexpectedRequestIsShownAndNotForgotten() {
        ScriptedChatModel model =
                ScriptedChatModel.builder().when("deadline").reply("30 days.").build();

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> model.chat(SystemMessage.from("Be kind."), UserMessage.from("And the fee?")))
                .withMessage("unexpected request 1 to a scripted model\n"
                        + "expected one of:\n  the user says \"deadline\"\n"
                        + "but was:\n  SYSTEM: Be kind.\n  USER: And the fee?");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(model::verify)
                .withMessageContaining("unexpected request 1");
    }

    @Test
    void aReplyThatWasNotUsedFailsTheVerification() {
        ScriptedChatModel model = ScriptedChatModel.replying("One.", "Two.");
        model.chat("a");

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(model::verify)
                .withMessage("all replies must be used but 1 were not, after 1 requests; the next one is \"Two.\"");
    }

    @Test
    void usageFinishReasonAndModelNameAreAsTold() {
        ScriptedReply reply = ScriptedReply.text("Cut")
                .withUsage(120, 4)
                .withFinishReason(FinishReason.LENGTH)
                .withModelName("m-1");

        ChatResponse response = ScriptedChatModel.builder().reply(reply).build().chat(UserMessage.from("a"));

        assertThat(response.tokenUsage()).isEqualTo(new TokenUsage(120, 4));
        assertThat(response.finishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(response.modelName()).isEqualTo("m-1");
        assertThat(reply.withoutFinishReason().response().finishReason()).isNull();
        assertThat(reply.withoutFinishReason().response().tokenUsage()).isEqualTo(new TokenUsage(120, 4));
    }

    @Test
    void streamsAreWrittenInPiecesWithOneEnd() {
        Heard heard = stream(ScriptedReply.text("Within 30 days.").withPiecesOf(5));

        assertThat(heard.pieces).containsExactly("Withi", "n 30 ", "days.");
        assertThat(heard.ends()).isEqualTo(1);
        assertThat(heard.responses.get(0).aiMessage().text()).isEqualTo("Within 30 days.");
        assertThat(stream(ScriptedReply.text("Yes.").withPieces("N", "o.")).text())
                .isEqualTo("No.");
    }

    @Test
    void toolsAreAskedFor() {
        ToolExecutionRequest tool = ToolExecutionRequest.builder()
                .id("1")
                .name("fee")
                .arguments("{}")
                .build();

        Heard heard = stream(ScriptedReply.message(AiMessage.from(tool)));

        assertThat(heard.tools).extracting(call -> call.toolExecutionRequest()).containsExactly(tool);
        assertThat(heard.responses.get(0).finishReason()).isEqualTo(FinishReason.TOOL_EXECUTION);
    }

    @Test
    void failuresEndACallAndAStreamEvenInTheMiddle() {
        RateLimitException limited = new RateLimitException("too many");
        ScriptedChatModel model = ScriptedChatModel.builder()
                .fail(limited)
                .when("fee")
                .fail(limited)
                .build();

        assertThatThrownBy(() -> model.chat("a")).isSameAs(limited);
        assertThatThrownBy(() -> model.chat("the fee")).isSameAs(limited);
        Heard heard = stream(ScriptedReply.text("Within 30 days.").thenFailing(limited));
        assertThat(heard.text()).isEqualTo("Within 30 days.");
        assertThat(heard.errors).containsExactly(limited);
        assertThat(heard.ends()).isEqualTo(1);
        assertThat(ScriptedReply.failing(limited)).hasToString("RateLimitException: too many");
    }

    @Test
    void aStreamThatIsCancelledIsNotHeardOfAgain() {
        Heard heard = Heard.cancellingAfter(2);

        ScriptedChatModel.replying("Within 30 days.").chat("a", heard);

        assertThat(heard.pieces).containsExactly("With", "in 3");
        assertThat(heard.ends()).isZero();
    }

    @Test
    void whatAHandlerThrowsIsToldToIt() {
        IllegalStateException broken = new IllegalStateException("broken handler");
        Heard heard = Heard.throwing(broken);

        ScriptedChatModel.replying("Within 30 days.").chat("a", heard);

        assertThat(heard.errors).containsExactly(broken);
        assertThat(heard.responses).isEmpty();
    }

    @Test
    void delaysPassAsTheTestWantsAndOnlyWhereThereAreAny() {
        ScriptedReply slow =
                ScriptedReply.text("12345678").withDelay(Duration.ofSeconds(3)).withPause(Duration.ofMillis(200));
        ScriptedChatModel model = ScriptedChatModel.builder()
                .reply(slow)
                .reply(slow)
                .reply("at once")
                .pausing(pauses::add)
                .build();

        model.chat("a");
        model.chat("b", new Heard());
        model.chat("c");

        assertThat(pauses).containsExactly(Duration.ofSeconds(3), Duration.ofSeconds(3), Duration.ofMillis(200));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> slow.withDelay(Duration.ofMillis(-1)))
                .withMessage("delay must not be negative but is PT-0.001S");
    }

    @Test
    void anInterruptEndsADelayAndStaysSet() {
        ScriptedChatModel model = ScriptedChatModel.builder()
                .reply(ScriptedReply.text("late").withDelay(Duration.ofDays(1)))
                .pausing(Pause.real())
                .build();
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(LangChain4jException.class)
                .isThrownBy(() -> model.chat("a"))
                .withMessageContaining("interrupted");
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void streamsMayBeWrittenByAnotherThread() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        Executor executor = task -> {
            Thread thread = new Thread(task);
            threads.add(thread);
            thread.start();
        };
        Heard heard = new Heard();

        ScriptedChatModel.builder().reply("Yes.").streamingOn(executor).build().chat("a", heard);

        assertThat(heard.ended(Duration.ofSeconds(20))).isTrue();
        assertThat(threads).hasSize(1);
        assertThat(heard.text()).isEqualTo("Yes.");
    }

    @Test
    void manyThreadsGetEachReplyOnce() {
        String[] replies = IntStream.range(0, 200).mapToObj(i -> "reply " + i).toArray(String[]::new);
        ScriptedChatModel model = ScriptedChatModel.replying(replies);

        List<String> given = IntStream.range(0, 200)
                .parallel()
                .mapToObj(i -> model.chat("q"))
                .toList();

        assertThat(given).containsExactlyInAnyOrder(replies);
        model.verify();
    }

    @Test
    void itDrivesADomainModel() {
        ScriptedChatModel chat = ScriptedChatModel.builder()
                .when("fee")
                .reply(ScriptedReply.text("500 yen.").withUsage(20, 3))
                .build();
        RecordingSink sink = new RecordingSink();

        TokkaAssertions.assertThat(ChatDomainModel.of(chat, chat)
                        .answer(Question.of("What is the fee?").with(TokenSink.KEY, sink)))
                .hasText("500 yen.")
                .usedAtMostTokens(23);
        assertThat(sink.text()).isEqualTo("500 yen.");
        assertThat(chat.requests()).singleElement().isInstanceOf(ChatRequest.class);
    }

    private static Heard stream(ScriptedReply reply) {
        Heard heard = new Heard();
        ScriptedChatModel.builder().reply(reply).build().chat("a", heard);
        return heard;
    }
}
