// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.monitoring.shadow;

import static java.util.Objects.requireNonNull;

import dev.tokka.Answer;
import dev.tokka.Checks;
import dev.tokka.DataClass;
import dev.tokka.Deadline;
import dev.tokka.DomainModel;
import dev.tokka.EgressGuard;
import dev.tokka.PolicyViolationException;
import dev.tokka.Question;
import dev.tokka.TokenSink;
import dev.tokka.governance.monitoring.sequential.Bounds;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;

/**
 * Asks a challenger a sample of the questions that another model has answered, and compares.
 *
 * <p>The caller gets the answer of the model that is served, and notices nothing: no stream, no time, no failure. The challenger
 * is asked the same question, by the threads of the executor, without the caller's stream and with a deadline of its own. It has
 * all other attributes, such as the data class and the caller's rights, so what stands around it, such as {@link
 * dev.tokka.DomainModels#cleared}, decides as ever. A limit that the challenger shares with the model that is served, as one and
 * the same object, would be charged for both: give it one of its own. A policy on {@linkplain dev.tokka.governance.egress egress}
 * around the model that is served holds for challenger, agreement and judge too: where one of them is unknown to it, nothing is
 * asked and the call counts as refused.
 *
 * <p>Only answers are compared: where the model that is served fails, the challenger is not asked. Pairs are compared as they
 * come, and the report may be looked at at any time, since its intervals and evidence hold at all times at once. Safe for use by
 * many threads; of questions and answers nothing is kept once they are compared.
 */
public final class Shadow {

    private final DomainModel challenger;
    private final DomainModel whole;
    private final Shadowing shadowing;
    private final Semaphore free;
    private final LongAdder failed = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder dropped = new LongAdder();

    private final Object lock = new Object();
    private final Map<Aspect, Pairs> pairs = new EnumMap<>(Aspect.class);
    private long compared;
    private long agreed;

    private Shadow(DomainModel challenger, Shadowing shadowing) {
        this.challenger = requireNonNull(challenger, "challenger");
        this.shadowing = requireNonNull(shadowing, "shadowing");
        this.whole = new InTheShadow(challenger, shadowing);
        this.free = new Semaphore(shadowing.waiting());
        for (Aspect aspect : Aspect.values()) {
            pairs.put(aspect, new Pairs());
        }
    }

    /** Returns what asks {@code challenger}. */
    public static Shadow of(DomainModel challenger, Shadowing shadowing) {
        return new Shadow(challenger, shadowing);
    }

    /** Returns a model equal to {@code model}, described like it, in whose shadow the challenger is asked. */
    public DomainModel shadowed(DomainModel model) {
        return new Shadowed(model, this);
    }

    /** An answer, and how long it took in nanoseconds. */
    record Timed(Answer answer, long nanos) {

        /** Asks now. */
        static Timed ask(DomainModel model, Question question) {
            long start = System.nanoTime();
            Answer answer = requireNonNull(model.answer(question), "a model answered null");
            return new Timed(answer, System.nanoTime() - start);
        }

        double abstains() {
            return answer instanceof Answer.Abstention ? 1 : 0;
        }

        double millis() {
            return nanos / 1e6;
        }
    }

    /** Has the challenger asked later, if it is to be. */
    void follow(Question question, Timed served) {
        if (!shadowing.chooses(question)) {
            return;
        }
        if (!free.tryAcquire()) {
            dropped.increment();
            return;
        }
        Executor executor = shadowing.executor();
        try {
            executor.execute(() -> {
                try {
                    ask(question, served);
                } finally {
                    free.release();
                }
            });
        } catch (RejectedExecutionException e) {
            free.release();
            dropped.increment();
        }
    }

    private void ask(Question question, Timed served) {
        Question alone = question.withAttributes(
                question.attributes().without(TokenSink.KEY).with(Deadline.KEY, Deadline.after(shadowing.timeout())));
        try {
            // What is in the shadow is in no description, so a guard around the model has not seen it.
            alone.attributes().get(EgressGuard.KEY).ifPresent(guard -> guard.admit(whole, DataClass.of(alone)));
            compare(alone, served, Timed.ask(challenger, alone));
        } catch (PolicyViolationException e) {
            refused.increment();
        } catch (RuntimeException e) { // nobody waits for this call, so nobody would hear of it
            failed.increment();
        }
    }

    private void compare(Question question, Timed served, Timed other) {
        boolean same = agree(served.answer(), other.answer());
        double[] judged = shadowing
                .judge()
                .map(judge ->
                        new double[] {score(judge, question, served.answer()), score(judge, question, other.answer())})
                .orElse(new double[0]);
        synchronized (lock) {
            if (judged.length == 2) {
                of(Aspect.JUDGED).addDifference(judged[0], judged[1]);
            }
            compared++;
            agreed += same ? 1 : 0;
            of(Aspect.ABSTENTION).addDifference(served.abstains(), other.abstains());
            of(Aspect.LATENCY).addSign(served.millis(), other.millis());
            addCost(served.answer().trace().cost(), other.answer().trace().cost());
        }
    }

    /** An answer may hold what was found for it, of a higher class than the question. */
    private static double score(Judge judge, Question question, Answer answer) {
        Question carrying = DataClass.carriedBy(answer.trace())
                .map(highest -> highest.raise(question))
                .orElse(question);
        return Checks.requireShare(judge.score(carrying, answer), "score");
    }

    private boolean agree(Answer served, Answer other) {
        if (served instanceof Answer.Reply one && other instanceof Answer.Reply two) {
            return shadowing
                    .agreement()
                    .key(one.text())
                    .equals(shadowing.agreement().key(two.text()));
        }
        return served instanceof Answer.Abstention && other instanceof Answer.Abstention;
    }

    private void addCost(Map<Currency, BigDecimal> served, Map<Currency, BigDecimal> other) {
        if (served.size() == 1 && served.keySet().equals(other.keySet())) {
            Currency currency = served.keySet().iterator().next();
            of(Aspect.COST)
                    .addSign(
                            served.getOrDefault(currency, BigDecimal.ZERO).doubleValue(),
                            other.getOrDefault(currency, BigDecimal.ZERO).doubleValue());
        }
    }

    private Pairs of(Aspect aspect) {
        return requireNonNull(pairs.get(aspect), "there are pairs of every aspect");
    }

    /** Returns what is known by now. */
    public ShadowReport report() {
        synchronized (lock) {
            Map<Aspect, ShadowReport.Comparison> comparisons = new EnumMap<>(Aspect.class);
            pairs.forEach((aspect, all) -> {
                if (!all.isEmpty()) {
                    comparisons.put(aspect, all.comparison());
                }
            });
            return new ShadowReport(
                    new ShadowReport.Calls(compared, failed.sum(), refused.sum(), dropped.sum()),
                    Bounds.atAnyTime((double) agreed, compared, 1),
                    comparisons);
        }
    }

    @Override
    public String toString() {
        return "shadow(" + challenger + ", " + shadowing.share() + ")";
    }
}
