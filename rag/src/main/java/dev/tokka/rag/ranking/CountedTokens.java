// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.ranking;

import dev.tokka.Checks;
import dev.tokka.Description;
import java.util.function.ToIntFunction;

/** See {@link TextMeasure#tokens}. */
record CountedTokens(String name, ToIntFunction<String> counter) implements TextMeasure {

    CountedTokens {
        Checks.requireText(name, "name");
    }

    @Override
    public int of(String text) {
        return counter.applyAsInt(text);
    }

    @Override
    public Description describe() {
        return Description.of("measure", name);
    }

    @Override
    public String toString() {
        return name;
    }
}
