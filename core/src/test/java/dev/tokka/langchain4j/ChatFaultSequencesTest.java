// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import dev.tokka.Answer;
import dev.tokka.IncompleteAnswerException;
import dev.tokka.ModelException;
import dev.tokka.ModelUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Random sequences of what a streaming model may call, in any order and by any thread: each call ends once, in time. */
class ChatFaultSequencesTest {

    private static final int SEQUENCES = 2 * Integer.getInteger("tokka.faults", 1_000);
    private static final int AT_ONCE = 8;
    private static final long SEED = 20250101;

    private static final CallLimits LIMITS =
            new CallLimits(Duration.ofMillis(40), Duration.ofMillis(15), 200); // most sequences end much earlier

    private static final Set<IncompleteAnswerException.Reason> LATE =
            EnumSet.of(IncompleteAnswerException.Reason.DEADLINE, IncompleteAnswerException.Reason.STALLED);

    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "model");
        thread.setDaemon(true);
        return thread;
    });

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    private enum Act {
        PIECE,
        LONG_PIECE,
        HALF_CHARACTER,
        NOTHING,
        THOUGHT,
        COMPLETE,
        COMPLETE_WITHOUT_REASON,
        COMPLETE_AT_THE_MOST_TOKENS,
        COMPLETE_WITH_OTHER_TEXT,
        FAIL,
        THROW,
        HANG,
        PAUSE
    }

    /** What one sequence came to. */
    private record Played(String name, List<Act> acts, Object outcome, ReadAloud sink, Duration after) {}

    /** Sequences mostly wait, so that several are played at once. */
    @Test
    void everySequenceEndsOnceInTimeAndTruthfully() throws InterruptedException, ExecutionException {
        Random random = new Random(SEED);
        List<Callable<Played>> sequences = new ArrayList<>();
        for (int i = 0; i < SEQUENCES; i++) {
            List<Act> acts = acts(random);
            boolean elsewhere = random.nextInt(3) == 0;
            String name = "sequence %d: %s".formatted(i, acts);
            sequences.add(() -> play(name, acts, elsewhere));
        }
        ExecutorService players = Executors.newFixedThreadPool(AT_ONCE);
        int replies = 0;
        try {
            for (Future<Played> each : players.invokeAll(sequences)) {
                Played played = each.get();
                assertThat(played.after())
                        .as(played.name())
                        .isLessThan(LIMITS.timeout().plusSeconds(1));
                replies += check(played.name(), played.acts(), played.outcome(), played.sink());
            }
        } finally {
            players.shutdownNow();
        }
        assertThat(replies).as("sequences that are answers").isGreaterThan(SEQUENCES / 50);
    }

    private Played play(String name, List<Act> acts, boolean elsewhere) {
        ReadAloud sink = new ReadAloud();
        ChatDomainModel model = ChatDomainModel.of(
                        Chats.replying("unused"), Chats.streaming((request, handler) -> play(acts, handler, elsewhere)))
                .withLimits(LIMITS)
                .withExecutor(threads);
        long start = System.nanoTime();
        Object outcome = outcome(model, sink);
        return new Played(name, acts, outcome, sink, Duration.ofNanos(System.nanoTime() - start));
    }

    private static Object outcome(ChatDomainModel model, ReadAloud sink) {
        try {
            return model.answer(sink.asked("?"));
        } catch (ModelException e) {
            return e;
        }
    }

    /** Checks {@code outcome} against what {@code acts} say; returns 1 for a reply. */
    private static int check(String name, List<Act> acts, Object outcome, ReadAloud sink) {
        Optional<String> complete = complete(acts);
        if (outcome instanceof Answer answer) {
            String text = answer.reply().orElseThrow().text();
            assertThat(complete).as(name).contains(text);
            assertThat(sink.text()).as(name).isEqualTo(text);
            return 1;
        }
        if (outcome instanceof IncompleteAnswerException cut) {
            assertThat(cut.partialText()).as(name).startsWith(sink.text());
        }
        if (complete.isPresent()) {
            boolean late = (outcome instanceof IncompleteAnswerException cut && LATE.contains(cut.reason()))
                    || (outcome instanceof ModelUnavailableException gone
                            && gone.reason() == ModelUnavailableException.Reason.TIMEOUT);
            assertThat(late).as("%s ended with %s", name, outcome).isTrue();
        }
        return 0;
    }

    /** Returns the text of the reply, if the first end is a complete one that nothing keeps from being reached. */
    private static Optional<String> complete(List<Act> acts) {
        StringBuilder text = new StringBuilder();
        int written = 0;
        for (Act act : acts) {
            switch (act) {
                case PIECE, LONG_PIECE, HALF_CHARACTER -> text.append(piece(act));
                case THOUGHT -> written += 2;
                case NOTHING, PAUSE -> written += 0;
                case COMPLETE -> {
                    boolean fits = text.length() + written <= LIMITS.maxCharacters();
                    return fits && !text.toString().isBlank()
                            ? Optional.of(WellFormed.text(text.toString()))
                            : Optional.empty();
                }
                case COMPLETE_WITH_OTHER_TEXT -> {
                    return text.isEmpty() ? Optional.of("another text") : Optional.empty();
                }
                default -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private static List<Act> acts(Random random) {
        List<Act> acts = new ArrayList<>();
        int length = random.nextInt(9);
        for (int i = 0; i < length; i++) {
            // Half of the acts are pieces, so that more than a few sequences get to write something.
            acts.add(random.nextBoolean() ? Act.PIECE : Act.values()[random.nextInt(Act.values().length)]);
        }
        if (random.nextInt(3) > 0) {
            acts.add(Act.COMPLETE);
        }
        return acts;
    }

    private static String piece(Act act) {
        return switch (act) {
            case LONG_PIECE -> "long ".repeat(30);
            case HALF_CHARACTER -> "\ud83d";
            default -> "euro💧 ";
        };
    }

    private void play(List<Act> acts, StreamingChatResponseHandler handler, boolean elsewhere) {
        if (elsewhere) {
            threads.execute(new FutureTask<>(() -> play(acts, handler), null)); // which keeps what is thrown
        } else {
            play(acts, handler);
        }
    }

    private static void play(List<Act> acts, StreamingChatResponseHandler handler) {
        StringBuilder text = new StringBuilder();
        for (Act act : acts) {
            switch (act) {
                case PIECE, LONG_PIECE, HALF_CHARACTER -> {
                    text.append(piece(act));
                    handler.onPartialResponse(piece(act));
                }
                case NOTHING -> handler.onPartialResponse("");
                case THOUGHT -> handler.onPartialThinking(new PartialThinking("hm"));
                case COMPLETE -> handler.onCompleteResponse(Chats.response(text.toString()));
                case COMPLETE_WITHOUT_REASON -> handler.onCompleteResponse(Chats.unfinished(text.toString()));
                case COMPLETE_AT_THE_MOST_TOKENS ->
                    handler.onCompleteResponse(Chats.response(text.toString(), FinishReason.LENGTH));
                case COMPLETE_WITH_OTHER_TEXT -> handler.onCompleteResponse(Chats.response("another text"));
                case FAIL -> handler.onError(new IllegalStateException("failed"));
                case THROW -> throw new IllegalStateException("thrown");
                case HANG -> waiting(2_000);
                case PAUSE -> waiting(1);
            }
        }
    }

    private static void waiting(long milliseconds) {
        try {
            if (new CountDownLatch(1).await(milliseconds, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("nobody counts down");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }
}
