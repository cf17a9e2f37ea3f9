// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.external;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.finetune.training.job.JobDirectory;
import dev.tokka.finetune.training.job.TrainingException;
import dev.tokka.finetune.training.job.TrainingException.Reason;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The process of a job, which is found again by its number and the time of its start. */
final class TrainingProcess {

    private static final String NUMBER = "process";
    private static final String STARTED = "started";
    private static final int SECONDS_TO_END = 10;
    private static final Duration CLOCK_CORRECTION = Duration.ofSeconds(5);

    private final JobDirectory directory;
    private Optional<Process> own = Optional.empty();

    TrainingProcess(JobDirectory directory) {
        this.directory = directory;
    }

    void start(List<String> command, Path log) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.path().toFile())
                    .redirectInput(ProcessBuilder.Redirect.from(nothing()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            own = Optional.of(process);
            ObjectNode state = directory.state().put(NUMBER, process.pid());
            process.info().startInstant().ifPresent(at -> state.put(STARTED, at.toString()));
            directory.save(state);
        } catch (IOException e) {
            throw new TrainingException(
                    Reason.PROGRAM, command.get(0) + ": expected a program that can be started but it cannot", e);
        }
    }

    private static File nothing() {
        return new File(File.separatorChar == '\\' ? "NUL" : "/dev/null");
    }

    boolean isRunning() {
        return handle().map(ProcessHandle::isAlive).orElse(false);
    }

    /** Returns whether it has ended badly, as far as this program can know: only of what it has started itself. */
    boolean hasFailed() {
        return own.map(process -> !process.isAlive() && process.exitValue() != 0)
                .orElse(false);
    }

    /** Ends it and what it has started: gently, and if that does not help, by force. */
    void end() {
        handle().ifPresent(handle -> {
            List<ProcessHandle> all = handle.descendants().toList();
            handle.destroy();
            all.forEach(ProcessHandle::destroy);
            try {
                handle.onExit().get(SECONDS_TO_END, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                handle.destroyForcibly();
            }
            all.forEach(ProcessHandle::destroyForcibly);
        });
    }

    /** The time of a start is reckoned from that of the machine, which is corrected by seconds now and then. */
    private static boolean isOf(Optional<Instant> seen, Instant noted) {
        return seen.map(at -> Duration.between(at, noted).abs().compareTo(CLOCK_CORRECTION) <= 0)
                .orElse(true);
    }

    /** Another process may have the number by now, but not the time. */
    private Optional<ProcessHandle> handle() {
        ObjectNode state = directory.state();
        if (!state.has(NUMBER)) {
            return Optional.empty();
        }
        Optional<ProcessHandle> found = ProcessHandle.of(state.path(NUMBER).asLong());
        return state.has(STARTED)
                ? found.filter(handle -> isOf(
                        handle.info().startInstant(),
                        Instant.parse(state.path(STARTED).asText())))
                : found;
    }
}
