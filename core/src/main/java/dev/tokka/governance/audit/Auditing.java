// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import static java.util.Objects.requireNonNull;

import dev.tokka.Caller;
import dev.tokka.Question;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What is recorded of a call: see {@link AuditLog#audit(dev.tokka.DomainModel, Auditing)}.
 *
 * @param subject whose personal data a question holds; never blank. All that is kept of the call beside facts can be
 *     erased by this subject
 * @param redaction what is done to each text before it is encrypted, such as the removal of personal data; digests are of
 *     the text as it was
 * @param contents how much of the texts is kept
 * @param onFailure what happens to a call of which no record can be stored
 * @param streaming when a reply is streamed
 */
public record Auditing(
        Function<Question, String> subject,
        UnaryOperator<String> redaction,
        Contents contents,
        OnFailure onFailure,
        Streaming streaming) {

    /** The subject of questions that have no {@link Caller}: {@value}. */
    public static final String NOBODY = "nobody";

    /** By caller, texts encrypted as they are, failing closed, streamed at once. */
    public static final Auditing DEFAULT = new Auditing(
            Auditing::caller, UnaryOperator.identity(), Contents.TEXTS, OnFailure.CLOSED, Streaming.AT_ONCE);

    /** How much of the texts is kept. */
    public enum Contents {
        /** The question with its history, the answer and the caller, encrypted, and digests. */
        TEXTS,
        /** Digests only. */
        DIGESTS
    }

    /** What happens to a call of which no record can be stored. */
    public enum OnFailure {
        /** It fails, and its answer is withheld. */
        CLOSED,
        /** Its answer is returned, and the call is counted. */
        OPEN
    }

    /** When a reply is streamed. */
    public enum Streaming {
        /** As it comes; if then no record can be stored, the sink is told to start over, but somebody may have read it. */
        AT_ONCE,
        /** In one piece, once its record is stored. */
        RECORDED
    }

    /** Checks that all are given. */
    public Auditing {
        requireNonNull(subject, "subject");
        requireNonNull(redaction, "redaction");
        requireNonNull(contents, "contents");
        requireNonNull(onFailure, "onFailure");
        requireNonNull(streaming, "streaming");
    }

    private static String caller(Question question) {
        return question.attributes().get(Caller.KEY).map(Caller::id).orElse(NOBODY);
    }

    /** Returns this with subjects told by {@code newSubject}, such as the customer that a case is about. */
    public Auditing withSubject(Function<Question, String> newSubject) {
        return new Auditing(newSubject, redaction, contents, onFailure, streaming);
    }

    /** Returns this with texts redacted before they are encrypted. */
    public Auditing withRedaction(UnaryOperator<String> newRedaction) {
        return new Auditing(subject, newRedaction, contents, onFailure, streaming);
    }

    /** Returns this with digests instead of texts. */
    public Auditing withDigestsOnly() {
        return new Auditing(subject, redaction, Contents.DIGESTS, onFailure, streaming);
    }

    /** Returns this with answers returned although no record could be stored. */
    public Auditing withFailOpen() {
        return new Auditing(subject, redaction, contents, OnFailure.OPEN, streaming);
    }

    /** Returns this with nothing streamed before it is recorded. */
    public Auditing withStreaming(Streaming newStreaming) {
        return new Auditing(subject, redaction, contents, onFailure, newStreaming);
    }
}
