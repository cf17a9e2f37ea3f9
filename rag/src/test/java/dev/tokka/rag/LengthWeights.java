// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import dev.tokka.Description;
import dev.tokka.rag.text.Language;

/** Weights that can be worked by hand: a term weighs as much as it has characters. */
record LengthWeights() implements TermWeights {

    @Override
    public double weight(Language language, String term) {
        return term.length();
    }

    @Override
    public Description describe() {
        return Description.of("weights", "length");
    }
}
