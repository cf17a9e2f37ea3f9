// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.reasoning;

import static java.util.Objects.requireNonNull;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Question;
import dev.tokka.Turn;
import dev.tokka.prompting.Prompting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** See {@link Verification}. */
final class VerificationModel implements DomainModel {

    private static final String WHERE = "verification";

    private static final Told PLAN = new Told(
            "Do not answer the question. Write at most %d questions that show whether the facts in the last reply to it are"
                    + " right. Each must be understandable without that reply and must not tell which answer is expected."
                    + " Write each on a line of its own that begins with \"- \", and nothing else. If there is nothing to"
                    + " check, write only: None.",
            "質問に答えるのではなく、それに対する直前の回答に書かれた事実が正しいかどうかを確かめる質問を、最大%d個まで書いてください。"
                    + "どの質問も、その回答を読まなくても意味が分かり、期待される答えを明かさないものにします。"
                    + "一行に一つずつ、行頭に「- 」を付けて書き、ほかには何も書かないでください。"
                    + "確かめることがなければ、「なし」とだけ書いてください。");

    private static final Told REVISE = new Told(
            "The first reply to this question was checked: the questions after it were answered without a look at it."
                    + " Write the reply anew: correct what the right ones of these answers contradict, and keep the rest."
                    + " Write only the reply and do not mention the check.",
            "この質問への最初の回答が確かめられました。その後にある質問は、その回答を見ずに答えられたものです。"
                    + "正しい答えと食い違う部分を直し、ほかは残して、回答を書き直してください。"
                    + "回答だけを書き、確認には触れないでください。");

    private final Verification settings;
    private final DomainModel base;
    private final DomainModel inForm;

    VerificationModel(Verification settings, DomainModel base) {
        this.settings = settings;
        this.base = base;
        this.inForm = Prompting.none().repairs(settings.repairs()).specialize(base);
    }

    @Override
    public Answer answer(Question question) {
        Calls calls = new Calls(requireNonNull(question, "question"), WHERE);
        Answer draft = calls.ask("draft", inForm, Calls.quiet(question));
        if (!(draft instanceof Answer.Reply drafted)) {
            return calls.end(draft);
        }
        List<Turn> known = new ArrayList<>(Calls.exchange(question.text(), drafted.text()));
        List<String> checks = plan(calls, question, known);
        if (checks.isEmpty()) {
            return calls.endUnstreamed(draft);
        }
        DomainModel checker = settings.checker().orElse(base);
        for (int i = 0; i < checks.size(); i++) {
            Answer answer = calls.ask("answer question " + (i + 1), checker, Calls.aside(question, checks.get(i)));
            String said = answer.reply().map(Cited::unmarked).orElse(Phrases.UNKNOWN.in(question));
            known.addAll(Calls.exchange(checks.get(i), said));
        }
        Question revising = question.plusHistory(known).plusInstructions(List.of(REVISE.in(question)));
        return calls.end(calls.ask("revise", inForm, revising));
    }

    private List<String> plan(Calls calls, Question question, List<Turn> drafted) {
        String instruction = PLAN.in(question).formatted(settings.questions());
        Question asked = Calls.listing(question).plusHistory(drafted).plusInstructions(List.of(instruction));
        Answer plan = calls.ask("propose questions", settings.planner().orElse(base), asked);
        return plan.reply()
                .map(reply -> ListedQuestions.in(reply.text(), settings.questions(), question))
                .orElse(List.of());
    }

    @Override
    public Description describe() {
        Description description = Description.of(WHERE)
                .with("questions", settings.questions())
                .with("repairs", settings.repairs())
                .withPart(Told.describe(PLAN, REVISE, Phrases.UNKNOWN));
        return with("checker", settings.checker(), with("planner", settings.planner(), description))
                .withPart(base.describe());
    }

    private static Description with(String role, Optional<DomainModel> model, Description description) {
        return model.map(other -> description.withPart(Description.of(role).withPart(other.describe())))
                .orElse(description);
    }

    @Override
    public String toString() {
        return "verification(" + settings.questions() + " questions"
                + settings.planner().map(model -> " by " + model).orElse("")
                + settings.checker().map(model -> ", checked by " + model).orElse("") + ", " + base + ")";
    }
}
