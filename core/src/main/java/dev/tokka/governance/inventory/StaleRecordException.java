// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.inventory;

/** Somebody else has changed the record meanwhile. Find it again, look at what has changed, and decide anew. */
public final class StaleRecordException extends InventoryException {

    private static final long serialVersionUID = 1L;

    private final long seen;
    private final long found;

    /**
     * Creates a refusal.
     *
     * @param id of the model
     * @param seen the version that the change was made from; 0 for none
     * @param found the version that is there now
     */
    public StaleRecordException(String id, long seen, long found) {
        super(
                id + ": expected "
                        + (seen == 0 ? "no record of this id" : "version " + seen + " of the record")
                        + " but found version " + found,
                null);
        this.seen = seen;
        this.found = found;
    }

    /** Returns the version that the change was made from; 0 for none. */
    public long seen() {
        return seen;
    }

    /** Returns the version that is there now. */
    public long found() {
        return found;
    }
}
