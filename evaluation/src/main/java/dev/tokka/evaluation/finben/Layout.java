// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.finben;

/**
 * The columns of a data set of FinBen. All but the trades have {@code query}, the exact prompt, and may have {@code id};
 * without, cases are numbered. Other columns are passed over.
 */
public enum Layout {
    /** {@code choices}, a list, and {@code gold}, the index of the right one from 0. */
    CHOICE,

    /** As {@link #CHOICE}, and {@code label_type}: what is asked of the text. */
    TYPED_CHOICE,

    /** {@code answer}: a number from -1 to 1. */
    SCORE,

    /** {@code token} and {@code label}: two lists, a tag such as {@code B-ORG} for each token. Replies are lines token:tag. */
    TAGS,

    /**
     * {@code text} and {@code label}: a tag for each of the words that white space parts. Replies are lines such as
     * {@code Silicon Valley Bank, ORG}.
     */
    MENTIONS,

    /** {@code label}: a list of relations {@code head ; tail ; relation}, also the form of the lines of a reply. */
    RELATIONS,

    /** {@code answer}: the exact text. */
    ANSWER,

    /**
     * As {@link #ANSWER}, and {@code dialogue_id} and {@code turn}, a number from 0. Where the query has
     * <code>{answer0}</code>, the answer to that turn of the dialogue goes.
     */
    CONVERSATION,

    /** {@code answer}: a text to be compared with by words. */
    PROSE,

    /**
     * {@code text}, of a sentence each line, and {@code label}: 1 for each sentence of the summary, else 0. Replies are
     * lines of 1 and 0.
     */
    EXTRACT,

    /** {@code date}, {@code price} and {@code action}: see {@link FinTrade}. */
    TRADES
}
