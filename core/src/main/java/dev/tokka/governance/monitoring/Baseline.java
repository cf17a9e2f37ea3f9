// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.monitoring;

import static java.util.Objects.requireNonNull;

import dev.tokka.Digests;
import java.util.Collections;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a model did on representative questions, on which it was approved: what a {@link Monitor} compares with.
 *
 * <pre>{@code
 * Baseline baseline = Baseline.builder(model.describe().fingerprint()).ask(model, questions).build();
 * Files.writeString(file, baseline.toJson());
 * }</pre>
 *
 * <p>It holds numbers and labels, and no text of a question or a reply.
 *
 * @param fingerprint of the model that was asked: 64 lower-case hexadecimal digits
 * @param references by metric: always of {@link Metric#ABSTENTION}, {@link Metric#FAILURES} and {@link Metric#LATENCY}, of
 *     the others where there was something to measure
 * @param currency that of {@link Metric#COST}
 * @param inputs where the questions lie, if there is {@link Metric#INPUTS}
 */
public record Baseline(
        String fingerprint,
        Map<Metric, Reference> references,
        Optional<Currency> currency,
        Optional<InputSpace> inputs) {

    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{64}");
    private static final List<Metric> ALWAYS = List.of(Metric.ABSTENTION, Metric.FAILURES, Metric.LATENCY);

    /** Checks and copies the components. */
    public Baseline {
        requireFingerprint(fingerprint);
        references = Collections.unmodifiableMap(new EnumMap<>(references));
        if (!references.keySet().containsAll(ALWAYS)) {
            throw new IllegalArgumentException(
                    "expected references of " + ALWAYS + " but found only those of " + references.keySet());
        }
        references.forEach(Baseline::requireFit);
        if (references.containsKey(Metric.COST) != currency.isPresent()
                || references.containsKey(Metric.INPUTS) != inputs.isPresent()) {
            throw new IllegalArgumentException("cost needs a currency, and inputs need their space; neither alone");
        }
    }

    static String requireFingerprint(String fingerprint) {
        if (!FINGERPRINT.matcher(fingerprint).matches()) {
            throw new IllegalArgumentException("fingerprint must be 64 lower-case hexadecimal digits");
        }
        return fingerprint;
    }

    private static void requireFit(Metric metric, Reference reference) {
        boolean fits = switch (metric) {
            case ABSTENTION, FAILURES -> reference instanceof Reference.Share;
            case GROUNDING -> reference instanceof Reference.Mean;
            case LATENCY, COST, INPUTS -> reference instanceof Reference.Limit;
            case LABELS -> reference instanceof Reference.Labels;
        };
        if (!fits) {
            throw new IllegalArgumentException("expected another kind of reference of " + metric + " than a "
                    + reference.getClass().getSimpleName());
        }
    }

    /**
     * Returns a builder of the baseline of a model.
     *
     * @param fingerprint of its description
     * @throws IllegalArgumentException if that is not a fingerprint
     */
    public static BaselineBuilder builder(String fingerprint) {
        return new BaselineBuilder(fingerprint);
    }

    /**
     * Reads what {@link #toJson} writes.
     *
     * @throws IllegalArgumentException if it is anything else; the message says where
     */
    public static Baseline parse(String json) {
        return BaselineJson.read(json);
    }

    /** Returns this as JSON that people can read; equal baselines have equal texts. */
    public String toJson() {
        return BaselineJson.write(this);
    }

    /** Returns the SHA-256 of {@link #toJson}, for whoever approves it, as 64 lower-case hexadecimal digits. */
    public String digest() {
        return Digests.sha256(toJson());
    }

    /** Returns a reference that is there, of the type that its metric has. */
    <R extends Reference> R reference(Metric metric, Class<R> type) {
        return type.cast(requireNonNull(references.get(metric), metric.key()));
    }
}
