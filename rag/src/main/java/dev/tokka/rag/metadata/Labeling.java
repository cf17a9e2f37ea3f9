// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.metadata;

import static java.util.Objects.requireNonNull;

import dev.tokka.Attributes;
import dev.tokka.PolicyViolationException;
import dev.tokka.Tenant;
import java.util.function.Function;

/**
 * Which labels documents get, and which they must have.
 *
 * @param schema the keys that metadata and filters may use
 * @param tenantRequired whether every document belongs to a tenant and every query must name one
 * @param ofFile the labels of a document of a folder, by its id; documents that are not read from a folder bring theirs
 */
public record Labeling(MetadataSchema schema, boolean tenantRequired, Function<String, Labels> ofFile) {

    /** No metadata, no tenants, everything for everybody. */
    public static final Labeling NONE = new Labeling(MetadataSchema.NONE, false, id -> Labels.NONE);

    /** Checks that all are there. */
    public Labeling {
        requireNonNull(schema, "schema");
        requireNonNull(ofFile, "ofFile");
    }

    /**
     * Checks that whoever asks with {@code asker} may be answered: a tenant is named if it must be, and the filter fits the
     * schema.
     *
     * @throws PolicyViolationException if tenants are required and the asker names none
     * @throws dev.tokka.QuestionRejectedException if the asker's filter does not fit the schema
     */
    public void require(Attributes asker) {
        if (tenantRequired && asker.get(Tenant.KEY).isEmpty()) {
            throw new PolicyViolationException(
                    "index expects a tenant with every query, as its labeling says, but there is none");
        }
        asker.get(Filter.KEY).ifPresent(schema::require);
    }

    /** Returns this with other keys. */
    public Labeling withSchema(MetadataSchema newSchema) {
        return new Labeling(newSchema, tenantRequired, ofFile);
    }

    /** Returns this with tenants, which every document and every query must name. */
    public Labeling withTenants() {
        return new Labeling(schema, true, ofFile);
    }

    /** Returns this with other labels for the documents of a folder. */
    public Labeling withFiles(Function<String, Labels> newOfFile) {
        return new Labeling(schema, tenantRequired, newOfFile);
    }
}
