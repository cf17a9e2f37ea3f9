// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import static dev.tokka.testkit.Kit.assertCaught;
import static dev.tokka.testkit.Kit.contract;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.tokka.Answer;
import dev.tokka.DomainModel;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Rule 6 must catch models that do not end in time, and let those be that do. */
class DomainModelContractTimeSelfTest {

    private static final DomainModel STUBBORN = question -> {
        Waits.stubbornly(4_000);
        return Answer.reply("ok");
    };

    @Test
    void rule6CatchesModelsThatIgnoreTheDeadline() {
        assertCaught("rule 6, deadline in PT-1S", contract(STUBBORN)::rule6_deadlineIsKept);
    }

    @Test
    void rule6CatchesModelsThatLookAtTheDeadlineOnlyOnce() {
        DomainModel lookingOnce = question -> {
            question.checkpoint("once");
            return STUBBORN.answer(question);
        };

        assertCaught("rule 6, deadline in PT0.1S", contract(lookingOnce)::rule6_deadlineIsKept);
    }

    @Test
    void rule6CatchesModelsThatIgnoreInterrupts() {
        assertCaught("rule 6, interrupted before", contract(STUBBORN)::rule6_interruptBeforeTheCallEndsIt);
        assertCaught("rule 6, interrupted during", contract(STUBBORN)::rule6_interruptDuringTheCallEndsIt);
    }

    @Test
    void rule6CatchesModelsThatSwallowInterrupts() {
        DomainModel swallowing = question -> {
            try {
                new CountDownLatch(1).await();
                return Answer.reply("ok");
            } catch (InterruptedException e) {
                return Answer.abstain("interrupted");
            }
        };

        assertCaught("the interrupt flag must be set", contract(swallowing)::rule6_interruptBeforeTheCallEndsIt);
        assertCaught("the interrupt flag must be set", contract(swallowing)::rule6_interruptDuringTheCallEndsIt);
    }

    @Test
    void rule6CatchesInterruptsThatEndInOtherExceptions() {
        DomainModel wrapping = question -> {
            try {
                new CountDownLatch(1).await();
                return Answer.reply("ok");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        };

        assertCaught("rule 6, interrupted during", contract(wrapping)::rule6_interruptDuringTheCallEndsIt);
    }

    @Test
    void rule6LetsModelsWorkThatStopInTime() {
        DomainModel careful = question -> {
            Waits.upTo(question, 10_000);
            return Answer.reply("ok");
        };

        assertThatCode(contract(careful)::rule6_deadlineIsKept).doesNotThrowAnyException();
        assertThatCode(contract(careful)::rule6_interruptDuringTheCallEndsIt).doesNotThrowAnyException();
    }
}
