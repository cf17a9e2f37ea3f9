// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.recommendation;

/** What a constraint is on. */
public enum Limit {
    /** The most main memory. */
    MEMORY,
    /** The most memory of accelerators. */
    GPU_MEMORY,
    /** The longest latency that 95 of 100 answers keep. */
    LATENCY,
    /** The most money for a thousand answers. */
    MONEY,
    /** The allowed licences. */
    LICENCE,
    /** The class of the data that will be asked about. */
    DATA_CLASS,
    /** That no question leaves. */
    EGRESS,
    /** The least share of replies that cite. */
    CITES,
    /** The least share of questions without an answer on which it abstains. */
    ABSTAINS,
    /** The least quality. */
    QUALITY
}
