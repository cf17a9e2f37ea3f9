// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import dev.tokka.AnswerForm;
import java.util.Optional;

/** Checks whether replies have a form. Safe for use by many threads. */
interface FormCheck {

    /** Checks one reply. */
    Verdict check(String reply);

    /** Returns what must be told to a model whose reply did not fit. */
    String demand(Wording wording);

    /** Returns the form in a few words, such as {@code "one of 3 labels"}. */
    @Override
    String toString();

    /**
     * Returns the check for {@code form}; empty for free text.
     *
     * @throws IllegalArgumentException if the form cannot be checked
     */
    static Optional<FormCheck> of(AnswerForm form) {
        if (form instanceof AnswerForm.OneOf oneOf) {
            return Optional.of(new LabelCheck(oneOf.labels()));
        }
        if (form instanceof AnswerForm.JsonSchema json) {
            return Optional.of(JsonCheck.of(json.schema()));
        }
        return Optional.empty();
    }
}
