// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.Question;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One question of a benchmark and what is expected of its answer.
 *
 * <p>Tags say what else is known of the case. Those of {@link Tags} have a meaning for the statistics and the reports;
 * others are kept and shown.
 *
 * @param id unique within the benchmark; not blank
 * @param question what a model is asked; never holds what is expected
 * @param expected what a right answer is
 * @param tags by name, in the order of their names
 */
public record Case(String id, Question question, Expected expected, Map<String, String> tags) {

    /** Checks and copies the components. */
    public Case {
        Checks.requireText(id, "id");
        requireNonNull(question, "question");
        requireNonNull(expected, "expected");
        tags = Collections.unmodifiableMap(new TreeMap<>(Map.copyOf(tags)));
    }

    /** Returns a case without tags. */
    public static Case of(String id, Question question, Expected expected) {
        return new Case(id, question, expected, Map.of());
    }

    /** Returns this case with one tag set. */
    public Case withTag(String name, String value) {
        Map<String, String> copy = new TreeMap<>(tags);
        copy.put(Checks.requireText(name, "name"), requireNonNull(value, "value"));
        return new Case(id, question, expected, copy);
    }

    /** Returns the value of a tag, or empty if the case does not have it. */
    public Optional<String> tag(String name) {
        return Optional.ofNullable(tags.get(requireNonNull(name, "name")));
    }
}
