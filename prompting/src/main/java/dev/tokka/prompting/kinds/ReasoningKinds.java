// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.kinds;

import dev.tokka.DomainModel;
import dev.tokka.config.Kind;
import dev.tokka.config.Role;
import dev.tokka.config.Setting;
import dev.tokka.config.Type;
import dev.tokka.prompting.reasoning.ChainOfThought;
import dev.tokka.prompting.reasoning.Decomposition;
import dev.tokka.prompting.reasoning.Reasoning;
import dev.tokka.prompting.reasoning.Revision;
import dev.tokka.prompting.reasoning.Verification;
import java.util.List;

/** What lets a model reason. */
final class ReasoningKinds {

    private static final int MOST_QUESTIONS = 10;
    private static final int MOST_ROUNDS = 5;

    private static final Setting<Integer> REPAIRS = Repairs.setting("an answer that is as demanded");
    private static final Setting<Boolean> KEEP = Setting.of(
            "keep-reasoning",
            Type.truth(),
            Reasoning.chainOfThought().keepsReasoning(),
            "Whether the trace keeps the text of the reasoning, which may repeat question and evidence.");
    private static final Setting<Integer> SUB_QUESTIONS = Setting.of(
            "sub-questions",
            Type.integer(1, MOST_QUESTIONS),
            Reasoning.decomposition().subQuestions(),
            "The most sub-questions.");
    private static final Setting<Integer> ROUNDS = Setting.of(
            "rounds",
            Type.integer(1, MOST_ROUNDS),
            Reasoning.revision().rounds(),
            "The most rounds of critique and revision.");
    private static final Setting<Integer> QUESTIONS = Setting.of(
            "questions",
            Type.integer(1, MOST_QUESTIONS),
            Reasoning.verification().questions(),
            "The most questions that are asked to check a draft.");
    private static final Setting<DomainModel> PLANNER = helper("planner", "Who proposes the questions");
    private static final Setting<DomainModel> CRITIC = helper("critic", "Who criticizes drafts");
    private static final Setting<DomainModel> CHECKER =
            helper("checker", "Who answers the questions that check a draft");

    private ReasoningKinds() {}

    private static Setting<DomainModel> helper(String name, String what) {
        return Setting.optional(name, Type.part(Role.MODEL), what + "; without it the model itself.");
    }

    static List<Kind<?>> all() {
        return List.of(
                Role.SPECIALIZATION.kind(
                        "chain-of-thought",
                        "Lets a model reason in words that are kept out of the reply.",
                        Type.object(REPAIRS, KEEP),
                        (settings, making) -> new ChainOfThought(settings.get(REPAIRS), settings.get(KEEP))),
                Role.SPECIALIZATION.kind(
                        "decomposition",
                        "Splits a question into simpler ones, and answers it with their answers.",
                        Type.object(SUB_QUESTIONS, REPAIRS, PLANNER),
                        (settings, making) -> new Decomposition(
                                settings.get(SUB_QUESTIONS), settings.get(REPAIRS), settings.find(PLANNER))),
                Role.SPECIALIZATION.kind(
                        "revision",
                        "Drafts a reply, has it criticized, and writes it anew.",
                        Type.object(ROUNDS, REPAIRS, CRITIC),
                        (settings, making) ->
                                new Revision(settings.get(ROUNDS), settings.get(REPAIRS), settings.find(CRITIC))),
                Role.SPECIALIZATION.kind(
                        "verification",
                        "Drafts a reply, has questions answered that would show its mistakes, and writes it anew.",
                        Type.object(QUESTIONS, REPAIRS, PLANNER, CHECKER),
                        (settings, making) -> new Verification(
                                settings.get(QUESTIONS),
                                settings.get(REPAIRS),
                                settings.find(PLANNER),
                                settings.find(CHECKER))));
    }
}
