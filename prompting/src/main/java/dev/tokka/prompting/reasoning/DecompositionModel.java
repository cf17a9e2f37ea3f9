// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.reasoning;

import static java.util.Objects.requireNonNull;

import dev.tokka.Answer;
import dev.tokka.Citation;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Passage;
import dev.tokka.Question;
import dev.tokka.Turn;
import dev.tokka.prompting.Prompting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** See {@link Decomposition}. */
final class DecompositionModel implements DomainModel {

    private static final String WHERE = "decomposition";

    /** What the answers to sub-questions cite is evidence up to this many passages. */
    private static final int MAX_FINDINGS = 20;

    private static final Told PLAN = new Told(
            "Do not answer the question yet. Split it into at most %d simpler questions whose answers together answer it,"
                    + " in the order in which they are to be answered. Each must be understandable from itself and the"
                    + " answers to those before it. Write each on a line of its own that begins with \"- \", and nothing"
                    + " else. If the question can be answered at once, write only: None.",
            "まだ質問に答えないでください。その答えを合わせれば元の質問に答えられる、より簡単な質問に、最大%d個まで、答えるべき順に分けてください。"
                    + "どの質問も、それ自体とそれより前の質問の答えだけで意味が分かるようにします。"
                    + "一行に一つずつ、行頭に「- 」を付けて書き、ほかには何も書かないでください。"
                    + "分けずに答えられる質問であれば、「なし」とだけ書いてください。");

    private static final Told COMBINE = new Told(
            "The conversation so far ends with simpler questions into which this question was split, and with answers to"
                    + " them. Answer this question from those answers as far as they are right. Write only the answer"
                    + " and do not mention the simpler questions.",
            "これまでの会話の最後には、この質問を分けた、より簡単な質問とその答えがあります。" + "正しい答えに基づいて、この質問に答えてください。答えだけを書き、分けた質問には触れないでください。");

    private final Decomposition settings;
    private final DomainModel base;
    private final DomainModel planner;
    private final DomainModel inForm;

    DecompositionModel(Decomposition settings, DomainModel base) {
        this.settings = settings;
        this.base = base;
        this.planner = settings.planner().orElse(base);
        this.inForm = Prompting.none().repairs(settings.repairs()).specialize(base);
    }

    @Override
    public Answer answer(Question question) {
        Calls calls = new Calls(requireNonNull(question, "question"), WHERE);
        List<String> subQuestions = plan(calls, question);
        if (subQuestions.isEmpty()) {
            return calls.end(calls.ask("answer", inForm, question));
        }
        List<Turn> known = new ArrayList<>();
        Map<Object, Passage> findings = new LinkedHashMap<>();
        for (String subQuestion : subQuestions) {
            Question asked = Calls.aside(question, subQuestion).plusHistory(known);
            String step = "answer sub-question " + (known.size() / 2 + 1);
            Answer answer = calls.ask(step, base, asked);
            String said = answer.reply().map(Cited::unmarked).orElse(Phrases.UNKNOWN.in(question));
            known.addAll(Calls.exchange(subQuestion, said));
            answer.reply().ifPresent(reply -> reply.citations().forEach(citation -> find(citation, findings)));
        }
        Question combined = question.plusHistory(known)
                .plusEvidence(List.copyOf(findings.values()))
                .plusInstructions(List.of(COMBINE.in(question)));
        return calls.end(calls.ask("combine", inForm, combined));
    }

    private List<String> plan(Calls calls, Question question) {
        String instruction = PLAN.in(question).formatted(settings.subQuestions());
        Question asked = Calls.listing(question).plusInstructions(List.of(instruction));
        Answer plan = calls.ask("propose sub-questions", planner, asked);
        return plan.reply()
                .map(reply -> ListedQuestions.in(reply.text(), settings.subQuestions(), question))
                .orElse(List.of());
    }

    private static void find(Citation citation, Map<Object, Passage> findings) {
        if (findings.size() < MAX_FINDINGS) {
            String id = "finding " + (findings.size() + 1);
            Passage passage = new Passage(id, citation.quote(), citation.source(), citation.support());
            findings.putIfAbsent(List.of(citation.source(), citation.quote()), passage);
        }
    }

    @Override
    public Description describe() {
        Description description = Description.of(WHERE)
                .with("subQuestions", settings.subQuestions())
                .with("repairs", settings.repairs())
                .withPart(Told.describe(PLAN, COMBINE, Phrases.UNKNOWN));
        return settings.planner()
                .map(model -> description.withPart(Description.of("planner").withPart(model.describe())))
                .orElse(description)
                .withPart(base.describe());
    }

    @Override
    public String toString() {
        return "decomposition(" + settings.subQuestions() + " sub-questions"
                + settings.planner().map(model -> " by " + model).orElse("") + ", " + base + ")";
    }
}
