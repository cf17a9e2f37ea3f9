// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing.cost;

import java.util.Collections;
import java.util.Currency;
import java.util.EnumMap;
import java.util.Map;

/**
 * What 1,000 answers cost, part by part.
 *
 * <pre>{@code
 * CostBill bill = CostBill.of(new OwnModel(roofline, tariff), Workload.of(400, 250).retrieving(1_500))
 *         .judged(new Judging(judge, 0.05, 2_000, 150))
 *         .spread(CostPart.TRAINING, run.spending(tariff), 200_000);
 * }</pre>
 *
 * @param parts what each part costs for 1,000 answers, in the order of {@link CostPart}; all in one currency
 * @param currency which
 */
public record CostBill(Map<CostPart, Spending> parts, Currency currency) {

    private static final int ANSWERS = 1_000;

    /** Copies the parts and checks their currency. */
    public CostBill {
        EnumMap<CostPart, Spending> copy = new EnumMap<>(CostPart.class);
        copy.putAll(parts);
        for (Spending spending : copy.values()) {
            Amounts.requireSame(currency, spending.money().currency());
        }
        parts = Collections.unmodifiableMap(copy);
    }

    /**
     * Returns what 1,000 answers of {@code model} cost. What passages cost is what a call with them costs more than one
     * without; what the answer costs is what is left.
     */
    public static CostBill of(TokenCost model, Workload workload) {
        Spending prompt = model.call(workload.prompt(), 0);
        Spending reading = model.call(workload.read(), 0);
        Spending all = model.call(workload.read(), workload.written());
        double calls = (double) ANSWERS * workload.calls();
        EnumMap<CostPart, Spending> parts = new EnumMap<>(CostPart.class);
        parts.put(CostPart.PROMPT, prompt.times(calls));
        parts.put(CostPart.RETRIEVED, reading.minus(prompt).times(calls));
        parts.put(CostPart.ANSWER, all.minus(reading).times(calls));
        return new CostBill(parts, model.currency());
    }

    /** Returns this bill with what judging costs. */
    public CostBill judged(Judging judging) {
        return with(CostPart.JUDGE, judging.perAnswer().times(ANSWERS));
    }

    /**
     * Returns this bill with something that is paid once for many answers.
     *
     * @param answers over how many it is spread; at least 1
     */
    public CostBill spread(CostPart part, Spending once, long answers) {
        if (answers < 1) {
            throw new IllegalArgumentException("answers must be at least 1 but is " + answers);
        }
        return with(part, once.times((double) ANSWERS / answers));
    }

    private CostBill with(CostPart part, Spending more) {
        EnumMap<CostPart, Spending> copy = new EnumMap<>(CostPart.class);
        copy.putAll(parts);
        copy.merge(part, more, Spending::plus);
        return new CostBill(copy, currency);
    }

    /** Returns what one part costs; nothing if it is not there. */
    public Spending of(CostPart part) {
        return parts.getOrDefault(part, Spending.none(currency));
    }

    /** Returns what all parts cost together. */
    public Spending total() {
        return parts.values().stream().reduce(Spending.none(currency), Spending::plus);
    }
}
