// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.TokenUsage;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Trains models, each once, within the budget. Used by one thread. */
final class Trainings {

    /** Stands in the ledger where the fingerprint of an asked model does, with that of the trained one as the answer. */
    private static final String TRAINING = "training";

    private final Trainer trainer;
    private final Spent cost;
    private final MeteredModel.Books books;
    private final Map<String, DomainModel> made = new HashMap<>();

    Trainings(Trainer trainer, Spent cost, MeteredModel.Books books) {
        this.trainer = trainer;
        this.cost = cost;
        this.books = books;
    }

    /** Returns what one training takes. */
    Spent cost() {
        return cost;
    }

    /**
     * Returns the model that is trained with {@code set}.
     *
     * @throws BudgetReachedException if the budget does not cover that
     * @throws IllegalStateException if the model cannot say what it is made of
     */
    DomainModel train(TrainingSet set) {
        String fingerprint = set.fingerprint();
        DomainModel known = made.get(fingerprint);
        if (known != null) {
            return known;
        }
        books.meter().requireRoom(cost);
        DomainModel model = trainer.train(set);
        note(new Asked(TRAINING, fingerprint, set.seed()), described(model));
        books.meter().charge(cost);
        made.put(fingerprint, model);
        return model;
    }

    private static String described(DomainModel model) {
        Description description = model.describe();
        if (description.isOpaque()) {
            // Its answers would be taken for those of the model of another fold.
            throw new IllegalStateException("a trained model must describe itself but is opaque: " + model);
        }
        return description.fingerprint();
    }

    private void note(Asked asked, String trained) {
        Optional<Line> kept = books.ledger().find(asked);
        if (kept.isPresent() && kept.get().text().equals(trained)) {
            return;
        }
        kept.ifPresent(other -> books.meter().charge(cost)); // what an earlier run trained is of no use
        Map<Currency, BigDecimal> money = new HashMap<>();
        books.meter().budget().currency().ifPresent(currency -> money.put(currency, cost.money()));
        Used used = new Used(new TokenUsage(cost.tokens(), 0), money, cost.time());
        books.ledger().add(new Line(asked, Line.Outcome.REPLY, trained, OptionalDouble.empty(), used));
    }
}
