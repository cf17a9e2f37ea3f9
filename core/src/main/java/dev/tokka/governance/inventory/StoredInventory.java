// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.inventory;

import static java.util.Objects.requireNonNull;

import dev.tokka.governance.inventory.VersionStore.Head;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** An inventory over a store of versions: looks for changes at each call, and reads a record only when there is one. */
final class StoredInventory implements ModelInventory {

    private final VersionStore store;
    private final Map<String, Held> held = new ConcurrentHashMap<>();

    private record Held(Head head, ModelRecord record) {}

    StoredInventory(VersionStore store) {
        this.store = requireNonNull(store, "store");
    }

    @Override
    public Optional<ModelRecord> find(String id) {
        ModelRecord.requireId(id);
        Held known = held.get(id);
        Optional<Head> head = store.head(id, known == null ? 0 : known.head().version());
        if (head.isEmpty()) {
            held.remove(id);
            return Optional.empty();
        }
        if (known != null && known.head().equals(head.get())) {
            return Optional.of(known.record());
        }
        ModelRecord record = read(id, head.get().version());
        held.put(id, new Held(head.get(), record));
        return Optional.of(record);
    }

    private ModelRecord read(String id, long version) {
        String text = store.read(id, version);
        try {
            ModelRecord record = ModelRecord.parse(text);
            if (!record.id().equals(id) || record.version() != version) {
                throw new IllegalArgumentException("expected version " + version + " of " + id + " but it is version "
                        + record.version() + " of " + record.id());
            }
            return record;
        } catch (IllegalArgumentException e) {
            throw new InventoryStorageException(
                    store.place(id, version) + " is damaged: " + e.getMessage() + ". Restore it from a copy", e);
        }
    }

    @Override
    public List<String> ids() {
        return store.ids().stream().sorted().toList();
    }

    @Override
    public ModelRecord save(ModelRecord record) {
        String id = record.id();
        long version = record.version();
        Optional<ModelRecord> before = find(id);
        long found = before.map(ModelRecord::version).orElse(0L);
        if (found >= version) {
            throw new StaleRecordException(id, version - 1, found);
        }
        boolean continues = before.map(record::continues).orElse(version == 1);
        if (!continues) {
            throw new IllegalArgumentException(
                    id + ": expected a record that continues version " + found + " by one change but it does not");
        }
        if (!store.add(id, version, json(record))) {
            throw new StaleRecordException(
                    id, version - 1, store.head(id, version).map(Head::version).orElse(version));
        }
        return record;
    }

    /** Returns the record as JSON, once it is sure that it can be read again: what is kept is kept for years. */
    private static String json(ModelRecord record) {
        String json = record.toJson();
        try {
            if (ModelRecord.parse(json).equals(record)) {
                return json;
            }
        } catch (IllegalArgumentException e) {
            throw unwritable(record, e);
        }
        throw unwritable(record, null);
    }

    private static IllegalArgumentException unwritable(ModelRecord record, @Nullable Exception cause) {
        return new IllegalArgumentException(
                record.id() + ": expected a record that can be written as JSON but a text in it cannot", cause);
    }

    @Override
    public String toString() {
        return store.toString();
    }
}
