// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.monitoring.shadow;

/** In what two models are compared. */
public enum Aspect {

    /** Whether they abstain, 0 or 1. */
    ABSTENTION,

    /** How long they take, in milliseconds. */
    LATENCY,

    /** What they cost, in units of the currency, where both have a price in one. */
    COST,

    /** What the judge says, from 0 to 1. */
    JUDGED
}
