// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.generation;

import java.io.Serial;

/** The next call of the teacher does not fit into the budget: ends the work on a source, inside of a run. */
final class BudgetSpentException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    BudgetSpentException() {
        super("the next call does not fit into the teacher's budget", null, false, false);
    }
}
