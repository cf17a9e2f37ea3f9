// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BackgroundTest {

    @Test
    void runsTasksInADaemonThreadOfItsName() throws Exception {
        try (Background background = new Background("tokka-test", 1)) {
            CompletableFuture<Thread> ran = new CompletableFuture<>();
            background.execute(() -> ran.complete(Thread.currentThread()));

            Thread thread = ran.get(30, TimeUnit.SECONDS);
            assertThat(thread.isDaemon()).isTrue();
            assertThat(thread.getName()).isEqualTo("tokka-test");
        }
    }

    @Test
    void rejectsWhatComesWhenTooMuchIsWaiting() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        try (Background background = new Background("tokka-test", 1)) {
            background.execute(() -> {
                running.countDown();
                try {
                    never.await();
                } catch (InterruptedException e) {
                    interrupted.countDown();
                }
            });
            assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();
            background.execute(never::countDown); // waits
            assertThatExceptionOfType(RejectedExecutionException.class)
                    .isThrownBy(() -> background.execute(never::countDown));
        }

        assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(never.getCount()).isEqualTo(1);
    }

    @Test
    void settingsAreChecked() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Background(" ", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Background("tokka-test", 0));
    }
}
