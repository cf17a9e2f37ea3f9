// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing.cost;

import dev.tokka.Checks;

/**
 * What an answer reads and writes, on average.
 *
 * @param prompt tokens of the question, the instructions and the examples; at least 1
 * @param retrieved tokens of the passages that retrieval adds; at least 0
 * @param written tokens of the answer; at least 0
 * @param calls how many times the model is asked for one answer, as when it votes or repairs; at least 1
 */
public record Workload(int prompt, int retrieved, int written, int calls) {

    /** Checks the ranges above. */
    public Workload {
        Checks.requireAtLeast(1, prompt, "prompt");
        Checks.requireAtLeast(0, retrieved, "retrieved");
        Checks.requireAtLeast(0, written, "written");
        Checks.requireAtLeast(1, calls, "calls");
        Math.addExact(prompt, retrieved);
    }

    /** Returns a workload without retrieval that asks once. */
    public static Workload of(int prompt, int written) {
        return new Workload(prompt, 0, written, 1);
    }

    /** Returns this with so many tokens of passages. */
    public Workload retrieving(int tokens) {
        return new Workload(prompt, tokens, written, calls);
    }

    /** Returns all tokens that a call reads. */
    public int read() {
        return prompt + retrieved;
    }
}
