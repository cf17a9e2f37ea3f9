// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.tokka.Answer;
import dev.tokka.Deadline;
import dev.tokka.IncompleteAnswerException;
import dev.tokka.ModelException;
import dev.tokka.ModelUnavailableException;
import dev.tokka.Question;
import dev.tokka.TokenSink;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Chat models that misbehave. A call that hangs fails by the time limit of the class. */
@Timeout(30)
class ChatFaultsTest {

    private static final ChatModel UNUSED = Chats.replying("unused");
    private static final Duration SHORT = Duration.ofMillis(150);
    private static final Duration LATEST = Duration.ofSeconds(5); // a call without limits would last for ever

    private final ReadAloud sink = new ReadAloud();

    private static ChatDomainModel streaming(Consumer<StreamingChatResponseHandler> answer) {
        return ChatDomainModel.of(UNUSED, Chats.streaming((request, handler) -> answer.accept(handler)));
    }

    private IncompleteAnswerException cut(ChatDomainModel model) {
        return catchThrowableOfType(IncompleteAnswerException.class, () -> model.answer(sink.asked("?")));
    }

    private ModelUnavailableException unavailable(ChatDomainModel model) {
        return catchThrowableOfType(ModelUnavailableException.class, () -> model.answer(sink.asked("?")));
    }

    private static void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Test
    void aModelThatHangsIsLeftAtTheTimeoutAndInterrupted() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        ChatModel model = Chats.answering(request -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return Chats.response("late");
        });
        long start = System.nanoTime();

        ModelUnavailableException failure =
                unavailable(ChatDomainModel.of(model).withLimits(CallLimits.DEFAULT.withTimeout(SHORT)));

        assertThat(failure.reason()).isEqualTo(ModelUnavailableException.Reason.TIMEOUT);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(SHORT, LATEST);
        assertThat(interrupted.await(20, SECONDS)).isTrue();
    }

    @Test
    void theDeadlineOfTheQuestionCountsIfItIsEarlier() {
        ChatDomainModel model = streaming(handler -> {
            handler.onPartialResponse("Nine");
            hang();
        });

        IncompleteAnswerException failure = catchThrowableOfType(
                IncompleteAnswerException.class,
                () -> model.answer(sink.asked("?").with(Deadline.KEY, Deadline.after(SHORT))));

        assertThat(failure.reason()).isEqualTo(IncompleteAnswerException.Reason.DEADLINE);
        assertThat(failure.partialText()).isEqualTo("Nine");
    }

    @Test
    void aStreamThatStallsEndsAfterTheIdleTime() {
        IncompleteAnswerException failure = cut(
                streaming(handler -> handler.onPartialResponse("Nine")).withLimits(CallLimits.DEFAULT.withIdle(SHORT)));

        assertThat(failure.reason()).isEqualTo(IncompleteAnswerException.Reason.STALLED);
        assertThat(failure.partialText()).isEqualTo("Nine");
    }

    @Test
    void thoughtsAreNoPause() {
        ChatDomainModel model = streaming(handler -> {
                    for (int i = 0; i < 20; i++) {
                        handler.onPartialThinking(new PartialThinking("hm"));
                        pause(100);
                    }
                    handler.onPartialResponse("Nine");
                    handler.onCompleteResponse(Chats.response("Nine"));
                })
                .withLimits(CallLimits.DEFAULT.withIdle(Duration.ofMillis(1_500)));

        assertThat(model.answer(sink.asked("?")).reply()).isPresent();
    }

    private static void pause(long milliseconds) {
        try {
            assertThat(new CountDownLatch(1).await(milliseconds, java.util.concurrent.TimeUnit.MILLISECONDS))
                    .isFalse();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Test
    void anEndlessStreamEndsAtTheLimitAndIsCancelled() throws InterruptedException {
        CountDownLatch cancelled = new CountDownLatch(1);
        Handle handle = new Handle(cancelled);
        ChatDomainModel model = streaming(handler -> {
                    while (!handle.isCancelled()) {
                        handler.onPartialResponse(new PartialResponse("blah "), new PartialResponseContext(handle));
                    }
                })
                .withLimits(CallLimits.DEFAULT.withMaxCharacters(10_000));

        IncompleteAnswerException failure = cut(model);

        assertThat(failure.reason()).isEqualTo(IncompleteAnswerException.Reason.TOO_LARGE);
        assertThat(failure.partialText()).hasSize(10_000);
        assertThat(cancelled.await(20, SECONDS)).isTrue();
    }

    private record Handle(CountDownLatch latch) implements StreamingHandle {

        @Override
        public void cancel() {
            latch.countDown();
        }

        @Override
        public boolean isCancelled() {
            return latch.getCount() == 0;
        }
    }

    @Test
    void aHugeAnswerIsCutToTheLimit() {
        ChatDomainModel model = ChatDomainModel.of(Chats.replying("💧".repeat(5_000)))
                .withLimits(CallLimits.DEFAULT.withMaxCharacters(1_001));

        assertThat(cut(model).partialText()).isEqualTo("💧".repeat(500) + "\ufffd");
    }

    @Test
    void aStreamWithoutAFinishReasonWasCut() {
        IncompleteAnswerException failure = cut(streaming(handler -> {
            handler.onPartialResponse("Nine");
            handler.onCompleteResponse(Chats.unfinished("Nine"));
        }));

        assertThat(failure.reason()).isEqualTo(IncompleteAnswerException.Reason.CUT);
        assertThat(failure).hasMessageContaining("trustingEnd()");
    }

    @Test
    void trustingTheEndTakesAStreamWithoutAFinishReason() {
        ChatDomainModel model = streaming(handler -> {
                    handler.onPartialResponse("Nine");
                    handler.onCompleteResponse(Chats.unfinished("Nine"));
                })
                .trustingEnd();

        assertThat(model.answer(sink.asked("?")).reply()).isPresent();
    }

    @Test
    void theFirstEndCounts() {
        IncompleteAnswerException failed = cut(streaming(handler -> {
            handler.onPartialResponse("Nine");
            handler.onError(new java.io.IOException("reset"));
            handler.onPartialResponse(" euros");
            handler.onCompleteResponse(Chats.response("Nine euros"));
        }));
        ReadAloud other = new ReadAloud();
        Answer answered = streaming(handler -> {
                    handler.onPartialResponse("Nine");
                    handler.onCompleteResponse(Chats.response("Nine"));
                    handler.onPartialResponse(" appended");
                    handler.onError(new IllegalStateException("late"));
                })
                .answer(other.asked("?"));

        assertThat(failed.reason()).isEqualTo(IncompleteAnswerException.Reason.CUT);
        assertThat(failed.partialText()).isEqualTo("Nine");
        assertThat(answered.reply().orElseThrow().text()).isEqualTo("Nine").isEqualTo(other.text());
    }

    @Test
    void aWholeTextThatContradictsTheStreamIsNoAnswer() {
        assertThat(cut(streaming(handler -> {
                            handler.onPartialResponse("Nine");
                            handler.onCompleteResponse(Chats.response("Ten"));
                        }))
                        .reason())
                .isEqualTo(IncompleteAnswerException.Reason.CUT);
    }

    @Test
    void whatOnlyTheWholeTextHoldsIsStreamedToo() {
        Answer answer = streaming(handler -> {
                    handler.onPartialResponse("Nine");
                    handler.onCompleteResponse(Chats.response("Nine euros"));
                })
                .answer(sink.asked("?"));

        assertThat(answer.reply().orElseThrow().text()).isEqualTo("Nine euros").isEqualTo(sink.text());
    }

    @Test
    @SuppressWarnings("NullAway")
    void nothingAtAllIsNoAnswer() {
        assertThat(unavailable(streaming(handler -> handler.onCompleteResponse(null)))
                        .reason())
                .isEqualTo(ModelUnavailableException.Reason.PROTOCOL);
        assertThat(unavailable(ChatDomainModel.of(Chats.answering(request -> null)))
                        .reason())
                .isEqualTo(ModelUnavailableException.Reason.PROTOCOL);
        assertThat(unavailable(streaming(handler -> handler.onError(null))).reason())
                .isEqualTo(ModelUnavailableException.Reason.OTHER);
    }

    @Test
    void whatAModelThrowsIsAFailureErrorsToo() {
        assertThat(unavailable(streaming(handler -> {
                            throw new StackOverflowError();
                        }))
                        .reason())
                .isEqualTo(ModelUnavailableException.Reason.OTHER);
        assertThat(cut(streaming(handler -> {
                            handler.onPartialResponse("Nine");
                            throw new IllegalArgumentException("what was asked: secret");
                        }))
                        .getMessage())
                .doesNotContain("secret");
    }

    @Test
    void anInterruptEndsTheCallAndKeepsTheFlag() throws InterruptedException {
        CountDownLatch underWay = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        ChatDomainModel model = streaming(handler -> {
            handler.onPartialResponse(new PartialResponse("Nine"), new PartialResponseContext(new Handle(cancelled)));
            underWay.countDown();
        });
        AtomicReference<Throwable> failure = new AtomicReference<>();
        AtomicReference<Boolean> flag = new AtomicReference<>();
        Thread caller = new Thread(() -> {
            failure.set(catchThrowableOfType(ModelException.class, () -> model.answer(sink.asked("?"))));
            flag.set(Thread.currentThread().isInterrupted());
        });
        caller.start();
        assertThat(underWay.await(20, SECONDS)).isTrue();

        caller.interrupt();
        caller.join(LATEST.toMillis());

        assertThat(failure.get()).isInstanceOfSatisfying(IncompleteAnswerException.class, cut -> {
            assertThat(cut.reason()).isEqualTo(IncompleteAnswerException.Reason.INTERRUPTED);
            assertThat(cut.partialText()).isEqualTo("Nine");
        });
        assertThat(flag.get()).isTrue();
        assertThat(cancelled.await(20, SECONDS)).isTrue();
    }

    @Test
    void anExceptionOfTheSinkReachesTheCallerAndCancelsTheStream() throws InterruptedException {
        CountDownLatch cancelled = new CountDownLatch(1);
        IllegalStateException broken = new IllegalStateException("the page was closed");
        StreamingChatModel model = Chats.streaming((request, handler) -> {
            handler.onPartialResponse(new PartialResponse("Nine"), new PartialResponseContext(new Handle(cancelled)));
            hang();
        });
        TokenSink page = new TokenSink() {
            @Override
            public void token(String text) {
                throw broken;
            }

            @Override
            public void restart() {}
        };

        assertThatThrownBy(() -> ChatDomainModel.of(UNUSED, model)
                        .answer(Question.of("?").with(TokenSink.KEY, page)))
                .isSameAs(broken);
        assertThat(cancelled.await(20, SECONDS)).isTrue();
    }

    @Test
    void aSlowSinkSlowsTheModelDown() throws InterruptedException {
        AtomicInteger written = new AtomicInteger();
        CountDownLatch full = new CountDownLatch(1);
        String piece = "x".repeat(1_000);
        StreamingChatModel model = Chats.streaming((request, handler) -> {
            for (int i = 0; i < 500; i++) {
                handler.onPartialResponse(piece);
                written.incrementAndGet();
            }
            handler.onCompleteResponse(Chats.response(piece.repeat(500)));
        });
        AtomicInteger whileSlow = new AtomicInteger();
        TokenSink slow = new TokenSink() {
            @Override
            public void token(String text) {
                if (full.getCount() > 0) {
                    pause(300); // long enough for all 500 pieces, were the buffer not bounded
                    whileSlow.set(written.get());
                    full.countDown();
                }
            }

            @Override
            public void restart() {}
        };

        Answer answer =
                ChatDomainModel.of(UNUSED, model).answer(Question.of("?").with(TokenSink.KEY, slow));

        assertThat(answer.reply().orElseThrow().text()).hasSize(500_000);
        assertThat(whileSlow.get()).as("pieces of 1,000 characters").isLessThan(200);
    }

    @Test
    void anExecutorThatIsFullIsABudget() {
        ChatDomainModel model = ChatDomainModel.of(UNUSED).withExecutor(task -> {
            throw new RejectedExecutionException("full");
        });

        assertThat(unavailable(model).reason()).isEqualTo(ModelUnavailableException.Reason.BUDGET);
    }
}
