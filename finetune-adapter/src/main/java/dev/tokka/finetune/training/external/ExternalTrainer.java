// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.external;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.finetune.training.job.Estimate;
import dev.tokka.finetune.training.job.JobDirectory;
import dev.tokka.finetune.training.job.Trainer;
import dev.tokka.finetune.training.job.TrainingFile.Form;
import dev.tokka.finetune.training.job.TrainingJob;
import dev.tokka.finetune.training.job.TrainingPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Trains an adapter by a program on this machine, or on another by a command of yours that reaches it.
 *
 * <pre>{@code
 * Trainer trainer = ExternalTrainer.of(TrainingProgram.LLAMA_FACTORY, new BaseModel("meta-llama/Llama-3.2-1B", "llama", template));
 * try (TrainingJob job = trainer.start(plan, directory)) {
 *     TrainedModel adapter = job.await(Duration.ofSeconds(10), status -> log(status)).model().orElseThrow();
 * }
 * }</pre>
 *
 * <p>The directory of the job has all that the program needs: rows, settings with seed, template; its output and log stay there. The
 * program is a process of its own and goes on when this one ends; {@link #resume} finds it again, or starts it anew from its last
 * checkpoint if it has ended without an adapter. What a plan leaves open: 3 epochs, batches of 32, a learning rate of 1e-4 with a
 * cosine, and of the architecture the projections of queries, keys and values, as FinGPT has them.
 *
 * <p>An adapter is taken over only if base, rank, alpha, modules, chat template and rows are those that the job began with. The rows
 * stay on this machine, as far as the command keeps them there. Immutable; safe for use by many threads.
 */
public final class ExternalTrainer implements Trainer {

    private final TrainingProgram program;
    private final List<String> command;
    private final BaseModel base;

    private ExternalTrainer(TrainingProgram program, List<String> command, BaseModel base) {
        this.program = requireNonNull(program, "program");
        this.command = List.copyOf(command);
        this.base = requireNonNull(base, "base");
    }

    /** Returns a trainer of {@code base} by a program that is on the path of this process. */
    public static ExternalTrainer of(TrainingProgram program, BaseModel base) {
        return new ExternalTrainer(program, program.command(), base);
    }

    /**
     * Returns this with another command, such as one in a container; it is run in the directory of the job, with the name of the
     * file of settings as its last argument.
     */
    public ExternalTrainer withCommand(List<String> newCommand) {
        Checks.requireAtLeast(1, newCommand.size(), "words of a command");
        return new ExternalTrainer(program, newCommand, base);
    }

    /** Returns rows and epochs; money is not counted. */
    @Override
    public Estimate estimate(TrainingPlan plan) {
        return new Estimate(
                plan.training().rows(), Defaults.epochs(plan.settings()), OptionalLong.empty(), Optional.empty());
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the plan is of another base, its rows are chats and the base has no template or the other
     *     way round, or the architecture is not known and the plan names no modules
     */
    @Override
    public TrainingJob start(TrainingPlan plan, Path directory) {
        require(plan);
        return going(JobDirectory.create(directory, plan, kind()));
    }

    @Override
    public TrainingJob resume(Path directory) {
        JobDirectory opened = JobDirectory.open(directory, kind());
        try {
            require(opened.plan());
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
        return going(opened);
    }

    private TrainingJob going(JobDirectory directory) {
        ExternalJob job = new ExternalJob(directory, program.files(), command, base);
        try {
            job.begin();
            return job;
        } catch (RuntimeException e) {
            job.close();
            throw e;
        }
    }

    private void require(TrainingPlan plan) {
        if (!plan.base().equals(base.id())) {
            throw new IllegalArgumentException("expected a plan for " + base.id() + " but it is for " + plan.base());
        }
        boolean chats = plan.training().form() == Form.CHAT;
        if (chats == base.chatTemplate().isEmpty()) {
            throw new IllegalArgumentException(
                    chats
                            ? "expected a base with a chat template for rows that are chats but it has none"
                            : "expected a base without a chat template for rows of raw text but it has one");
        }
        if (plan.settings().lora().targets().isEmpty()) {
            TargetModules.of(base.architecture());
        }
    }

    private String kind() {
        return "external " + program.name();
    }

    /** Returns what trains what. */
    @Override
    public String toString() {
        return "external(" + program + ", " + base.id() + ")";
    }
}
