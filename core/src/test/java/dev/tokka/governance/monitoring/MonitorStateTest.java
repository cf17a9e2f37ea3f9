// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tokka.Answer;
import dev.tokka.governance.audit.AuditLog;
import dev.tokka.governance.audit.AuditReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonitorStateTest {

    @TempDir
    private Path folder;

    private Monitor open(Monitoring settings) {
        return Monitor.open(folder.resolve("state.json"), Desk.baseline(), settings, Desk.CLOCK);
    }

    @Test
    void aMonitorGoesOnFromWhereItWas() {
        List<Observation> calls = Desk.good(777, 3);
        Monitor whole = Monitor.of(Desk.baseline(), Monitoring.DEFAULT, Desk.CLOCK);
        calls.forEach(whole::observe);

        try (Monitor first = open(Monitoring.DEFAULT)) {
            calls.subList(0, 555).forEach(first::observe);
        }
        try (Monitor second = open(Monitoring.DEFAULT)) {
            calls.subList(555, 777).forEach(second::observe);

            assertThat(second.status()).isEqualTo(whole.status());
        }
    }

    @Test
    void aCrashLosesNoAlarmAndFewCalls() {
        List<Alarm> told = new ArrayList<>();
        Monitoring settings = Monitoring.DEFAULT.withListener(told::add);
        Monitor crashed = open(settings); // never closed
        Desk.good(250, 3).forEach(crashed::observe);
        assertThat(open(settings).status().calls().observed()).isEqualTo(200);
        spoil(crashed);

        Monitor again = open(settings);

        assertThat(again.status().alarms()).isEqualTo(told).hasSize(1);
        spoil(again);
        assertThat(told).hasSize(1);
        again.reset();
        assertThat(open(settings).status().isAlarm()).isFalse();
    }

    private static void spoil(Monitor monitor) {
        for (int i = 0; i < 150; i++) {
            monitor.observe(Observation.of(Desk.QUESTION, Answer.abstain("unknown"), Desk.FAST));
        }
    }

    @Test
    void theStateOfAnotherBaselineOrStrictnessIsRefused() {
        open(Monitoring.DEFAULT).close();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> open(Monitoring.DEFAULT.withAlpha(0.05)))
                .withMessageContaining("state.json")
                .withMessageContaining("take the file away");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> open(Monitoring.DEFAULT.withTolerance(Metric.LATENCY, 0.1)));
        open(Monitoring.DEFAULT.withWindow(10)).close();
    }

    @Test
    void whatIsDamagedIsRefused() throws IOException {
        Path file = folder.resolve("state.json");
        open(Monitoring.DEFAULT).close();
        String json = Files.readString(file);

        for (String damaged : List.of(
                "",
                json.substring(1),
                json.replace("\"highest\":1.0", "\"highest\":-1"),
                json.replace("\"tests\"", "\"test\""),
                json.replaceFirst("\"held\":\\[0.0", "\"held\":[-1"),
                json.replaceFirst("\"observations\":0", "\"observations\":7"),
                json.replace("\"tokka-monitor\":1", "\"tokka-monitor\":2"))) {
            Files.writeString(file, damaged);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> open(Monitoring.DEFAULT))
                    .withMessageContaining("state.json");
        }
    }

    @Test
    void aStateThatCannotBeWrittenDisturbsNoCall() throws IOException {
        Path gone = Files.createDirectory(folder.resolve("gone"));
        Monitor monitor = Monitor.open(gone.resolve("state.json"), Desk.baseline(), Monitoring.DEFAULT, Desk.CLOCK);
        Files.delete(gone);

        Desk.good(100, 3).forEach(monitor::observe);

        assertThat(monitor.status().troubles().last()).isEqualTo("state file: UncheckedIOException");
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(monitor::close);
    }

    @Test
    void alarmsAreRecorded() {
        Path directory = folder.resolve("audit");
        try (AuditLog log = AuditLog.open(directory)) {
            Monitoring settings = Monitoring.DEFAULT.withListener(AlarmListener.recording(log));
            spoil(Monitor.of(Desk.baseline(), settings, Desk.CLOCK));
        }

        assertThat(AuditReader.open(directory).records()).singleElement().satisfies(record -> {
            assertThat(record.entry().type()).isEqualTo(Alarm.TYPE);
            assertThat(record.entry().model()).isEqualTo(Desk.DESCRIPTION.fingerprint());
            assertThat(record.entry().facts())
                    .containsEntry("metric", "abstention")
                    .containsEntry("baseline", "0.08")
                    .containsKeys("recent", "evidence", "observations");
        });
    }

    @Test
    void noObservationIsLostAmongManyThreads() throws InterruptedException {
        int threads = 32;
        int each = 150;
        long calls = (long) threads * each;
        Monitor monitor = open(Monitoring.DEFAULT);
        List<Throwable> failures = new ArrayList<>();
        CountDownLatch begin = new CountDownLatch(1);
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            List<Observation> own = Desk.good(each, i);
            Thread thread = new Thread(() -> {
                try {
                    begin.await();
                    own.forEach(monitor::observe);
                    monitor.status();
                } catch (InterruptedException | RuntimeException e) {
                    synchronized (failures) {
                        failures.add(e);
                    }
                }
            });
            thread.start();
            all.add(thread);
        }
        begin.countDown();
        for (Thread thread : all) {
            thread.join();
        }

        assertThat(failures).isEmpty();
        assertThat(monitor.status().calls().observed()).isEqualTo(calls);
        assertThat(monitor.status().metric(Metric.FAILURES).orElseThrow().observations())
                .isEqualTo(calls);
        assertThat(open(Monitoring.DEFAULT).status().calls().observed()).isEqualTo(calls);
    }
}
