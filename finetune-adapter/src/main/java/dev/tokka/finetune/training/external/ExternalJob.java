// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.external;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.Digests;
import dev.tokka.finetune.training.job.JobDirectory;
import dev.tokka.finetune.training.job.JobStatus;
import dev.tokka.finetune.training.job.JobStatus.State;
import dev.tokka.finetune.training.job.TrainedModel;
import dev.tokka.finetune.training.job.TrainingException;
import dev.tokka.finetune.training.job.TrainingException.Reason;
import dev.tokka.finetune.training.job.TrainingJob;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** A job in a process of its own. */
final class ExternalJob implements TrainingJob {

    private static final String LOG = "train.log";
    private static final String FILES = "files";
    private static final String CANCELLED = "cancelled";

    private final JobDirectory directory;
    private final ProgramFiles files;
    private final List<String> command;
    private final BaseModel base;
    private final List<String> targets;
    private final TrainingProcess process;

    ExternalJob(JobDirectory directory, ProgramFiles files, List<String> command, BaseModel base) {
        this.directory = directory;
        this.files = files;
        this.command = command;
        this.base = base;
        List<String> named = directory.plan().settings().lora().targets();
        this.targets = named.isEmpty() ? TargetModules.of(base.architecture()) : named;
        this.process = new TrainingProcess(directory);
    }

    /** Starts the program unless it runs, has done its work, or was cancelled. */
    void begin() {
        if (process.isRunning() || directory.state().has(CANCELLED) || hasAdapter()) {
            return;
        }
        write(files.of(run()));
        List<String> words = new ArrayList<>(command);
        words.add(ProgramFiles.SETTINGS);
        process.start(words, directory.path().resolve(LOG));
    }

    private ProgramFiles.Run run() {
        return new ProgramFiles.Run(directory.plan(), base, targets, Checkpoints.last(directory.path()));
    }

    /** Writes what the program reads, and notes the digests of what must not change. */
    private void write(Map<String, String> written) {
        try {
            ObjectNode state = directory.state();
            requireSameTemplate(state);
            if (!base.chatTemplate().isEmpty()) {
                Files.writeString(directory.path().resolve(ProgramFiles.TEMPLATE), base.chatTemplate());
            }
            for (Map.Entry<String, String> file : written.entrySet()) {
                Files.write(
                        directory.path().resolve(file.getKey()), file.getValue().getBytes(StandardCharsets.UTF_8));
            }
            ObjectNode digests = state.putObject(FILES);
            written.forEach((name, text) -> digests.put(name, Digests.sha256(text)));
            directory.save(state.put("template", base.templateDigest()));
        } catch (IOException e) {
            throw new TrainingException(Reason.DIRECTORY, directory.path() + ": cannot be written", e);
        }
    }

    private void requireSameTemplate(ObjectNode state) {
        if (state.has("template") && !state.path("template").asText().equals(base.templateDigest())) {
            throw new TrainingException(
                    Reason.OTHER_RESULT,
                    directory.path() + ": expected the chat template that the job began with but it is another");
        }
    }

    @Override
    public JobStatus status() {
        TrainingLog log;
        try {
            log = TrainingLog.read(directory.path().resolve(LOG));
        } catch (IOException e) {
            throw new TrainingException(Reason.DIRECTORY, directory.path().resolve(LOG) + ": cannot be read", e);
        }
        State state = state(log);
        double share =
                Math.min(1, log.epoch() / Defaults.epochs(directory.plan().settings()));
        return new JobStatus(
                state,
                state == State.SUCCEEDED ? OptionalDouble.of(1) : OptionalDouble.of(share),
                log.losses(),
                Optional.empty(),
                state == State.SUCCEEDED ? Optional.of(adapter()) : Optional.empty(),
                log.lastLine());
    }

    private State state(TrainingLog log) {
        if (process.isRunning()) {
            return log.losses().isEmpty() ? State.QUEUED : State.RUNNING;
        }
        if (directory.state().has(CANCELLED)) {
            return State.CANCELLED;
        }
        return process.hasFailed() || !hasAdapter() ? State.FAILED : State.SUCCEEDED;
    }

    private boolean hasAdapter() {
        return Files.exists(output().resolve("adapter_model.safetensors"));
    }

    private Path output() {
        return directory.path().resolve(ProgramFiles.OUTPUT);
    }

    private TrainedModel adapter() {
        directory.plan().training().requireUnchanged();
        requireSameTemplate(directory.state());
        directory
                .state()
                .path(FILES)
                .properties()
                .forEach(entry -> requireSame(entry.getKey(), entry.getValue().asText()));
        return new AdapterCheck(run()).take(output());
    }

    private void requireSame(String name, String digest) {
        Path file = directory.path().resolve(name);
        try {
            if (Digests.sha256(file).equals(digest)) {
                return;
            }
        } catch (IOException e) {
            throw new TrainingException(Reason.DIRECTORY, file + ": cannot be read", e);
        }
        throw new TrainingException(
                Reason.OTHER_RESULT,
                file + ": expected the settings that the program was started with but they changed");
    }

    @Override
    public void cancel() {
        if (!process.isRunning()) {
            return;
        }
        directory.save(directory.state().put(CANCELLED, true));
        process.end();
    }

    @Override
    public void close() {
        directory.close();
    }

    /** Returns the plan's name. */
    @Override
    public String toString() {
        return "external(" + directory.plan().name() + ")";
    }
}
