// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.metadata;

import static java.util.Objects.requireNonNull;

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
