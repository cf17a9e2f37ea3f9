// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.profile;

import dev.tokka.Specialization;
import dev.tokka.config.Setting;
import dev.tokka.config.Settings;
import dev.tokka.config.Type;
import dev.tokka.prompting.reasoning.ChainOfThought;
import dev.tokka.prompting.reasoning.Decomposition;
import dev.tokka.prompting.reasoning.Reasoning;
import dev.tokka.prompting.reasoning.Revision;
import dev.tokka.prompting.reasoning.Verification;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a profile's file says of reasoning: one of the ways, with its settings; the model itself does all the work. */
final class ProfileReasoning {

    private static final ChainOfThought CHAIN = Reasoning.chainOfThought();
    private static final Decomposition DECOMPOSITION = Reasoning.decomposition();
    private static final Revision REVISION = Reasoning.revision();
    private static final Verification VERIFICATION = Reasoning.verification();

    private static final Setting<Integer> REPAIRS = Setting.of(
            "repairs", Type.integer(0, 3), CHAIN.repairs(), "How often to ask again for an answer in the wanted form.");
    private static final Setting<Integer> SUB_QUESTIONS =
            Setting.of("sub-questions", Type.integer(1, 10), DECOMPOSITION.subQuestions(), "The most sub-questions.");
    private static final Setting<Integer> ROUNDS =
            Setting.of("rounds", Type.integer(1, 5), REVISION.rounds(), "The most rounds of critique and revision.");
    private static final Setting<Integer> QUESTIONS = Setting.of(
            "questions", Type.integer(1, 10), VERIFICATION.questions(), "The most questions that check a draft.");

    private static final Setting<ChainOfThought> CHAIN_OF_THOUGHT = Setting.optional(
            "chain-of-thought",
            Type.object(REPAIRS).as(all -> CHAIN.repairs(all.get(REPAIRS))),
            "Reasons in words that are kept out of the reply.");
    private static final Setting<Decomposition> DECOMPOSE = Setting.optional(
            "decomposition",
            Type.object(SUB_QUESTIONS, REPAIRS)
                    .as(all ->
                            DECOMPOSITION.subQuestions(all.get(SUB_QUESTIONS)).repairs(all.get(REPAIRS))),
            "Answers simpler questions first.");
    private static final Setting<Revision> REVISE = Setting.optional(
            "revision",
            Type.object(ROUNDS, REPAIRS)
                    .as(all -> REVISION.rounds(all.get(ROUNDS)).repairs(all.get(REPAIRS))),
            "Drafts, criticizes and writes anew.");
    private static final Setting<Verification> VERIFY = Setting.optional(
            "verification",
            Type.object(QUESTIONS, REPAIRS)
                    .as(all -> VERIFICATION.questions(all.get(QUESTIONS)).repairs(all.get(REPAIRS))),
            "Asks questions that would show a mistake of the draft.");

    /** Exactly one of the ways. */
    static final Type<Specialization> TYPE =
            Type.object(CHAIN_OF_THOUGHT, DECOMPOSE, REVISE, VERIFY).as(ProfileReasoning::only);

    private ProfileReasoning() {}

    private static Specialization only(Settings all) {
        List<Specialization> ways = Stream.<Optional<? extends Specialization>>of(
                        all.find(CHAIN_OF_THOUGHT), all.find(DECOMPOSE), all.find(REVISE), all.find(VERIFY))
                .<Specialization>flatMap(Optional::stream)
                .toList();
        if (ways.size() != 1) {
            throw new IllegalArgumentException("expected one of " + CHAIN_OF_THOUGHT + ", " + DECOMPOSE + ", " + REVISE
                    + " and " + VERIFY + " but found " + ways.size());
        }
        return ways.get(0);
    }
}
