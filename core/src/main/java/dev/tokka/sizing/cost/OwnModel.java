// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing.cost;

import static java.util.Objects.requireNonNull;

import dev.tokka.sizing.AnswerTime;
import dev.tokka.sizing.Roofline;
import java.util.Currency;

/**
 * A model on a device of one's own, bought or rented: an answer costs the time that it keeps the device, and what the
 * device draws meanwhile. It is taken to draw all its watts while it works.
 *
 * @param roofline how fast it is; its batch shares the device
 * @param tariff what the device costs
 */
public record OwnModel(Roofline roofline, Tariff tariff) implements TokenCost {

    /** Checks that all is given. */
    public OwnModel {
        requireNonNull(roofline, "roofline");
        requireNonNull(tariff, "tariff");
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the tokens do not fit the context of the deployment
     */
    @Override
    public Spending call(int read, int written) {
        Tokens.require(read, written);
        if (read == 0) {
            return Spending.none(currency());
        }
        AnswerTime time = roofline.answer(read, written);
        double seconds = time.deviceSeconds();
        Energy energy = Energy.of(roofline.device().running().watts(), seconds);
        return new Spending(tariff.of(seconds, energy), energy);
    }

    @Override
    public Currency currency() {
        return tariff.currency();
    }
}
