// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.hosted;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.Money;
import dev.tokka.finetune.training.job.JobDirectory;
import dev.tokka.finetune.training.job.JobStatus;
import dev.tokka.finetune.training.job.JobStatus.Loss;
import dev.tokka.finetune.training.job.JobStatus.State;
import dev.tokka.finetune.training.job.TrainedModel;
import dev.tokka.finetune.training.job.TrainingException;
import dev.tokka.finetune.training.job.TrainingException.Reason;
import dev.tokka.finetune.training.job.TrainingFile;
import dev.tokka.finetune.training.job.TrainingJob;
import dev.tokka.finetune.training.job.TrainingPlan;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** A job at a provider. Each thing that it has there is written down as soon as it is known. */
final class HostedJob implements TrainingJob {

    private static final String TRAINING = "trainingFile";
    private static final String VALIDATION = "validationFile";
    private static final String JOB = "job";

    private final JobDirectory directory;
    private final FineTuningApi api;
    private final Provider provider;
    private final Optional<TrainingPrice> price;

    HostedJob(JobDirectory directory, FineTuningApi api, Provider provider, Optional<TrainingPrice> price) {
        this.directory = directory;
        this.api = api;
        this.provider = provider;
        this.price = price;
    }

    boolean isMade() {
        return directory.state().has(JOB);
    }

    /** Makes at the provider what is not there yet. */
    void make() {
        TrainingPlan plan = directory.plan();
        upload(plan.training(), TRAINING);
        plan.validation().ifPresent(rows -> upload(rows, VALIDATION));
        if (!isMade()) {
            keep(JOB, api.jobOf(request(plan), plan.id()));
        }
    }

    private void upload(TrainingFile rows, String member) {
        if (!directory.state().has(member) && !isMade()) {
            keep(member, api.fileOf(rows, "tokka-" + rows.sha256() + ".jsonl"));
        }
    }

    private void keep(String member, String id) {
        directory.save(directory.state().put(member, id));
    }

    private ObjectNode request(TrainingPlan plan) {
        ObjectNode state = directory.state();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("model", plan.base())
                .put("training_file", state.path(TRAINING).asText())
                .put("suffix", plan.name())
                .put("seed", Math.floorMod(plan.settings().seed(), 1L << 31)); // what the API takes
        if (state.has(VALIDATION)) {
            json.put("validation_file", state.path(VALIDATION).asText());
        }
        ObjectNode method = json.putObject("method").put("type", "supervised");
        ObjectNode settings = method.putObject("supervised").putObject("hyperparameters");
        plan.settings().epochs().ifPresent(value -> settings.put("n_epochs", value));
        plan.settings().batchSize().ifPresent(value -> settings.put("batch_size", value));
        json.putObject("metadata").put("tokka-plan", plan.id());
        return json;
    }

    @Override
    public JobStatus status() {
        JsonNode job = api.job(id());
        State state = state(job);
        List<JsonNode> events = api.events(id());
        List<JsonNode> metrics = events.stream()
                .map(event -> event.path("data"))
                .filter(data ->
                        data.path("step").isNumber() && data.path("train_loss").isNumber())
                .toList();
        return new JobStatus(
                state,
                progress(state, metrics),
                metrics.stream()
                        .map(HostedJob::loss)
                        .sorted(Comparator.comparingLong(Loss::step))
                        .toList(),
                spent(job),
                state == State.SUCCEEDED ? Optional.of(model(job)) : Optional.empty(),
                message(job, events));
    }

    private static Loss loss(JsonNode data) {
        JsonNode validation = data.has("full_valid_loss") ? data.path("full_valid_loss") : data.path("valid_loss");
        return new Loss(
                data.path("step").longValue(),
                data.path("train_loss").doubleValue(),
                validation.isNumber() ? OptionalDouble.of(validation.doubleValue()) : OptionalDouble.empty());
    }

    private static State state(JsonNode job) {
        return switch (job.path("status").asText("")) {
            case "validating_files", "queued", "paused" -> State.QUEUED;
            case "running" -> State.RUNNING;
            case "succeeded" -> State.SUCCEEDED;
            case "failed" -> State.FAILED;
            case "cancelled" -> State.CANCELLED;
            default ->
                throw new TrainingException(
                        Reason.PROTOCOL, "expected the status of a job but it is none that is known");
        };
    }

    private static OptionalDouble progress(State state, List<JsonNode> metrics) {
        if (state == State.SUCCEEDED || metrics.isEmpty()) {
            return state == State.SUCCEEDED ? OptionalDouble.of(1) : OptionalDouble.empty();
        }
        JsonNode last = metrics.get(metrics.size() - 1);
        double all = last.path("total_steps").asDouble();
        return all > 0
                ? OptionalDouble.of(Math.min(1, Math.max(0, last.path("step").asDouble() / all)))
                : OptionalDouble.empty();
    }

    private Optional<Money> spent(JsonNode job) {
        JsonNode trained = job.path("trained_tokens");
        return trained.canConvertToLong() && trained.asLong() >= 0
                ? price.map(each -> each.of(trained.asLong()))
                : Optional.empty();
    }

    private TrainedModel model(JsonNode job) {
        String model = job.path("fine_tuned_model").asText("");
        if (model.isBlank() || job.path("fine_tuned_model").isNull()) {
            throw new TrainingException(
                    Reason.PROTOCOL, "expected the id of the model that came out but there is none");
        }
        String base = job.path("model").asText("");
        if (!base.equals(directory.plan().base())
                && !base.startsWith(directory.plan().base() + "-")) { // of a date
            throw new TrainingException(
                    Reason.OTHER_RESULT, "expected a model tuned from the plan's base but it is from another");
        }
        return new TrainedModel.Served(
                provider.address(), model, directory.plan().id());
    }

    private static String message(JsonNode job, List<JsonNode> events) {
        String error = job.path("error").path("message").asText("");
        if (!error.isEmpty() || events.isEmpty()) {
            return error;
        }
        return events.get(events.size() - 1).path("message").asText("");
    }

    @Override
    public void cancel() {
        if (!state(api.job(id())).hasEnded()) {
            api.cancel(id());
        }
    }

    private String id() {
        return directory.state().path(JOB).asText();
    }

    @Override
    public void close() {
        directory.close();
    }

    /** Returns the plan's name. */
    @Override
    public String toString() {
        return "hosted(" + directory.plan().name() + ")";
    }
}
