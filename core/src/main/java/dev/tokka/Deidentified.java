// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.util.Objects.requireNonNull;

/**
 * Says that a question was de-identified: whatever in it points to a person was taken out or replaced by pseudonyms, as far as
 * it was found. Whoever has done that sets it as an attribute of the question that goes on.
 *
 * <p>It holds for exactly that question. What is added later, such as passages of a retrieval further in, was not looked at; a
 * question with anything more than what was looked at is not de-identified. This alone does not lower the {@linkplain DataClass
 * class} of a question: that is for whoever makes the rules.
 *
 * @param question what was looked at, without attributes
 */
public record Deidentified(Question question) {

    /** The attribute. */
    public static final Key<Deidentified> KEY = new Key<>("tokka.deidentified", Deidentified.class);

    /** Leaves the attributes out. */
    public Deidentified {
        question = requireNonNull(question, "question").withAttributes(Attributes.NONE);
    }

    /** Returns {@code question} with the attribute that says that all of it was de-identified. */
    public static Question mark(Question question) {
        return question.with(KEY, new Deidentified(question));
    }

    /** Returns whether all that {@code question} carries was de-identified. */
    public static boolean isWhole(Question question) {
        return question.attributes()
                .get(KEY)
                .filter(known -> known.question().equals(question.withAttributes(Attributes.NONE)))
                .isPresent();
    }

    /** Returns whether the text of {@code query} was de-identified. */
    public static boolean isWhole(Query query) {
        return query.attributes()
                .get(KEY)
                .filter(known -> known.question().text().equals(query.text()))
                .isPresent();
    }

    /** Returns a text without the question. */
    @Override
    public String toString() {
        return "Deidentified";
    }
}
