// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.monitoring;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.governance.json.Fields;
import dev.tokka.governance.json.PrettyJson;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/** Baselines as JSON; centres are float32, little-endian, in Base64. */
final class BaselineJson {

    private static final String FORMAT = "tokka-baseline";
    private static final int FORMAT_VERSION = 1;

    private BaselineJson() {}

    static String write(Baseline baseline) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put(FORMAT, FORMAT_VERSION).put("fingerprint", baseline.fingerprint());
        baseline.currency().ifPresent(currency -> json.put("currency", currency.getCurrencyCode()));
        ObjectNode metrics = json.putObject("metrics");
        baseline.references().forEach((metric, reference) -> write(metrics.putObject(metric.key()), reference));
        baseline.inputs().ifPresent(space -> {
            ObjectNode inputs = json.putObject("inputs").put("embedder", space.embedder());
            ArrayNode centres = inputs.putArray("centres");
            space.centres().forEach(centre -> centres.add(base64(centre)));
        });
        return PrettyJson.write(json);
    }

    private static void write(ObjectNode json, Reference reference) {
        if (reference instanceof Reference.Share share) {
            json.put("of", share.of()).put("hits", share.hits());
        } else if (reference instanceof Reference.Limit limit) {
            json.put("median", limit.median()).put("limit", limit.limit());
            write(json, limit.beyond());
        } else if (reference instanceof Reference.Mean mean) {
            ArrayNode values = json.putArray("values");
            mean.values().forEach(values::add);
        } else if (reference instanceof Reference.Labels labels) {
            ObjectNode counts = json.putObject("labels");
            labels.counts().forEach(counts::put);
        }
    }

    static Baseline read(String json) {
        return Fields.parse(json, "the baseline", BaselineJson::baseline);
    }

    private static Baseline baseline(Fields json) {
        long format = json.whole(FORMAT);
        if (format != FORMAT_VERSION) {
            throw new IllegalArgumentException(
                    "expected format " + FORMAT_VERSION + " of baselines but found " + format);
        }
        return new Baseline(
                json.text("fingerprint"),
                json.object("metrics", BaselineJson::references),
                json.textIf("currency").map(BaselineJson::currency),
                json.has("inputs") ? Optional.of(json.object("inputs", BaselineJson::space)) : Optional.empty());
    }

    private static Currency currency(String code) {
        try {
            return Currency.getInstance(code);
        } catch (IllegalArgumentException e) { // it has no message
            throw new IllegalArgumentException("currency must be an ISO 4217 code such as JPY", e);
        }
    }

    private static Map<Metric, Reference> references(Fields json) {
        Map<Metric, Reference> references = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            if (json.has(metric.key())) {
                references.put(metric, json.object(metric.key(), fields -> reference(metric, fields)));
            }
        }
        return references;
    }

    private static Reference reference(Metric metric, Fields json) {
        return switch (metric) {
            case ABSTENTION, FAILURES -> share(json);
            case LATENCY, COST, INPUTS -> new Reference.Limit(json.number("median"), json.number("limit"), share(json));
            case GROUNDING ->
                new Reference.Mean(
                        DoubleStream.of(json.numbers("values")).boxed().toList());
            case LABELS -> new Reference.Labels(json.object("labels", BaselineJson::counts));
        };
    }

    private static Reference.Share share(Fields json) {
        return new Reference.Share(Math.toIntExact(json.whole("of")), Math.toIntExact(json.whole("hits")));
    }

    private static Map<String, Integer> counts(Fields json) {
        Map<String, Integer> counts = new TreeMap<>();
        json.names().forEach(label -> counts.put(label, Math.toIntExact(json.whole(label))));
        return counts;
    }

    private static InputSpace space(Fields json) {
        List<float[]> centres =
                json.texts("centres").stream().map(BaselineJson::floats).toList();
        return new InputSpace(json.text("embedder"), centres);
    }

    private static String base64(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    private static float[] floats(String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) { // its message shows what it read
            throw new IllegalArgumentException("centres must be in Base64", e);
        }
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }
}
