// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data;

import static java.util.Objects.requireNonNull;

import dev.tokka.Span;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a row comes from.
 *
 * @param document the id of the document, log or file; not blank. Rows of one document are never split
 * @param span what part of its text the row rests on; empty (of length 0) if no part can be named
 * @param licence of the document, such as {@code Apache-2.0}, if it is known; not blank
 * @param teacher the fingerprint of the model that had a part in the row, if one had
 * @param steps what made the row, in order, such as {@code facts} and {@code paraphrase}; at least one, none blank
 */
public record Provenance(
        String document, Span span, Optional<String> licence, Optional<String> teacher, List<String> steps) {

    /** Checks and copies the components. */
    public Provenance {
        Texts.requireText(document, "document");
        requireNonNull(span, "span");
        licence.ifPresent(text -> Texts.requireText(text, "licence"));
        teacher.ifPresent(text -> Texts.requireText(text, "teacher"));
        steps = List.copyOf(steps);
        steps.forEach(step -> Texts.requireText(step, "step"));
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("steps must be at least one but there are none");
        }
    }

    /** Returns where a row comes from that rests on {@code span} of {@code document} and was made by {@code step}. */
    public static Provenance of(SourceDocument document, Span span, String step) {
        return new Provenance(document.id(), span, document.licence(), Optional.empty(), List.of(step));
    }

    /** Returns where a row comes from of which no more is known than its document and the step that made it. */
    public static Provenance of(String document, String step) {
        return new Provenance(document, new Span(0, 0), Optional.empty(), Optional.empty(), List.of(step));
    }

    /** Returns this with one more step, after those it has. */
    public Provenance then(String step) {
        return new Provenance(
                document,
                span,
                licence,
                teacher,
                Stream.concat(steps.stream(), Stream.of(step)).toList());
    }

    /** Returns this with a teacher. */
    public Provenance taughtBy(String fingerprint) {
        return new Provenance(document, span, licence, Optional.of(fingerprint), steps);
    }
}
