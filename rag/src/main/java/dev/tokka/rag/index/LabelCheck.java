// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import dev.tokka.Digests;
import dev.tokka.rag.document.DocumentException;
import dev.tokka.rag.metadata.Labeling;
import dev.tokka.rag.metadata.Labels;
import dev.tokka.rag.metadata.Value;
import java.util.Collection;
import java.util.TreeSet;

/** What an ingestion has to know of labels: whether a document may have them, and whether they changed. */
final class LabelCheck {

    private LabelCheck() {}

    /** Returns {@code labels} if a document {@code id} may have them where {@code labeling} is in force. */
    static Labels require(String id, Labels labels, Labeling labeling) {
        if (!LabelFields.isStorable(id)) {
            throw new DocumentException(
                    "document",
                    DocumentException.Reason.LABELS,
                    "expected an id of up to 8,000 Unicode characters but " + "it is longer or holds half of one");
        }
        try {
            labeling.schema().require(labels.metadata());
        } catch (IllegalArgumentException e) {
            throw new DocumentException(id, DocumentException.Reason.LABELS, String.valueOf(e.getMessage()), e);
        }
        if (labeling.tenantRequired() && labels.access().tenant().isEmpty()) {
            throw new DocumentException(
                    id, DocumentException.Reason.LABELS, "expected labels with a tenant but they have none");
        }
        return labels;
    }

    /** Returns the labels that {@code labeling} has for the file {@code id}. */
    static Labels ofFile(String id, Labeling labeling) {
        Labels labels;
        try {
            labels = labeling.ofFile().apply(id);
        } catch (IllegalArgumentException e) {
            throw new DocumentException(
                    id, DocumentException.Reason.LABELS, "expected labels but got " + e.getMessage(), e);
        }
        return require(id, labels, labeling);
    }

    /** Returns a digest of a content with the digest {@code content} and of {@code labels}. */
    static String digest(String content, Labels labels) {
        return labels.equals(Labels.NONE) ? content : Digests.sha256(content + "\n" + text(labels));
    }

    private static String text(Labels labels) {
        StringBuilder text = new StringBuilder();
        labels.metadata().values().forEach((key, value) -> {
            append(text, key);
            append(text, value.type().name());
            if (value instanceof Value.Texts texts) {
                appendAll(text, texts.values());
            } else {
                append(text, value instanceof Value.Text single ? single.value() : value.toString());
            }
        });
        append(text, labels.access().tenant().map(id -> "tenant " + id).orElse("all tenants"));
        labels.access().roles().ifPresentOrElse(roles -> appendAll(text, roles), () -> append(text, "all callers"));
        return text.toString();
    }

    private static void appendAll(StringBuilder text, Collection<String> values) {
        text.append(values.size()).append(' ');
        new TreeSet<>(values).forEach(value -> append(text, value));
    }

    /** Writes the length too, so that no value can look like the end of another. */
    private static void append(StringBuilder text, String value) {
        text.append(value.length()).append(':').append(value).append('\n');
    }

    /** Returns what of {@code labeling} decides how an index is written. */
    static String compatibility(Labeling labeling) {
        return "metadata " + labeling.schema().types() + (labeling.tenantRequired() ? " of tenants" : "");
    }
}
