// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.sequence;

import dev.tokka.Description;
import java.util.List;
import java.util.Optional;

/** Reads the tags of tokens in a reply: a pure function, safe for use by many threads. */
@FunctionalInterface
public interface TagReader {

    /**
     * Returns a tag for each token, such as {@code B-ORG}, {@code I-ORG} or {@code O}, or empty if the reply cannot be
     * read.
     *
     * <p>There may be more tags than tokens: what stands after the last token is said of nothing in the text, and is
     * wrong.
     *
     * @param tokens of the text, at least one
     */
    Optional<List<String>> read(String reply, List<String> tokens);

    /** Returns what this reader is made of; {@linkplain Description#opaque opaque} unless it says more. */
    default Description describe() {
        return Description.opaque(this);
    }

    /**
     * Returns the reader of tags: one for each token, in their order, separated by white space or commas, or one line for
     * each token with the token and its tag, such as {@code Bank:B-ORG} or {@code Bank B-ORG}. With too few or too many,
     * or with another token than that of the text, a reply cannot be read.
     */
    static TagReader tags() {
        return new NamedTagReader("tags", TagReaders::tags);
    }

    /**
     * Returns the reader of mentions: lines such as {@code Silicon Valley Bank, ORG}, also separated by semicolons, with
     * or without a bullet or a number before them. A mention stands for every place where the text has its characters,
     * white space apart, from the beginning of a token to the end of one; longer mentions take their places first. One
     * that the text does not have, or that finds its places taken, is wrong. Other lines are passed over, and a reply
     * without a mention cannot be read, unless it says "none", "no entities" or なし.
     */
    static TagReader mentions() {
        return new NamedTagReader("mentions", TagReaders::mentions);
    }
}
