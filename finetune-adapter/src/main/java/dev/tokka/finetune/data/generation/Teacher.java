// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.generation;

import dev.tokka.Question;
import java.util.Optional;

/** A model that is asked while rows are made. In a run, each call counts against the budget and is written down. */
public interface Teacher {

    /** Returns what the model replies, or empty if it abstains or rejects the question. */
    Optional<String> ask(Question question);

    /** Returns the fingerprint of the model, which goes into the provenance of what it taught. */
    String fingerprint();
}
