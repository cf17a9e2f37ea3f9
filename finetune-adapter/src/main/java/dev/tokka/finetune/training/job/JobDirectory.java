// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.job;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.finetune.data.WholeFile;
import dev.tokka.finetune.training.job.TrainingException.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/**
 * The directory of a job, for trainers: the plan with a copy of its rows, and a state that is replaced as a whole and is on the
 * disk when {@link #save} returns. One program at a time has it open.
 */
public final class JobDirectory implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String PLAN = "plan.json";
    private static final String STATE = "job.json";
    private static final String LOCK = "job.lock";
    private static final String TRAINING = "train.jsonl";
    private static final String VALIDATION = "validation.jsonl";

    private final Path directory;
    private final FileChannel lock;
    private final TrainingPlan plan;
    private ObjectNode state;

    private JobDirectory(Path directory, FileChannel lock, TrainingPlan plan, ObjectNode state) {
        this.directory = directory;
        this.lock = lock;
        this.plan = plan;
        this.state = state;
    }

    /**
     * Makes the directory of a new job.
     *
     * @param trainer by which {@link #open} knows again whose it is
     * @throws TrainingException if {@code directory} is not empty, or cannot be written
     */
    public static JobDirectory create(Path directory, TrainingPlan plan, String trainer) {
        requireNonNull(plan, "plan");
        try {
            Files.createDirectories(directory);
            try (Stream<Path> files = Files.list(directory)) {
                if (files.findAny().isPresent()) {
                    throw new TrainingException(
                            Reason.DIRECTORY, directory + ": expected an empty directory but there are files in it");
                }
            }
            FileChannel lock = lock(directory);
            try {
                TrainingPlan kept = keep(directory, plan);
                ObjectNode json = JsonNodeFactory.instance.objectNode().put("trainer", trainer);
                json.set("plan", PlanJson.write(plan));
                write(directory.resolve(PLAN), json); // the last one: with it the job is there
                return new JobDirectory(directory, lock, kept, JsonNodeFactory.instance.objectNode());
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw unusable(directory, "cannot be written", e);
        }
    }

    private static TrainingPlan keep(Path directory, TrainingPlan plan) throws IOException {
        plan.training().requireUnchanged();
        Files.copy(plan.training().path(), directory.resolve(TRAINING));
        if (plan.validation().isPresent()) {
            plan.validation().get().requireUnchanged();
            Files.copy(plan.validation().get().path(), directory.resolve(VALIDATION));
        }
        return PlanJson.read(PlanJson.write(plan), directory.resolve(TRAINING), directory.resolve(VALIDATION));
    }

    /**
     * Opens the directory of a job.
     *
     * @throws TrainingException if it is none of {@code trainer}, is damaged, its rows have changed, or another has it open
     */
    public static JobDirectory open(Path directory, String trainer) {
        try {
            if (!Files.isRegularFile(directory.resolve(PLAN))) {
                throw new TrainingException(Reason.DIRECTORY, directory + ": expected a job but there is none");
            }
            FileChannel lock = lock(directory);
            try {
                return opened(directory, trainer, lock);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw unusable(directory, "cannot be read", e);
        }
    }

    private static JobDirectory opened(Path directory, String trainer, FileChannel lock) throws IOException {
        JsonNode json = JSON.readTree(directory.resolve(PLAN).toFile());
        if (!json.path("trainer").asText().equals(trainer)) {
            throw new TrainingException(
                    Reason.DIRECTORY,
                    directory + ": expected a job of " + trainer + " but it is of "
                            + json.path("trainer").asText());
        }
        TrainingPlan plan;
        try {
            plan = PlanJson.read(json.path("plan"), directory.resolve(TRAINING), directory.resolve(VALIDATION));
        } catch (IllegalArgumentException e) {
            throw unusable(directory.resolve(PLAN), "expected a plan: " + e.getMessage(), e);
        }
        plan.training().requireUnchanged();
        plan.validation().ifPresent(TrainingFile::requireUnchanged);
        Path state = directory.resolve(STATE);
        ObjectNode read = JsonNodeFactory.instance.objectNode();
        if (Files.exists(state)) {
            if (!(JSON.readTree(state.toFile()) instanceof ObjectNode object)) {
                throw new TrainingException(Reason.DIRECTORY, state + ": expected an object but it is none");
            }
            read = object;
        }
        return new JobDirectory(directory, lock, plan, read);
    }

    private static FileChannel lock(Path directory) throws IOException {
        FileChannel channel =
                FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock held = channel.tryLock();
            if (held != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // This program has it open; told like any other.
        }
        channel.close();
        throw new TrainingException(Reason.DIRECTORY, directory + ": expected a job that nobody has open but one has");
    }

    /** Returns where it is. */
    public Path path() {
        return directory;
    }

    /** Returns the plan; its files are those in this directory. */
    public TrainingPlan plan() {
        return plan;
    }

    /** Returns a copy of the state; empty at first. */
    public ObjectNode state() {
        return state.deepCopy();
    }

    /**
     * Replaces the state.
     *
     * @throws TrainingException if it cannot be written; the state before is still there
     */
    public void save(ObjectNode newState) {
        try {
            write(directory.resolve(STATE), newState);
        } catch (IOException e) {
            throw unusable(directory, "cannot be written", e);
        }
        state = newState.deepCopy();
    }

    private static void write(Path file, ObjectNode json) throws IOException {
        WholeFile.replace(file, json.toPrettyString() + "\n");
    }

    private static TrainingException unusable(Path where, String what, Exception e) {
        return new TrainingException(Reason.DIRECTORY, where + ": " + what, e);
    }

    /** Lets another program open it. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw unusable(directory, "cannot be let go of", e);
        }
    }
}
