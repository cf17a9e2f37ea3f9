// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a right answer is. A metric says which of these it can score, and refuses others when a benchmark is made. */
public sealed interface Expected {

    /** Returns what is expected in words, as reports show it. */
    default String words() {
        if (this instanceof Texts texts) {
            return String.join(" | ", texts.accepted());
        } else if (this instanceof Label label) {
            return label.label();
        } else if (this instanceof Numeric number) {
            return Double.toString(number.value());
        } else if (this instanceof TokenTags tags) {
            return String.join(" ", tags.tags());
        } else if (this instanceof Relevance relevance) {
            return String.join(" ", relevance.grades().keySet());
        } else if (this instanceof Relations relations) {
            return relations.triples().toString();
        } else if (this instanceof Graded graded) {
            return graded.reference();
        }
        return "no answer";
    }

    /**
     * One of these texts.
     *
     * @param accepted at least one, none blank; the first is the one that reports show
     */
    record Texts(List<String> accepted) implements Expected {

        /** Checks and copies the texts. */
        public Texts {
            accepted = List.copyOf(accepted);
            accepted.forEach(text -> Checks.requireText(text, "accepted text"));
            if (accepted.isEmpty()) {
                throw new IllegalArgumentException("accepted must hold at least one text");
            }
        }
    }

    /**
     * A label out of a fixed set; the set is the form of the question.
     *
     * @param label not blank
     */
    record Label(String label) implements Expected {

        /** Checks that the label is not blank. */
        public Label {
            Checks.requireText(label, "label");
        }
    }

    /**
     * A number.
     *
     * @param value finite, in the unit that the question names
     */
    record Numeric(double value) implements Expected {

        /** Checks that the value is finite. */
        public Numeric {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("value must be finite but is " + value);
            }
        }
    }

    /**
     * One tag for each token, such as {@code B-ORG}.
     *
     * @param tokens at least one
     * @param tags as many as there are tokens
     */
    record TokenTags(List<String> tokens, List<String> tags) implements Expected {

        /** Checks and copies the lists. */
        public TokenTags {
            tokens = List.copyOf(tokens);
            tags = List.copyOf(tags);
            if (tokens.isEmpty() || tokens.size() != tags.size()) {
                throw new IllegalArgumentException("there must be a tag for each of at least one token but there are "
                        + tags.size() + " tags for " + tokens.size() + " tokens");
            }
        }
    }

    /**
     * Relations between two things, in any order.
     *
     * @param triples may be empty: no relation is to be found
     */
    record Relations(Set<Triple> triples) implements Expected {

        /** Copies the set. */
        public Relations {
            triples = Set.copyOf(triples);
        }
    }

    /**
     * A relation between two things.
     *
     * @param head not blank
     * @param relation its name; not blank
     * @param tail not blank
     */
    record Triple(String head, String relation, String tail) {

        /** Checks that none is blank. */
        public Triple {
            Checks.requireText(head, "head");
            Checks.requireText(relation, "relation");
            Checks.requireText(tail, "tail");
        }
    }

    /**
     * The documents that a search should find.
     *
     * @param grades the gain of each relevant document by its id: at least 1; documents that are absent have 0
     */
    record Relevance(Map<String, Integer> grades) implements Expected {

        /** Checks and copies the grades. */
        public Relevance {
            grades = Collections.unmodifiableMap(new TreeMap<>(Map.copyOf(grades)));
            grades.forEach((id, grade) -> Checks.requireAtLeast(1, grade, "grade of " + id));
            if (grades.isEmpty()) {
                throw new IllegalArgumentException("grades must hold at least one document");
            }
        }
    }

    /**
     * A text that is graded by a judge.
     *
     * @param reference an answer of the best grade, or empty if there is none
     * @param criteria what the grade depends on, in words; may be empty
     */
    record Graded(String reference, String criteria) implements Expected {

        /** Checks that both are given. */
        public Graded {
            requireNonNull(reference, "reference");
            requireNonNull(criteria, "criteria");
        }
    }

    /** That the model abstains: nothing it may know answers the question. */
    record NoAnswer() implements Expected {}
}
