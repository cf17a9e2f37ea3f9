// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.hosted;

import static java.util.Objects.requireNonNull;

import dev.tokka.Endpoint;
import dev.tokka.Money;
import dev.tokka.finetune.training.job.Estimate;
import dev.tokka.finetune.training.job.JobDirectory;
import dev.tokka.finetune.training.job.Trainer;
import dev.tokka.finetune.training.job.TrainingException;
import dev.tokka.finetune.training.job.TrainingException.Reason;
import dev.tokka.finetune.training.job.TrainingJob;
import dev.tokka.finetune.training.job.TrainingPlan;
import dev.tokka.governance.egress.EgressPolicy;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Trains by a provider's fine-tuning API of the shape that OpenAI defined: rows are uploaded, a job is made, followed and, in the
 * end, gives the id of a model that the same provider serves.
 *
 * <pre>{@code
 * Trainer trainer = HostedTrainer.of(Provider.of(address, key), policy).withPrice(price).withBudget(budget);
 * try (TrainingJob job = trainer.start(plan, directory)) {
 *     JobStatus end = job.await(Duration.ofSeconds(30), status -> log(status));
 * }
 * }</pre>
 *
 * <p><b>What leaves.</b> The policy is asked for the plan's data class and the provider's address before a connection is opened;
 * redirects are not followed.
 *
 * <p><b>Nothing twice.</b> The name of the uploaded file tells its digest and the job carries the plan's id, so that a job is
 * found again whose making was cut off, instead of paid for twice.
 *
 * <p>Learning rates of such providers are multiples of their own: leave {@code learningRate} empty. Immutable; safe for use by
 * many threads.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/fine-tuning">OpenAI: fine-tuning</a>
 */
public final class HostedTrainer implements Trainer {

    private static final String KIND = "hosted";

    /** What is reckoned with where the provider chooses: what OpenAI chooses for middling numbers of rows. */
    private static final int USUAL_EPOCHS = 3;

    private final Provider provider;
    private final EgressPolicy policy;
    private final Optional<TrainingPrice> price;
    private final Optional<Money> budget;
    private final HttpClient client;
    private final InstantSource clock;

    private HostedTrainer(
            Provider provider, EgressPolicy policy, Optional<TrainingPrice> price, Optional<Money> budget) {
        this.provider = requireNonNull(provider, "provider");
        this.policy = requireNonNull(policy, "policy");
        this.price = price;
        this.budget = budget;
        this.client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(provider.timeout())
                .build();
        this.clock = InstantSource.system();
    }

    /** Returns a trainer at {@code provider} that sends what {@code policy} allows. */
    public static HostedTrainer of(Provider provider, EgressPolicy policy) {
        return new HostedTrainer(provider, policy, Optional.empty(), Optional.empty());
    }

    /** Returns this with a price, by which jobs are estimated and told what they have cost. */
    public HostedTrainer withPrice(TrainingPrice newPrice) {
        return new HostedTrainer(provider, policy, Optional.of(newPrice), budget);
    }

    /**
     * Returns this refusing plans whose estimate is above {@code newBudget}; it needs a {@linkplain #withPrice price}.
     *
     * @throws IllegalArgumentException if there is no price, or it is in another currency
     */
    public HostedTrainer withBudget(Money newBudget) {
        if (price.map(each -> !each.perMillion().currency().equals(newBudget.currency()))
                .orElse(true)) {
            throw new IllegalArgumentException("expected a price in " + newBudget.currency() + " but there is none");
        }
        return new HostedTrainer(provider, policy, price, Optional.of(newBudget));
    }

    @Override
    public Estimate estimate(TrainingPlan plan) {
        int epochs = plan.settings().epochs().orElse(USUAL_EPOCHS);
        if (price.isEmpty()) {
            return new Estimate(plan.training().rows(), epochs, OptionalLong.empty(), Optional.empty());
        }
        long tokens;
        try (Stream<String> lines = Files.lines(plan.training().path())) {
            long longest = plan.settings().longestRow();
            tokens = lines.mapToLong(
                            line -> Math.min(longest, price.get().tokens().applyAsLong(line)))
                    .sum();
        } catch (IOException e) {
            throw new TrainingException(Reason.DIRECTORY, plan.training().path() + ": cannot be read", e);
        }
        return new Estimate(
                plan.training().rows(),
                epochs,
                OptionalLong.of(tokens),
                Optional.of(price.get().of(tokens * epochs)));
    }

    @Override
    public TrainingJob start(TrainingPlan plan, Path directory) {
        if (plan.settings().learningRate().isPresent()) {
            throw new IllegalArgumentException("learningRate must be empty for a provider, which has its own, but is "
                    + plan.settings().learningRate());
        }
        policy.require(Endpoint.of(provider.address()), plan.dataClass());
        requireWithinBudget(plan);
        return going(JobDirectory.create(directory, plan, KIND));
    }

    private void requireWithinBudget(TrainingPlan plan) {
        if (budget.isEmpty()) {
            return;
        }
        Money cost = estimate(plan).cost().orElseThrow();
        if (cost.amount().compareTo(budget.get().amount()) > 0) {
            throw new TrainingException(
                    Reason.OVER_BUDGET,
                    plan.name() + ": expected a cost of at most " + budget.get().amount() + " but the estimate is "
                            + cost.amount() + " " + cost.currency());
        }
    }

    @Override
    public TrainingJob resume(Path directory) {
        return going(JobDirectory.open(directory, KIND));
    }

    private TrainingJob going(JobDirectory directory) {
        FineTuningApi api = new FineTuningApi(new Exchange(client, provider, clock), provider, clock);
        HostedJob job = new HostedJob(directory, api, provider, price);
        try {
            if (!job.isMade()) {
                policy.require(Endpoint.of(provider.address()), directory.plan().dataClass());
            }
            job.make();
            return job;
        } catch (RuntimeException e) {
            job.close();
            throw e;
        }
    }

    /** Returns where it trains. */
    @Override
    public String toString() {
        return "hosted(" + provider + ")";
    }
}
