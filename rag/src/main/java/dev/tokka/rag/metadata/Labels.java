// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.metadata;

import static java.util.Objects.requireNonNull;

/**
 * What a document carries beside its text.
 *
 * @param metadata what is known of it
 * @param access who may find it
 */
public record Labels(Metadata metadata, Access access) {

    /** Nothing is known, and everybody may find it. */
    public static final Labels NONE = new Labels(Metadata.NONE, Access.EVERYBODY);

    /** Checks that both are there. */
    public Labels {
        requireNonNull(metadata, "metadata");
        requireNonNull(access, "access");
    }
}
