// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.sequence;

import dev.tokka.Checks;
import dev.tokka.Description;
import dev.tokka.evaluation.Expected;
import java.util.Optional;
import java.util.Set;

/** Reads relations in a reply: a pure function, safe for use by many threads. */
@FunctionalInterface
public interface TripleReader {

    /** Returns the relations that the reply names, which may be none, or empty if it cannot be read. */
    Optional<Set<Expected.Triple>> read(String reply);

    /** Returns what this reader is made of; {@linkplain Description#opaque opaque} unless it says more. */
    default Description describe() {
        return Description.opaque(this);
    }

    /**
     * Returns the reader of lines {@code head | relation | tail}, with or without a bullet or a number before them. Other
     * lines are passed over; a reply without any cannot be read, unless it says "none", "no relations" or なし.
     *
     * @param separator what stands between the three, such as {@code "|"} or {@code ";"}; not blank
     */
    static TripleReader headRelationTail(String separator) {
        return new SeparatedTriples(Checks.requireText(separator, "separator"), false);
    }

    /** Returns the reader of lines {@code head | tail | relation}, otherwise as {@link #headRelationTail}. */
    static TripleReader headTailRelation(String separator) {
        return new SeparatedTriples(Checks.requireText(separator, "separator"), true);
    }

    /**
     * Returns the reader of {@code relation: head, tail}, separated by semicolons or line breaks, as FinGPT writes them.
     * The first comma ends the head. Otherwise as {@link #headRelationTail}.
     */
    static TripleReader relationFirst() {
        return new RelationFirst();
    }
}
