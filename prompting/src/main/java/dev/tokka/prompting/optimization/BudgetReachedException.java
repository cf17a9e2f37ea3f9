// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

/** One more call might pass a limit. Not a failure of a model, so nothing on the way takes it for one. */
final class BudgetReachedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BudgetReachedException() {
        super("the budget does not cover one more call");
    }
}
