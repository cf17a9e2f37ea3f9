// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.DomainModel;
import dev.tokka.Specialization;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds the replies of a model to checks: what no {@linkplain dev.tokka.AnswerForm form} can say.
 *
 * <pre>{@code
 * DomainModel model = base.with(OutputContract.of(ReplyCheck.date()))
 * DomainModel clerk = base.with(Prompting.instructions("Answer as the help desk of a bank.").glossary(glossary))
 *         .with(OutputContract.of(ReplyCheck.wordsOf(glossary), ReplyCheck.without("guaranteed")).repairs(2));
 * }</pre>
 *
 * <p>The model is told what the checks demand. A reply goes through them in order, and each gets what the one before made of
 * it. One that does not fit is refused, and the model is asked again, with it and what is wrong; if that of the last attempt
 * does not fit either, that is a {@link dev.tokka.QuestionRejectedException}. An abstention keeps every contract. The sink
 * gets the text once it has passed.
 *
 * @param checks in order; at least one
 * @param repairs how often to ask again for a reply that passes, from 0 to 3
 */
public record OutputContract(List<ReplyCheck> checks, int repairs) implements Specialization {

    private static final int MAX_REPAIRS = 3;

    /** Copies the checks and checks the ranges above. */
    public OutputContract {
        checks = List.copyOf(checks);
        Checks.requireAtLeast(1, checks.size(), "number of checks");
        Checks.requireIn(0, MAX_REPAIRS, repairs, "repairs");
    }

    /** Returns a contract with one repair. */
    public static OutputContract of(ReplyCheck first, ReplyCheck... more) {
        List<ReplyCheck> all = new ArrayList<>(List.of(first));
        all.addAll(List.of(more));
        return new OutputContract(all, 1);
    }

    /** Returns this contract with another number of repairs, from 0 to 3. */
    public OutputContract repairs(int newRepairs) {
        return new OutputContract(checks, newRepairs);
    }

    @Override
    public DomainModel specialize(DomainModel base) {
        return new ContractedModel(this, requireNonNull(base, "base"));
    }
}
