// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.monitoring;

import dev.tokka.PolicyViolationException;
import dev.tokka.PolicyViolationException.Reason;
import org.jspecify.annotations.Nullable;

/** Whether calls are refused because of a suspension, or one that could not be stored yet. */
final class Halt {

    private final Suspension suspension;
    private volatile @Nullable Due due;

    /** Why calls are refused, and whether the inventory knows. */
    record Due(Alarm alarm, boolean stored) {}

    Halt(Suspension suspension) {
        this.suspension = suspension;
    }

    /**
     * Suspends the model; the first alarm counts.
     *
     * @throws RuntimeException if that could not be stored; it is due all the same
     */
    synchronized void begin(Alarm alarm) {
        if (due == null) {
            due = new Due(alarm, false);
            store(alarm);
        }
    }

    private void store(Alarm alarm) {
        suspension.suspend(alarm);
        due = new Due(alarm, true);
    }

    /**
     * Returns if calls may go on.
     *
     * @return whether somebody has resumed the model, so that the monitor begins anew
     * @throws PolicyViolationException if it is suspended, or should be
     */
    boolean admit() {
        return due != null && ask();
    }

    private synchronized boolean ask() {
        Due now = due;
        if (now == null) {
            return false;
        }
        boolean resumed;
        try {
            resumed = now.stored() && suspension.isInUse();
            if (!now.stored()) {
                store(now.alarm());
            }
        } catch (RuntimeException e) {
            throw new PolicyViolationException(
                    Reason.SUSPENDED,
                    told(now) + ", and expected an inventory that can be read and written but it failed: "
                            + e.getClass().getSimpleName(),
                    e);
        }
        if (!resumed) {
            throw new PolicyViolationException(Reason.SUSPENDED, told(now));
        }
        due = null;
        return true;
    }

    private String told(Due now) {
        return "'" + suspension.model()
                + "': expected a model that is as in its baseline but it is suspended because of "
                + now.alarm().status().metric().key();
    }

    @Nullable
    Due due() {
        return due;
    }

    synchronized void restore(@Nullable Due then) {
        due = then;
    }
}
