// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance;

import dev.tokka.DomainModel;
import dev.tokka.governance.inventory.ModelInventory;
import java.time.Clock;

/** Puts models under the control of an inventory. */
public final class Governance {

    private Governance() {}

    /**
     * Returns a model equal to {@code model} that refuses every question, before anything is read or written of an answer,
     * unless the inventory says that this very model may be used so.
     *
     * <p>It may if its record is {@linkplain dev.tokka.governance.inventory.Stage#IN_USE in use}, its vendor still offers
     * it, its fingerprint is the approved one, and enough people have approved it for the purpose on terms that hold today,
     * in the zone of the clock. Else a {@link dev.tokka.PolicyViolationException}, which no fallback passes over, says {@linkplain
     * dev.tokka.PolicyViolationException#reason() why}.
     *
     * <p>Record and fingerprint are looked at again for each question: a suspension takes effect on the next call in every
     * process that shares the inventory, and so does a change of anything that the model describes, such as its index. If it
     * changes while it answers, the answer is withheld. Fails closed: if the inventory cannot be read, nothing is answered.
     *
     * <p>Put this outermost: what is around it, such as a cache, would answer without asking. The description is that of the
     * model, since all that this adds is to refuse; it is the description that is to be recorded and approved.
     */
    public static DomainModel governed(DomainModel model, ModelInventory inventory, Use use, Clock clock) {
        return new Governed(model, new Check(inventory, use, clock));
    }
}
