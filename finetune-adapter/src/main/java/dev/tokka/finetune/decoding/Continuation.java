// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding;

import java.util.List;
import java.util.Optional;

/** The decoding of one prompt, in one sequence of the model or several. */
interface Continuation {

    /**
     * Chooses the next token of each sequence.
     *
     * @param rows the logits after each; may be changed
     * @return what the sequences are now; empty if the decoding has ended
     * @throws RuntimeException if this decoding failed
     */
    List<Branch> next(List<float[]> rows);

    /** Returns what was decoded, once it has ended. */
    Optional<Decoded> decoded();

    /**
     * A sequence made longer.
     *
     * @param row that of the sequence before
     * @param tokens what follows it
     */
    record Branch(int row, List<Integer> tokens) {}

    /** Begins the decoding of a prompt. */
    static Continuation of(Writing.Task task) {
        return task.request().settings().beams().count() == 1 ? new Line(task) : new BeamSearch(task);
    }
}
