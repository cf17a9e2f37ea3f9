// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.hosted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.DataClass;
import dev.tokka.Money;
import dev.tokka.PolicyViolationException;
import dev.tokka.finetune.FineTunedModel;
import dev.tokka.finetune.ModelCard;
import dev.tokka.finetune.training.job.JobStatus;
import dev.tokka.finetune.training.job.JobStatus.Loss;
import dev.tokka.finetune.training.job.JobStatus.State;
import dev.tokka.finetune.training.job.TrainedModel;
import dev.tokka.finetune.training.job.TrainingException;
import dev.tokka.finetune.training.job.TrainingException.Reason;
import dev.tokka.finetune.training.job.TrainingFile;
import dev.tokka.finetune.training.job.TrainingJob;
import dev.tokka.finetune.training.job.TrainingPlan;
import dev.tokka.finetune.training.job.TrainingSettings;
import dev.tokka.finetune.training.job.TunedModelFile;
import dev.tokka.governance.egress.EgressPolicy;
import dev.tokka.governance.egress.EgressRule;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostedTrainerTest {

    private static final Currency USD = Currency.getInstance("USD");
    private static final Duration SOON = Duration.ofMillis(1);
    private static final String ROWS = "{\"messages\": [{\"role\": \"user\", \"content\": \"手数料は?\"},"
            + " {\"role\": \"assistant\", \"content\": \"500円です。\"}]}\n";

    @TempDir
    private Path folder;

    private TuningServer server;
    private HostedTrainer trainer;
    private TrainingPlan plan;

    @BeforeEach
    void serve() throws IOException {
        server = new TuningServer();
        trainer = HostedTrainer.of(provider(), allowing(DataClass.INTERNAL));
        TrainingFile rows = TrainingFile.of(Files.writeString(folder.resolve("rows.jsonl"), ROWS.repeat(3)));
        plan = TrainingPlan.of("fee-desk", "small-1", rows, DataClass.INTERNAL)
                .withSettings(TrainingSettings.DEFAULT.withEpochs(2).withBatchSize(1));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Provider provider() {
        return Provider.of(server.address(), () -> TuningServer.KEY)
                .withTimeout(Duration.ofSeconds(20))
                .withAttempts(3, Duration.ofSeconds(2));
    }

    private EgressPolicy allowing(DataClass highest) {
        return EgressPolicy.of(EgressRule.of(server.address().toString(), highest));
    }

    private Path job() {
        return folder.resolve("job");
    }

    private static TrainingPrice price(String perMillion) {
        return new TrainingPrice(new Money(new BigDecimal(perMillion), USD), line -> 1_000);
    }

    @Test
    void rowsBecomeAModelThatTheProviderServes() throws IOException {
        List<JobStatus> told = new ArrayList<>();
        JobStatus end;
        try (TrainingJob job = trainer.withPrice(price("3")).start(plan, job())) {
            end = job.await(SOON, told::add);
        }

        assertThat(server.uploaded()).containsExactly(ROWS.repeat(3));
        assertThat(told)
                .extracting(JobStatus::state)
                .containsExactly(State.RUNNING, State.RUNNING, State.RUNNING, State.SUCCEEDED);
        assertThat(told.get(1).progress()).hasValue(0.5);
        assertThat(end.losses()).extracting(Loss::training).containsExactly(4.0, 2.0, 4.0 / 3, 1.0);
        assertThat(end.spent().orElseThrow().amount()).isEqualByComparingTo("6");
        assertThat(end.model()).contains(new TrainedModel.Served(server.address(), "ft:small-1:fee-desk", plan.id()));
        assertThat(server.jobs().get(0).at("/method/supervised/hyperparameters").toString())
                .isEqualTo("{\"n_epochs\":2,\"batch_size\":1}");
        assertThat(server.jobs().get(0).path("seed").asInt()).isEqualTo(42);

        ModelCard card = new ModelCard("1", "of the provider", "fees", "questions on fees", "other questions");
        Path file = TunedModelFile.of(plan, (TrainedModel.Served) end.model().orElseThrow(), card, "KEY")
                .write(folder.resolve("model"));
        try (FineTunedModel tuned = FineTunedModel.open(
                file, dev.tokka.finetune.onnx.OnnxChatOptions.defaults(), name -> Optional.of(TuningServer.KEY))) {
            assertThat(tuned.describe().toJson())
                    .contains("ft:small-1:fee-desk")
                    .doesNotContain(TuningServer.KEY);
        }
    }

    @Test
    void whatMayNotLeaveOpensNoConnection() {
        HostedTrainer strict = HostedTrainer.of(provider(), allowing(DataClass.PUBLIC));

        assertThatExceptionOfType(PolicyViolationException.class).isThrownBy(() -> strict.start(plan, job()));
        assertThat(server.requests()).isEmpty();
        assertThat(job()).doesNotExist();
    }

    @Test
    void whatIsTooDearIsRefusedBeforeAnythingIsSent() {
        HostedTrainer poor = trainer.withPrice(price("1000")).withBudget(new Money(new BigDecimal("5.99"), USD));

        assertThat(poor.estimate(plan).tokens()).hasValue(3_000);
        assertThat(poor.estimate(plan).cost().orElseThrow().amount()).isEqualByComparingTo("6");
        assertThatExceptionOfType(TrainingException.class)
                .isThrownBy(() -> poor.start(plan, job()))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.OVER_BUDGET))
                .withMessage("fee-desk: expected a cost of at most 5.99 but the estimate is 6 USD");
        assertThat(server.requests()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer.withBudget(new Money(BigDecimal.ONE, USD)))
                .withMessage("expected a price in USD but there is none");
    }

    @Test
    void whatWasMadeButNotHeardOfIsNotMadeAgain() {
        server.failAfterwards("POST /v1/files", exchange -> exchange.close());
        server.failAfterwards("POST /v1/fine_tuning/jobs", exchange -> TuningServer.send(exchange, 503, "busy"));

        try (TrainingJob job = trainer.start(plan, job())) {
            assertThat(job.await(SOON, status -> {}).state()).isEqualTo(State.SUCCEEDED);
        }
        assertThat(server.uploaded()).hasSize(1);
        assertThat(server.jobs()).hasSize(1);
    }

    @Test
    void aJobGoesOnAfterItsProgramHasEnded() {
        HostedTrainer once = HostedTrainer.of(provider().withAttempts(1, Duration.ZERO), allowing(DataClass.INTERNAL));
        server.failAfterwards("POST /v1/fine_tuning/jobs", exchange -> exchange.close());
        assertThatExceptionOfType(TrainingException.class)
                .isThrownBy(() -> once.start(plan, job()))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE));

        try (TrainingJob job = once.resume(job())) {
            assertThat(job.status().state()).isEqualTo(State.RUNNING);
            assertThatThrownBy(() -> once.resume(job())).hasMessageContaining("expected a job that nobody has open");
        }
        HostedTrainer strict = HostedTrainer.of(provider(), EgressPolicy.of());
        try (TrainingJob job = strict.resume(job())) { // nothing is sent any more
            assertThat(job.await(SOON, status -> {}).state()).isEqualTo(State.SUCCEEDED);
        }
        assertThat(server.uploaded()).hasSize(1);
        assertThat(server.jobs()).hasSize(1);
    }

    @Test
    void aJobOfOtherRowsOrOfNobodyIsRefused() throws IOException {
        trainer.start(plan, job()).close();
        assertThatThrownBy(() -> trainer.start(plan, job())).hasMessageContaining("expected an empty directory");
        assertThatThrownBy(() -> trainer.resume(folder.resolve("none"))).hasMessageContaining("expected a job but");

        Files.writeString(job().resolve("train.jsonl"), ROWS);

        assertThatExceptionOfType(TrainingException.class)
                .isThrownBy(() -> trainer.resume(job()))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.DIRECTORY))
                .withMessageContaining("expected the rows that the job began with but they have changed");
    }

    @Test
    void aJobThatFailsSaysWhyAndOneThatIsCancelledEnds() {
        server.endAs("failed");
        try (TrainingJob job = trainer.start(plan, job())) {
            JobStatus end = job.await(SOON, status -> {});
            assertThat(end.state()).isEqualTo(State.FAILED);
            assertThat(end.message()).isEqualTo("The loss is no number.");
            assertThat(end.model()).isEmpty();
            job.cancel();
            assertThat(job.status().state()).isEqualTo(State.FAILED);
        }
        try (TrainingJob job = trainer.start(plan.withSettings(TrainingSettings.DEFAULT), folder.resolve("other"))) {
            job.cancel();
            assertThat(job.status().state()).isEqualTo(State.CANCELLED);
        }
    }

    @Test
    void aModelOfAnotherBaseIsRefused() {
        server.tellBase("large-9");
        try (TrainingJob job = trainer.start(plan, job())) {
            assertThatExceptionOfType(TrainingException.class)
                    .isThrownBy(() -> job.await(SOON, status -> {}))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.OTHER_RESULT));
        }
    }

    @Test
    void theKeyIsNowhere() throws IOException {
        trainer.start(plan, job()).close();

        for (Path file : List.of(job().resolve("plan.json"), job().resolve("job.json"))) {
            assertThat(Files.readString(file)).doesNotContain(TuningServer.KEY);
        }
        assertThat(trainer.toString() + provider()).doesNotContain(TuningServer.KEY);
    }

    @Test
    void aRateOfLearningIsTheProvidersOwn() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> trainer.start(plan.withSettings(TrainingSettings.DEFAULT.withLearningRate(1e-4)), job()))
                .withMessageContaining("learningRate must be empty for a provider");
    }
}
