// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.monitoring.shadow;

import dev.tokka.Answer;
import dev.tokka.Question;

/** Says how good an answer is. Safe for use by many threads. */
@FunctionalInterface
public interface Judge {

    /** Returns how good an answer is, from 0 to 1, the same for the same answer. */
    double score(Question question, Answer answer);
}
