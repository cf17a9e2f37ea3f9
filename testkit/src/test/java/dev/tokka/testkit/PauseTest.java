// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PauseTest {

    static Stream<Pause> pauses() {
        return Stream.of(Pause.none(), Pause.real());
    }

    @AfterEach
    void leaveNoFlag() {
        Thread.interrupted();
    }

    @Test
    void aRealPauseTakesItsTime() throws InterruptedException {
        long start = System.nanoTime();

        Pause.real().pause(Duration.ofMillis(30));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(30));
    }

    @Test
    void noPauseTakesNoTime() throws InterruptedException {
        Pause.none().pause(Duration.ofDays(365_000));
    }

    @ParameterizedTest
    @MethodSource("pauses")
    void anInterruptEndsAPause(Pause pause) {
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> pause.pause(Duration.ofDays(365_000)))
                .withMessageContaining("interrupted");
    }
}
