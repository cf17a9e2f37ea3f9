// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import static java.util.Objects.requireNonNull;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.tokka.Checks;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Makes models as slow and unreliable as networks and providers are.
 *
 * <pre>{@code
 * Faults faults = Faults.seeded(42)
 *         .delaying(Delay.around(Duration.ofMillis(300), 0.5))
 *         .failing(0.2, message -> new ModelUnavailableException(Reason.RATE_LIMITED, message))
 *         .truncating(0.1);
 * DomainModel unreliable = faults.in(model);
 * }</pre>
 *
 * <p>Each call meets one fault at most, drawn by the shares. What is drawn depends on the seed and on how many calls
 * came before, not on the time, so a failed test can be repeated: every message of an injected fault names the seed and
 * the number of the call. Without shares and delay a model answers as it does without faults.
 *
 * <p>Delays and stalls take no time unless {@link #pausing} says so; a question's deadline that they would pass ends the
 * call as {@code DEADLINE} all the same. Immutable; each setting returns a copy. The models may be used by many threads.
 */
public final class Faults {

    private static final Duration STALL = Duration.ofMinutes(1);

    private final Source source;
    private final Delay delay;
    private final List<Share> shares;
    private final Pause pause;

    private Faults(Source source, Delay delay, List<Share> shares, Pause pause) {
        this.source = source;
        this.delay = delay;
        this.shares = shares;
        this.pause = pause;
    }

    /** Where the random numbers of a model come from. */
    private sealed interface Source {

        Draws draws();

        Description describe();
    }

    private record Seed(long seed) implements Source {

        @Override
        public Draws draws() {
            return Draws.seeded(seed);
        }

        @Override
        public Description describe() {
            return Description.of("seed", Long.toString(seed));
        }
    }

    private record Given(RandomGenerator random) implements Source {

        @Override
        public Draws draws() {
            return Draws.from(random);
        }

        @Override
        public Description describe() {
            return Description.opaque(random);
        }
    }

    /**
     * A share of the calls that meet a fault.
     *
     * @param what in words
     */
    record Share(double share, Fault fault, String what) {}

    /** Returns no faults yet; every model that they are put in draws from {@code seed} anew. */
    public static Faults seeded(long seed) {
        return new Faults(new Seed(seed), Delay.NONE, List.of(), Pause.none());
    }

    /**
     * Returns no faults yet; all models that they are put in draw from {@code random}, one call after the other. Such
     * models cannot describe themselves.
     */
    public static Faults drawnFrom(RandomGenerator random) {
        return new Faults(new Given(requireNonNull(random, "random")), Delay.NONE, List.of(), Pause.none());
    }

    /** Returns these faults with a delay before each call. Default: none. */
    public Faults delaying(Delay newDelay) {
        return new Faults(source, requireNonNull(newDelay, "newDelay"), shares, pause);
    }

    /**
     * Returns these faults with a share of calls that fail at once.
     *
     * @param share from 0 to 1
     * @param failure makes the failure from its message, which names seed and call: for a {@link DomainModel} one of
     *     its {@code ModelException}s, for a model of LangChain4j one of its exceptions
     * @throws IllegalArgumentException if all shares together are more than 1
     */
    public Faults failing(double share, Function<String, ? extends RuntimeException> failure) {
        RuntimeException sample = failure.apply("");
        return plus(new Share(share, new Fault.Failure(failure), "failing with " + Words.of(sample)));
    }

    /**
     * Returns these faults with a share of calls whose reply is cut off at a random place: a {@link DomainModel} throws
     * {@code IncompleteAnswerException}; a {@link ChatModel} returns the beginning with the finish reason
     * {@code LENGTH}; a {@link StreamingChatModel} ends without a finish reason, as LangChain4j reports a broken
     * connection.
     *
     * @param share from 0 to 1
     * @throws IllegalArgumentException if all shares together are more than 1
     */
    public Faults truncating(double share) {
        return plus(new Share(share, new Fault.Truncation(), "truncating"));
    }

    /**
     * Returns these faults with a share of calls that fall silent in the middle of the reply: a {@link DomainModel}
     * and a {@link ChatModel} time out after a minute, or earlier at the question's deadline; a
     * {@link StreamingChatModel} returns and its handler never hears of an end.
     *
     * @param share from 0 to 1
     * @throws IllegalArgumentException if all shares together are more than 1
     */
    public Faults stalling(double share) {
        return plus(new Share(share, new Fault.Stall(STALL), "stalling"));
    }

    /**
     * Returns these faults with a share of replies whose text is garbage: broken characters, an open bracket, a citation
     * that leads nowhere.
     *
     * @param share from 0 to 1
     * @throws IllegalArgumentException if all shares together are more than 1
     */
    public Faults garbling(double share) {
        return plus(new Share(share, new Fault.Garbage(), "garbling"));
    }

    /** Returns these faults with delays and stalls that pass in this way. Default: at once, {@link Pause#none}. */
    public Faults pausing(Pause newPause) {
        return new Faults(source, delay, shares, requireNonNull(newPause, "newPause"));
    }

    /** Returns {@code model} with these faults. */
    public DomainModel in(DomainModel model) {
        return new FaultyModel(requireNonNull(model, "model"), this, source.draws());
    }

    /** Returns {@code model} with these faults. */
    public ChatModel in(ChatModel model) {
        return new FaultyChatModel(requireNonNull(model, "model"), this, source.draws());
    }

    /** Returns {@code model} with these faults. */
    public StreamingChatModel in(StreamingChatModel model) {
        return new FaultyStreamingChatModel(requireNonNull(model, "model"), this, source.draws());
    }

    private Faults plus(Share share) {
        Checks.requireShare(share.share, "share");
        List<Share> all = Stream.concat(shares.stream(), Stream.of(share)).toList();
        double sum = all.stream().mapToDouble(Share::share).sum();
        if (sum > 1 + 1e-9) { // shares such as 0.7 and 0.3 are not exact
            throw new IllegalArgumentException("shares of faults must be at most 1 together but are " + sum);
        }
        return new Faults(source, delay, all, pause);
    }

    Delay delay() {
        return delay;
    }

    List<Share> shares() {
        return shares;
    }

    Pause pause() {
        return pause;
    }

    Description describe() {
        Description description = Description.of("faulty").with("delay", delay).withPart(source.describe());
        for (Share share : shares) {
            description =
                    description.withPart(Description.of("fault", share.what).with("share", share.share));
        }
        return description;
    }

    /** Returns the settings. */
    @Override
    public String toString() {
        return "Faults[" + source + ", " + delay + ", "
                + shares.stream().map(s -> s.what + " " + s.share).toList() + "]";
    }
}
