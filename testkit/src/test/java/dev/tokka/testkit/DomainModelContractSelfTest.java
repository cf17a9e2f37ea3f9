// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import static dev.tokka.testkit.Kit.assertCaught;
import static dev.tokka.testkit.Kit.contract;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokka.Answer;
import dev.tokka.DomainModel;
import dev.tokka.QuestionRejectedException;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** A test kit that passes broken models is worse than none: each rule must catch its offenders. */
class DomainModelContractSelfTest {

    @Test
    void everyRuleIsChecked() {
        String methods = String.join(
                " ",
                Arrays.stream(DomainModelContract.class.getMethods())
                        .map(method -> method.getName().replaceFirst("_.*", ""))
                        .toList());

        assertThat(IntStream.rangeClosed(1, 8))
                .allSatisfy(rule -> assertThat(methods).contains("rule" + rule));
    }

    @Test
    @SuppressWarnings("NullAway")
    void rule1CatchesNullAnswers() {
        assertCaught("rule 1", contract(question -> null)::rule1_answerIsNeverNull);
    }

    @Test
    void rule2CatchesModelsThatAcceptNull() {
        assertCaught("rule 2", contract(question -> Answer.reply("ok"))::rule2_nullQuestionIsRefused);
    }

    @Test
    @SuppressWarnings("NullAway")
    void rule2CatchesModelsThatRefuseNullInOtherWords() {
        DomainModel picky = question -> {
            if (question == null) {
                throw new IllegalArgumentException("question must not be null");
            }
            return Answer.reply("ok");
        };

        assertCaught("rule 2", contract(picky)::rule2_nullQuestionIsRefused);
    }

    @Test
    void rule3CatchesModelsThatMixUpThreads() {
        AtomicInteger built = new AtomicInteger();
        // The first is asked by one thread alone, the second by eight, of which all write before any reads.
        Supplier<DomainModel> models = () -> sharing(built.getAndIncrement() == 0 ? 1 : 8);

        assertCaught("rule 3", contract(models)::rule3_manyThreadsMayAskAtOnce);
    }

    @Test
    void rule3CatchesModelsThatFailAmongManyThreads() {
        AtomicInteger calls = new AtomicInteger();
        DomainModel busy = question -> {
            if (calls.incrementAndGet() > 10) {
                throw new IllegalStateException("used by another thread");
            }
            return Answer.reply("ok");
        };

        assertCaught("rule 3", contract(busy)::rule3_manyThreadsMayAskAtOnce);
    }

    @Test
    void rule3LeavesModelsThatSampleTheirFreedom() {
        assertThatCode(Kit.sampling()::rule3_manyThreadsMayAskAtOnce).doesNotThrowAnyException();
    }

    @Test
    void rule4CatchesModelsThatCount() {
        AtomicInteger calls = new AtomicInteger();
        DomainModel counting = question -> Answer.reply("call " + calls.incrementAndGet());

        assertCaught("rule 4", contract(counting)::rule4_earlierCallsDoNotChangeAnswers);
    }

    @Test
    void rule4CatchesModelsThatRememberAnotherQuestion() {
        Supplier<DomainModel> remembering = () -> {
            AtomicReference<String> first = new AtomicReference<>();
            return question -> {
                first.compareAndSet(null, question.text());
                return Answer.reply(String.valueOf(first.get()));
            };
        };

        assertCaught("rule 4", contract(remembering)::rule4_earlierCallsDoNotChangeAnswers);
    }

    @Test
    void rule4IsNotCheckedOfModelsThatSample() {
        assertThatExceptionOfType(TestAbortedException.class)
                .isThrownBy(Kit.sampling()::rule4_earlierCallsDoNotChangeAnswers)
                .withMessageContaining("rule 4: not checked");
    }

    @Test
    void rule5CatchesOtherExceptions() {
        DomainModel small = question -> {
            if (question.text().length() > 50_000) {
                throw new IllegalArgumentException("too long");
            }
            return Answer.reply("ok");
        };

        assertCaught("rule 5, asked 100,000", contract(small)::rule5_failuresAreModelExceptions);
    }

    @Test
    void rule5CatchesErrors() {
        DomainModel recursive = question -> Answer.reply("depth " + depth(question.text(), 0));

        assertCaught("rule 5, asked 100,000", contract(recursive)::rule5_failuresAreModelExceptions);
    }

    @Test
    void rule5CatchesModelsThatTrustTheForm() {
        DomainModel trusting = question -> {
            if (!question.examples().isEmpty()) {
                throw new UnsupportedOperationException("examples");
            }
            return Answer.reply("ok");
        };

        assertCaught("rule 5, asked with an odd example", contract(trusting)::rule5_failuresAreModelExceptions);
    }

    @Test
    void rule5CatchesModelsThatHang() {
        DomainModel slow = question -> {
            Waits.upTo(question, question.text().length() == 1 ? 5_000 : 0);
            return Answer.reply("ok");
        };

        assertCaught("rule 5, asked one character", Kit.impatient(slow)::rule5_failuresAreModelExceptions);
    }

    @Test
    void rule5CatchesMessagesThatTellTheQuestion() {
        DomainModel telling = question -> {
            throw new QuestionRejectedException("cannot take: " + question.text());
        };

        assertCaught("rule 5, asked question()", contract(telling)::rule5_failuresDoNotTellTheQuestion);
    }

    @Test
    void rule5CatchesReasonsThatTellTheQuestion() {
        DomainModel telling = question -> Answer.abstain("nothing fits \"" + question.text() + "\"");

        assertCaught("rule 5, asked question()", contract(telling)::rule5_failuresDoNotTellTheQuestion);
    }

    @Test
    void rule5LetsRepliesRepeatTheQuestion() {
        DomainModel echo = question -> Answer.reply(question.text());

        assertThatCode(contract(echo)::rule5_failuresDoNotTellTheQuestion).doesNotThrowAnyException();
    }

    /** Returns a model that answers by a field, which {@code threads} calls write before any of them reads it. */
    private static DomainModel sharing(int threads) {
        AtomicReference<String> last = new AtomicReference<>("");
        CountDownLatch written = new CountDownLatch(threads);
        return question -> {
            last.set(question.text());
            written.countDown();
            try {
                written.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Answer.reply(String.valueOf(last.get()));
        };
    }

    private static int depth(String text, int depth) {
        return text.isEmpty() ? depth : depth(text.substring(1), depth + 1);
    }
}
