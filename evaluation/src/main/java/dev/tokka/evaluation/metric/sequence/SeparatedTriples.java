// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.sequence;

import dev.tokka.Description;
import dev.tokka.evaluation.Expected.Triple;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** See {@link TripleReader#headRelationTail} and {@link TripleReader#headTailRelation}. */
record SeparatedTriples(String separator, boolean relationLast) implements TripleReader {

    @Override
    public Optional<Set<Triple>> read(String reply) {
        if (Found.isNothing(reply)) {
            return Optional.of(Set.of());
        }
        Set<Triple> triples = new HashSet<>();
        reply.lines().forEach(line -> triple(line).ifPresent(triples::add));
        return triples.isEmpty() ? Optional.empty() : Optional.of(triples);
    }

    private Optional<Triple> triple(String line) {
        List<String> parts = Stream.of(Found.withoutBullet(line).split(Pattern.quote(separator), -1))
                .map(String::strip)
                .toList();
        if (parts.size() != 3 || parts.stream().anyMatch(String::isBlank)) {
            return Optional.empty();
        }
        return Optional.of(
                relationLast
                        ? new Triple(parts.get(0), parts.get(2), parts.get(1))
                        : new Triple(parts.get(0), parts.get(1), parts.get(2)));
    }

    @Override
    public Description describe() {
        return Description.of("triple reader", relationLast ? "head, tail, relation" : "head, relation, tail")
                .with("separator", separator);
    }
}
