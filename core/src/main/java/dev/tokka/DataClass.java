// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How confidential a question is, least first: its text and all that it carries, from the history to the evidence.
 *
 * <p>Whoever asks declares it as an attribute, {@code question.with(DataClass.KEY, DataClass.INTERNAL)}. A question that
 * declares nothing counts as {@link #RESTRICTED}, so that forgetting to declare cannot send anything out. What is found for a
 * question raises its class if the source declares a higher one, as {@link Retriever#classified} does.
 */
public enum DataClass {

    /** Anybody may read it. */
    PUBLIC,

    /** Meant for people of the organization; little harm if others read it. */
    INTERNAL,

    /** Meant for some people of the organization, such as facts about a customer. */
    CONFIDENTIAL,

    /** Meant for named people only, such as health data or what may move a market. */
    RESTRICTED;

    /** The attribute that holds a question's class. */
    public static final Key<DataClass> KEY = new Key<>("tokka.data-class", DataClass.class);

    /** The property of a {@linkplain Description description}, and the detail of a {@linkplain Step step}, that holds a class. */
    static final String PROPERTY = "data class";

    /** Returns the class that {@code question} declares, {@link #RESTRICTED} if it declares none. */
    public static DataClass of(Question question) {
        return of(requireNonNull(question, "question").attributes());
    }

    /** Returns the class that the question with these attributes declares, {@link #RESTRICTED} if it declares none. */
    public static DataClass of(Attributes attributes) {
        return attributes.get(KEY).orElse(RESTRICTED);
    }

    /** Returns the highest class that a source of passages or examples in {@code description} declares; empty if none does. */
    public static Optional<DataClass> declaredIn(Description description) {
        Optional<DataClass> own =
                Optional.ofNullable(description.properties().get(PROPERTY)).map(DataClass::valueOf);
        return Stream.concat(own.stream(), description.parts().stream().flatMap(part -> declaredIn(part).stream()))
                .max(Comparator.naturalOrder());
    }

    /**
     * Returns the highest class of what went into answers from sources that declare one, as their trace says; empty if none did.
     * A question that carries such an answer on is of that class too.
     */
    public static Optional<DataClass> carriedBy(Trace trace) {
        return trace.steps().stream()
                .flatMap(step -> Optional.ofNullable(step.details().get(PROPERTY)).stream())
                .map(DataClass::valueOf)
                .max(Comparator.naturalOrder());
    }

    /** Returns {@code question}, of this class unless it was of a higher one. */
    public Question raise(Question question) {
        return of(question).isAtMost(this) && of(question) != this ? question.with(KEY, this) : question;
    }

    /** Returns {@code description}, of a source that declares this class. */
    public Description describe(Description description) {
        return description.with(PROPERTY, name());
    }

    /** Returns the details of a step with which data of this class came in; {@link #carriedBy} finds them. */
    public Map<String, String> details() {
        return Map.of(PROPERTY, name());
    }

    /** Returns this class or {@code other}, whichever is higher. */
    public DataClass or(DataClass other) {
        return isAtMost(other) ? other : this;
    }

    /** Returns whether data of this class may go where data up to {@code highest} may go. */
    public boolean isAtMost(DataClass highest) {
        return compareTo(requireNonNull(highest, "highest")) <= 0;
    }
}
