// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.privacy;

import static java.util.Objects.requireNonNull;

import dev.tokka.DomainModel;
import java.util.List;
import javax.crypto.SecretKey;

/**
 * Models that never see what points to a person.
 *
 * <pre>{@code
 * Detector detector = Detectors.all(Detectors.usual(), Detectors.names(customers));
 * DomainModel careful = Privacy.pseudonymized(hosted, detector, tenantKey).with(Retrieval.from(index));
 * }</pre>
 *
 * <p>Hidden are the text of the question, its history, instructions, examples and evidence, with the names and headings of the
 * documents. Forms and attributes go on as they are. Such a model belongs directly around the one that is to see less: what is
 * added below it, such as the passages of a retrieval inside, is not hidden.
 *
 * <p>The question that goes on is marked as {@linkplain dev.tokka.Deidentified de-identified}. Its class stays what it was: whether
 * more may be sent so is for a rule of an egress policy to say.
 */
public final class Privacy {

    private Privacy() {}

    /** Returns {@code model} asked with redacted texts; its reply is as it writes it. */
    public static DomainModel redacted(DomainModel model, Detector detector) {
        Redaction redaction = Redaction.of(detector);
        Veil veil = new Veil() {

            @Override
            public Hidden hide(String text) {
                return redaction.hide(text);
            }

            @Override
            public Hidden reveal(String text) {
                return new Hidden(text, List.of());
            }
        };
        return new VeiledModel(requireNonNull(model, "model"), "redacted", detector.describe(), () -> veil);
    }

    /**
     * Returns {@code model} asked with pseudonyms, and its reply with the values again: in the text, in what is streamed, and in the
     * places that it cites.
     *
     * @param key of the tenant, see {@link Pseudonyms}: under one key a value has the same pseudonym in each call. The values are
     *     kept for the time of a call
     * @throws IllegalArgumentException if the key cannot be used
     */
    public static DomainModel pseudonymized(DomainModel model, Detector detector, SecretKey key) {
        Pseudonyms first = new Pseudonyms(detector, key);
        return new VeiledModel(
                requireNonNull(model, "model"),
                "pseudonymized",
                detector.describe().with("key", first.keyId()),
                () -> new Pseudonyms(detector, key).veil());
    }
}
