// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation;

/** The names of the tags of a {@link Case} that have a meaning here. */
public final class Tags {

    /**
     * Cases with the same value belong together, such as the questions about one document or the turns of one
     * conversation. Standard errors are clustered by it; a case without it is a cluster of its own.
     */
    public static final String CLUSTER = "cluster";

    /** The ISO date (such as {@code 2024-03-31}) that the knowledge asked for is from. */
    public static final String DATE = "date";

    /** The BCP 47 language of the question, such as {@code ja}. */
    public static final String LANGUAGE = "language";

    /** The part of the benchmark, such as a task, a subject or a difficulty; reports break results down by it. */
    public static final String GROUP = "group";

    private Tags() {}
}
