// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import dev.tokka.Description;
import dev.tokka.rag.text.Language;

/** See {@link TermWeights#uniform}. */
record UniformWeights() implements TermWeights {

    @Override
    public double weight(Language language, String term) {
        return 1;
    }

    @Override
    public Description describe() {
        return Description.of("weights", "uniform");
    }
}
