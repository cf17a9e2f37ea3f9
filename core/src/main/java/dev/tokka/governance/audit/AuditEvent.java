// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import java.util.Map;
import java.util.TreeMap;

/**
 * Something to be recorded.
 *
 * @param type what happened, such as {@code "answer"} or {@code "approval"}; not blank
 * @param subject whose personal data it holds, such as the id of a caller; empty if it holds none. It is not written:
 *     the record has the id of this subject's key instead
 * @param model the {@linkplain dev.tokka.Description#fingerprint fingerprint} of the model that it is about; empty if it
 *     is about none
 * @param facts what everybody may read who reads the log, by name; never personal data
 * @param contents what is encrypted with the key of the subject, by name
 * @param digested texts of which only a digest is written, made with the key of the subject, by name
 */
public record AuditEvent(
        String type,
        String subject,
        String model,
        Map<String, String> facts,
        Map<String, String> contents,
        Map<String, String> digested) {

    /** The type of the records of answers. */
    public static final String ANSWER = "answer";

    /** The type of the record that a key was destroyed; its fact {@code "key"} is the id. */
    public static final String ERASURE = "erasure";

    /** The type of the record that old records are removed, {@code "first"} to {@code "last"}. */
    public static final String RETIREMENT = "retirement";

    /** The type of the record that {@code "records"} could not be stored before it, and calls went on without. */
    public static final String GAP = "gap";

    /** The type of the record that half a record, of {@code "bytes"}, was cut when the log was opened. */
    public static final String RECOVERY = "recovery";

    /** The type of the record that a checkpoint or the removal of old records failed; {@code "failure"} says how. */
    public static final String MAINTENANCE = "maintenance";

    /**
     * Copies the maps.
     *
     * @throws IllegalArgumentException if the type is blank, or there are contents or digests but no subject
     */
    public AuditEvent {
        Checks.requireText(type, "type");
        requireNonNull(subject, "subject");
        requireNonNull(model, "model");
        facts = Map.copyOf(facts);
        contents = Map.copyOf(contents);
        digested = Map.copyOf(digested);
        if (subject.isEmpty() && !(contents.isEmpty() && digested.isEmpty())) {
            throw new IllegalArgumentException("contents and digests need a subject, with whose key they are made");
        }
    }

    /** Returns an event of these facts, without personal data, about no model. */
    public static AuditEvent of(String type, Map<String, String> facts) {
        return new AuditEvent(type, "", "", facts, Map.of(), Map.of());
    }

    /** Returns this event about the model with this fingerprint. */
    public AuditEvent about(String newModel) {
        return new AuditEvent(type, subject, newModel, facts, contents, digested);
    }

    /** Returns a text that tells nothing of the subject and the contents. */
    @Override
    public String toString() {
        return "AuditEvent[" + type + " " + new TreeMap<>(facts) + "]";
    }
}
