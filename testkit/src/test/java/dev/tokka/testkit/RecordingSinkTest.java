// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecordingSinkTest {

    private final RecordingSink sink = new RecordingSink();

    @Test
    void itHoldsWhatItTook() {
        sink.token("With");
        sink.token("in");

        assertThat(sink.text()).isEqualTo("Within");
        assertThat(sink.tokens()).containsExactly("With", "in");
        assertThat(sink.restarts()).isZero();
    }

    @Test
    void aRestartForgetsEverythingBefore() {
        sink.token("Perhaps");
        sink.restart();
        sink.token("Yes.");
        sink.restart();
        sink.token("No.");

        assertThat(sink.text()).isEqualTo("No.");
        assertThat(sink.tokens()).containsExactly("No.");
        assertThat(sink.restarts()).isEqualTo(2);
    }
}
