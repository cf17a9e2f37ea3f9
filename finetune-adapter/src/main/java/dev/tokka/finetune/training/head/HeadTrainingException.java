// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.head;

/** Texts that nothing can be learned from: one label only, too few of a label, features of different sizes. */
public final class HeadTrainingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Creates an exception that says what was expected and what was seen. */
    public HeadTrainingException(String message) {
        super(message);
    }
}
