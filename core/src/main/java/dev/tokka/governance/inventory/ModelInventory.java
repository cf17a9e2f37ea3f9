// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.inventory;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The records of all models that an organization has, or had.
 *
 * <p>A record is never overwritten: each change adds a version, and the earlier ones stay. Of two people who change one
 * version, the first one wins and the other is {@linkplain StaleRecordException told}. Use a {@link Lifecycle} to make
 * changes; it knows what must come before what.
 *
 * <p>Safe for use by many threads, and by many processes on the same records.
 */
public interface ModelInventory {

    /**
     * Returns the newest version of a record, or empty if there is none. It is looked up at each call, so that a change is
     * seen at once, whoever made it.
     *
     * @param id up to 80 lower-case letters, digits, hyphens and underscores, a letter or digit first and last
     * @throws IllegalArgumentException if {@code id} cannot be one
     * @throws InventoryStorageException if the record cannot be read or is damaged
     */
    Optional<ModelRecord> find(String id);

    /**
     * Returns the ids of all models, sorted.
     *
     * @throws InventoryStorageException if they cannot be read
     */
    List<String> ids();

    /**
     * Adds the next version of a record. When this returns, it is on the disk.
     *
     * @return {@code record}
     * @throws StaleRecordException if that version, or a later one, is there already
     * @throws IllegalArgumentException if the record does not continue the one that is there by one change
     * @throws InventoryStorageException if it cannot be written
     */
    ModelRecord save(ModelRecord record);

    /**
     * Returns the inventory in a directory: a folder for each model, and in it one JSON file for each version, such as
     * {@code house-desk/000003.json}, readable by people. It needs a file system with hard links, as every usual one on a
     * disk has; to look up a record that has not changed costs two looks at the file system.
     *
     * @param directory made with the first record, if it is not there
     */
    static ModelInventory directory(Path directory) {
        return new StoredInventory(new DirectoryStore(directory));
    }

    /**
     * Returns the inventory in a database, in the table {@code tokka_model_record} (id, version, record), which is made if
     * it is not there. To look up a record that has not changed costs one query by its key, of at most 5 s. The data source
     * must reach the one database that changes are written to, not a copy that lags behind. Tested with PostgreSQL and H2.
     *
     * @throws InventoryStorageException if the database cannot be reached or the table cannot be made
     */
    static ModelInventory database(DataSource source) {
        return new StoredInventory(JdbcStore.open(source));
    }
}
