// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.finben;

import dev.tokka.evaluation.metric.LabelReader;
import dev.tokka.evaluation.metric.PythonText;
import java.util.List;
import java.util.Optional;

/** Which of its choices a reply to a headline is taken for. */
enum LabelReading {

    /** As {@link LabelReader} does. */
    STRICT,

    /** As the published scorer does: "Yes" is the first, everything else the second. */
    PIXIU;

    Optional<String> read(String reply, List<String> choices) {
        if (this == STRICT) {
            return new LabelReader(choices).read(reply);
        }
        return Optional.of(choices.get(PythonText.strip(reply).equals("Yes") ? 0 : 1));
    }

    /** Returns whether the reply says what it is taken for. */
    boolean finds(String reply, List<String> choices) {
        return this == STRICT
                ? read(reply, choices).isPresent()
                : choices.stream().anyMatch(PythonText.strip(reply)::equals);
    }
}
