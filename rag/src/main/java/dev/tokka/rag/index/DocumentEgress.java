// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import static java.util.Objects.requireNonNull;

import dev.tokka.DataClass;
import dev.tokka.Description;
import dev.tokka.PolicyViolationException;
import dev.tokka.governance.egress.EgressPolicy;
import dev.tokka.rag.document.SourceDocument;
import java.util.List;
import java.util.function.Function;

/**
 * What of the documents may leave this process while they are ingested, and where to: to the store, and to the encoder where a
 * server encodes.
 *
 * <pre>{@code
 * IndexSettings settings = IndexSettings.DEFAULT.withEgress(DocumentEgress.of(policy, DataClass.INTERNAL));
 * }</pre>
 *
 * <p>A document that may not go to each of them ends the ingestion with a {@link PolicyViolationException} for the reason {@link
 * PolicyViolationException.Reason#EGRESS}; nothing of it has been sent then, and what was acknowledged before stays. A store or
 * an encoder that does not say where it sends is denied. Nothing is asked for documents that are in the store already, as they are
 * not sent again, and nothing for a removal.
 *
 * <p>Safe for use by many threads if the function is.
 *
 * @param policy says which class may go where
 * @param dataClass the class of every document, at least; it is asked for before a store or an encoder is reached at all
 * @param classOf the class of one document, where that is higher
 */
public record DocumentEgress(EgressPolicy policy, DataClass dataClass, Function<SourceDocument, DataClass> classOf) {

    /** Checks that all are there. */
    public DocumentEgress {
        requireNonNull(policy, "policy");
        requireNonNull(dataClass, "dataClass");
        requireNonNull(classOf, "classOf");
    }

    /** All documents are of one class. Equal for equal classes, unlike a lambda. */
    private record Always(DataClass dataClass) implements Function<SourceDocument, DataClass> {

        @Override
        public DataClass apply(SourceDocument document) {
            return dataClass;
        }
    }

    /** Returns that of documents which are all of class {@code dataClass}. */
    public static DocumentEgress of(EgressPolicy policy, DataClass dataClass) {
        return new DocumentEgress(policy, dataClass, new Always(dataClass));
    }

    /** Returns this with documents that may be of a higher class, as {@code newClassOf} says of each, by its labels perhaps. */
    public DocumentEgress withClasses(Function<SourceDocument, DataClass> newClassOf) {
        return new DocumentEgress(policy, dataClass, newClassOf);
    }

    /**
     * Checks that any document may be sent to all of {@code destinations}, before any of them is reached.
     *
     * @param where who is about to, for the message
     * @throws PolicyViolationException if not, or if one does not say where it sends
     */
    public void require(List<Description> destinations, String where) {
        require(destinations, dataClass, where);
    }

    /**
     * Checks that {@code document} may be sent to all of {@code destinations}.
     *
     * @throws PolicyViolationException if not, or if one does not say where it sends
     */
    public void require(List<Description> destinations, SourceDocument document) {
        DataClass own = requireNonNull(classOf.apply(document), "classOf returned null");
        require(destinations, dataClass.or(own), "ingestion of '" + document.id() + "'");
    }

    private void require(List<Description> destinations, DataClass most, String where) {
        for (Description destination : destinations) {
            try {
                policy.require(destination, most);
            } catch (PolicyViolationException e) {
                throw new PolicyViolationException(e.reason(), where + ": " + e.getMessage());
            }
        }
    }
}
