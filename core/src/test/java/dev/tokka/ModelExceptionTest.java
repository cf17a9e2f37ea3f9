// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ModelExceptionTest {

    private final Exception cause = new Exception("connection reset");

    @Test
    void onlyWhatPassesByItselfIsWorthRetrying() {
        assertThat(ModelUnavailableException.Reason.values())
                .filteredOn(ModelUnavailableException.Reason::worthRetrying)
                .containsExactly(
                        ModelUnavailableException.Reason.RATE_LIMITED, ModelUnavailableException.Reason.TEMPORARY);
    }

    @Test
    void reasonsAreKept() {
        assertThat(new ModelUnavailableException("busy").reason()).isEqualTo(ModelUnavailableException.Reason.OTHER);
        assertThat(new ModelUnavailableException(ModelUnavailableException.Reason.TIMEOUT, "slow").reason())
                .isEqualTo(ModelUnavailableException.Reason.TIMEOUT);
        assertThat(new IncompleteAnswerException(IncompleteAnswerException.Reason.STALLED, "no token", "Wi").reason())
                .isEqualTo(IncompleteAnswerException.Reason.STALLED);
    }

    @Test
    void anUnavailableModelSaysWhenToRetryIfItIsKnown() {
        Instant noon = Instant.parse("2025-04-01T12:00:00Z");

        assertThat(new ModelUnavailableException(ModelUnavailableException.Reason.RATE_LIMITED, "busy", noon).retryAt())
                .contains(noon);
        assertThat(new ModelUnavailableException("busy").retryAt()).isEmpty();
        assertThat(new ModelUnavailableException("busy", cause).retryAt()).isEmpty();
    }

    @Test
    void causesAreKept() {
        assertThat(new ModelUnavailableException("busy", cause))
                .hasMessage("busy")
                .hasCause(cause);
        assertThat(new QuestionRejectedException("too long", cause))
                .hasMessage("too long")
                .hasCause(cause);
        assertThat(new QuestionRejectedException("too long"))
                .hasMessage("too long")
                .hasNoCause();
        assertThat(new PolicyViolationException("advice policy"))
                .hasMessage("advice policy")
                .hasNoCause();
    }

    @Test
    void anIncompleteAnswerCarriesWhatWasWritten() {
        IncompleteAnswerException cut = new IncompleteAnswerException(
                IncompleteAnswerException.Reason.CUT, "cut off after 2 tokens", "Within thirty");

        assertThat(cut).hasMessage("cut off after 2 tokens").hasNoCause();
        assertThat(cut.partialText()).isEqualTo("Within thirty");
        assertThat(new IncompleteAnswerException(IncompleteAnswerException.Reason.CUT, "cut off", "").partialText())
                .isEmpty();
    }
}
