// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.job;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.finetune.training.head.HeadOptions;
import dev.tokka.finetune.training.head.TrainedHead;

/** What a training was and how well it went, as JSON. Equal trainings are equal text. */
final class EvidenceJson {

    private static final int VERSION = 1;

    private EvidenceJson() {}

    static ObjectNode of(TrainedHead head) {
        HeadOptions options = head.options();
        ObjectNode json = beginning("head", options.seed()).put("texts", head.texts());
        json.putObject("features")
                .put("fingerprint", head.featurizer().describe().fingerprint())
                .put("size", head.featurizer().size());
        json.putObject("settings")
                .put("task", options.task().name())
                .put("kernel", options.kernel().toString())
                .put("search", options.search().toString())
                .put("balanced", options.balanced());
        head.labels().forEach(json.putArray("labels")::add);
        ObjectNode figures = json.putObject("heldOut");
        head.facts().forEach(figures::put);
        return json;
    }

    static ObjectNode of(TrainingPlan plan, TrainedModel model) {
        ObjectNode json = beginning("job", plan.settings().seed())
                .put("base", plan.base())
                .put("planId", plan.id());
        json.set("plan", PlanJson.write(plan));
        if (model instanceof TrainedModel.Served served) {
            json.put("model", served.model());
        } else if (model instanceof TrainedModel.Adapter adapter) {
            json.put("adapter", adapter.digest());
        }
        return json;
    }

    private static ObjectNode beginning(String by, long seed) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("version", VERSION)
                .put("by", by)
                .put("seed", seed);
    }

    /** Returns {@code evidence} with how the job went. */
    static ObjectNode with(ObjectNode evidence, JobStatus end) {
        ObjectNode json = evidence.deepCopy();
        ArrayNode losses = json.putArray("losses");
        for (JobStatus.Loss loss : end.losses()) {
            ObjectNode each = losses.addObject().put("step", loss.step()).put("training", loss.training());
            loss.validation().ifPresent(value -> each.put("validation", value));
        }
        end.spent()
                .ifPresent(money -> json.put(
                        "spent",
                        money.amount().toPlainString() + " " + money.currency().getCurrencyCode()));
        return json;
    }
}
