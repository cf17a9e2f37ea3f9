// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.inventory;

import java.util.List;
import java.util.Optional;

/**
 * Where the versions of records are kept as text. Ids are checked before they come here. All methods throw {@link
 * InventoryStorageException} if the place cannot be read or written.
 */
interface VersionStore {

    /**
     * The newest version of a record.
     *
     * @param version its number, from 1
     * @param tag changes when the text of this version was changed, which nobody should
     */
    record Head(long version, long tag) {}

    /** Returns the ids of all records, in any order. */
    List<String> ids();

    /**
     * Returns the newest version of a record, or empty if there is none.
     *
     * @param known the newest version that the caller knows of, to look there first; 0 for none
     */
    Optional<Head> head(String id, long known);

    /** Returns the text of a version that is there. */
    String read(String id, long version);

    /** Adds a version, whole and for good, if it is not there; else returns {@code false}. */
    boolean add(String id, long version, String text);

    /** Returns the name of the place of a version, for people. */
    String place(String id, long version);
}
