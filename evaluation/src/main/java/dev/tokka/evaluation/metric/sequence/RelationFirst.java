// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.sequence;

import dev.tokka.Description;
import dev.tokka.evaluation.Expected.Triple;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** See {@link TripleReader#relationFirst}. */
record RelationFirst() implements TripleReader {

    private static final Pattern BETWEEN = Pattern.compile("[\\r\\n;]+");

    @Override
    public Optional<Set<Triple>> read(String reply) {
        if (Found.isNothing(reply)) {
            return Optional.of(Set.of());
        }
        Set<Triple> triples = new HashSet<>();
        BETWEEN.splitAsStream(reply)
                .forEach(part -> triple(Found.withoutBullet(part)).ifPresent(triples::add));
        return triples.isEmpty() ? Optional.empty() : Optional.of(triples);
    }

    private static Optional<Triple> triple(String text) {
        int colon = text.indexOf(':');
        int comma = text.indexOf(',', colon + 1);
        if (colon < 0 || comma < 0) {
            return Optional.empty();
        }
        String relation = text.substring(0, colon).strip();
        String head = text.substring(colon + 1, comma).strip();
        String tail = text.substring(comma + 1).strip();
        return relation.isEmpty() || head.isEmpty() || tail.isEmpty()
                ? Optional.empty()
                : Optional.of(new Triple(head, relation, tail));
    }

    @Override
    public Description describe() {
        return Description.of("triple reader", "relation: head, tail");
    }
}
