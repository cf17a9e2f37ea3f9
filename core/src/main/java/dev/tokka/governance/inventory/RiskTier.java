// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.inventory;

/** How much harm a wrong answer may do; it decides what evidence an {@link EvidencePolicy} demands. */
public enum RiskTier {
    /** Little: somebody looks before anything is done, or nothing depends on it. */
    LOW,
    /** Some: customers read it, or decisions lean on it. */
    MEDIUM,
    /** Much: money, health, rights or the law depend on it. */
    HIGH
}
