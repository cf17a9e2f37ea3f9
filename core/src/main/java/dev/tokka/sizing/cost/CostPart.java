// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing.cost;

/** What an answer costs money for. */
public enum CostPart {
    /** Reading the question, the instructions and the examples. */
    PROMPT,
    /** Reading the passages of retrieval. */
    RETRIEVED,
    /** Writing the answer. */
    ANSWER,
    /** Judging answers. */
    JUDGE,
    /** Training, spread over the answers until it is done again. */
    TRAINING,
    /** What is paid once or each month, such as an index, spread over the answers. */
    FIXED
}
