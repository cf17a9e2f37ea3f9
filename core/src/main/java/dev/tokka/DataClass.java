// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.util.Objects.requireNonNull;

/**
 * How confidential a question is, least first: its text and all that it carries, from the history to the evidence.
 *
 * <p>Whoever asks declares it as an attribute, {@code question.with(DataClass.KEY, DataClass.INTERNAL)}. A question that
 * declares nothing counts as {@link #RESTRICTED}, so that forgetting to declare cannot send anything out.
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

    /** Returns the class that {@code question} declares, {@link #RESTRICTED} if it declares none. */
    public static DataClass of(Question question) {
        return requireNonNull(question, "question").attributes().get(KEY).orElse(RESTRICTED);
    }

    /** Returns whether data of this class may go where data up to {@code highest} may go. */
    public boolean isAtMost(DataClass highest) {
        return compareTo(requireNonNull(highest, "highest")) <= 0;
    }
}
