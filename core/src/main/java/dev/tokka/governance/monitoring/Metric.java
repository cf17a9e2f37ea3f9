// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.monitoring;

import java.util.Locale;

/** What is watched of a model. Each is a number from 0 to 1 of each call, whose mean over calls must not move away. */
public enum Metric {

    /** The share of answers that abstain. More of them is worse, and fewer may mean that the model has begun to guess. */
    ABSTENTION,

    /** The mean {@linkplain dev.tokka.Citation#support support} of a reply's citations, 0 if it has none. Less is worse. */
    GROUNDING,

    /** The share of answers that take longer than 95 of 100 did in the baseline. */
    LATENCY,

    /** The share of answers that cost more than 95 of 100 did in the baseline. */
    COST,

    /** The share of calls that fail. What a policy refused and who was interrupted does not count. */
    FAILURES,

    /** The shares of labels, where the question asks for one of some labels. Each may become more or less frequent. */
    LABELS,

    /** The share of questions that are further from those of the baseline than 90 of 100 of its own were. */
    INPUTS;

    /** Returns the name in files and as a tag of meters, such as {@code "abstention"}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
