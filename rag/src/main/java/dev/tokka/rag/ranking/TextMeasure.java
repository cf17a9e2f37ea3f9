// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.ranking;

import static java.util.Objects.requireNonNull;

import dev.tokka.Description;
import java.util.function.ToIntFunction;

/** Says how much of a budget a text takes. Safe for use by many threads. */
@FunctionalInterface
public interface TextMeasure {

    /** Returns what {@code text} takes; at least 0. */
    int of(String text);

    /** Returns what is counted; {@linkplain Description#opaque opaque} unless it says more. */
    default Description describe() {
        return Description.opaque(this);
    }

    /** Returns a measure that counts characters, in UTF-16 code units. */
    static TextMeasure characters() {
        return tokens("characters", String::length);
    }

    /**
     * Returns a measure that counts by {@code counter}.
     *
     * @param name of what is counted, such as the tokenizer's; measures of one name must count alike; not blank
     */
    static TextMeasure tokens(String name, ToIntFunction<String> counter) {
        return new CountedTokens(name, requireNonNull(counter, "counter"));
    }
}
