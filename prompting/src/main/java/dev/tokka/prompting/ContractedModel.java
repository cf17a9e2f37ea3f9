// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import static java.util.Objects.requireNonNull;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Question;
import dev.tokka.Span;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** See {@link OutputContract}. */
record ContractedModel(OutputContract contract, DomainModel base) implements DomainModel {

    private static final String KIND = "output contract";

    @Override
    public Answer answer(Question question) {
        requireNonNull(question, "question");
        Chain chain = new Chain(contract.checks(), question);
        List<String> demands = chain.demands();
        return new Attempts(base, KIND, contract.repairs()).inForm(chain, question.plusInstructions(demands));
    }

    @Override
    public Description describe() {
        List<Description> checks =
                contract.checks().stream().map(ReplyCheck::describe).toList();
        Description all = new Description("checks", "", Map.of(), checks);
        return Description.of(KIND)
                .with("repairs", contract.repairs())
                .withPart(all)
                .withPart(base.describe());
    }

    @Override
    public String toString() {
        return "contract(" + contract.checks().stream().map(Object::toString).collect(Collectors.joining(", ")) + ", "
                + base + ")";
    }

    /** All checks of a contract, as one, for one question. */
    private record Chain(List<ReplyCheck> checks, Question question) implements FormCheck {

        List<String> demands() {
            return checks.stream()
                    .map(check -> check.demand(question))
                    .filter(demand -> !demand.isBlank())
                    .toList();
        }

        @Override
        public Verdict check(String reply) {
            Verdict.Fits all = new Verdict.Fits(reply, new Span(0, reply.length()));
            for (ReplyCheck check : checks) {
                Verdict verdict = requireNonNull(check.check(question, all.text()), "a check found null");
                if (!(verdict instanceof Verdict.Fits fits)) {
                    return verdict;
                }
                // Places in a text that was written anew are no places in the reply.
                boolean verbatim = all.kept().of(reply).equals(all.text());
                Span kept = verbatim ? fits.kept().shift(all.kept().start()) : all.kept();
                all = new Verdict.Fits(fits.text(), kept);
            }
            return all;
        }

        @Override
        public String demand(Wording wording) {
            return String.join("\n", demands());
        }

        @Override
        public String toString() {
            return checks.stream().map(Object::toString).collect(Collectors.joining(" and "));
        }
    }
}
