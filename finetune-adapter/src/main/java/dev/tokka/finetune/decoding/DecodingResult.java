// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding;

import static java.util.Objects.requireNonNull;

/** How the decoding of one prompt ended: the other prompts of a batch do not suffer from it. */
public sealed interface DecodingResult permits Decoded, DecodingResult.Failed {

    /**
     * Returns what was decoded.
     *
     * @throws RuntimeException what the decoding ended with if it failed
     */
    Decoded orThrow();

    /**
     * A decoding that failed.
     *
     * @param cause what the listener threw, or why the model's logits could not be used
     */
    record Failed(RuntimeException cause) implements DecodingResult {

        /** Checks that there is a cause. */
        public Failed {
            requireNonNull(cause, "cause");
        }

        @Override
        public Decoded orThrow() {
            throw cause;
        }
    }
}
