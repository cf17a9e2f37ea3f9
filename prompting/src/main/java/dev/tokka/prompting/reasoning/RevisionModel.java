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

/** See {@link Revision}. */
final class RevisionModel implements DomainModel {

    private static final String WHERE = "revision";

    private static final Told CRITICIZE = new Told(
            "Do not answer the question. Review the last reply to it as a strict expert: list what is wrong, missing,"
                    + " unclear or unsupported in it, each on a line that begins with \"- \". Do not write a new reply."
                    + " What you are told about answering holds for that reply, not for your review. If there is nothing to improve, write only: ",
            "質問に答えるのではなく、それに対する直前の回答を厳格な専門家として点検してください。"
                    + "誤り、不足、不明確な点、根拠のない点を、行頭に「- 」を付けて一行に一つずつ挙げてください。"
                    + "新しい回答は書かないでください。答え方についてのほかの指示は、その回答に当てはまるもので、点検には当てはまりません。改善すべき点がなければ、次の文だけを書いてください: ");

    private static final Told REVIEW = new Told("Review this reply.", "この回答を点検してください。");

    private static final Told REVISE = new Told(
            "The last reply to this question was reviewed. Write it anew: correct what the review rightly found, and keep"
                    + " what was right. Write only the reply and do not mention the review.",
            "この質問への直前の回答が点検されました。点検の指摘のうち正しいものに従って直し、正しかった部分は残して、回答を書き直してください。" + "回答だけを書き、点検には触れないでください。");

    private final Revision settings;
    private final DomainModel base;
    private final DomainModel critic;
    private final DomainModel inForm;

    RevisionModel(Revision settings, DomainModel base) {
        this.settings = settings;
        this.base = base;
        this.critic = settings.critic().orElse(base);
        this.inForm = Prompting.none().repairs(settings.repairs()).specialize(base);
    }

    @Override
    public Answer answer(Question question) {
        Calls calls = new Calls(requireNonNull(question, "question"), WHERE);
        // Whether a reply is the last one is known only after its critique.
        Question quiet = Calls.quiet(question);
        Answer answer = calls.ask("draft", inForm, quiet);
        for (int round = 1; round <= settings.rounds() && answer instanceof Answer.Reply draft; round++) {
            List<Turn> drafted = Calls.exchange(question.text(), draft.text());
            Answer critique = calls.ask("critique " + round, critic, criticizing(question, drafted));
            if (!(critique instanceof Answer.Reply reply) || Phrases.isNothing(reply.text())) {
                break;
            }
            List<Turn> reviewed = new ArrayList<>(drafted);
            reviewed.addAll(Calls.exchange(REVIEW.in(question), reply.text()));
            Question revising = quiet.plusHistory(reviewed).plusInstructions(List.of(REVISE.in(question)));
            answer = calls.ask("revise " + round, inForm, revising);
        }
        return calls.endUnstreamed(answer);
    }

    private static Question criticizing(Question question, List<Turn> drafted) {
        return Calls.aside(question, question.text())
                .plusHistory(drafted)
                .plusInstructions(List.of(CRITICIZE.in(question) + Phrases.NOTHING.in(question)));
    }

    @Override
    public Description describe() {
        Description description = Description.of(WHERE)
                .with("rounds", settings.rounds())
                .with("repairs", settings.repairs())
                .withPart(Told.describe(CRITICIZE, Phrases.NOTHING, REVIEW, REVISE));
        return settings.critic()
                .map(model -> description.withPart(Description.of("critic").withPart(model.describe())))
                .orElse(description)
                .withPart(base.describe());
    }

    @Override
    public String toString() {
        return "revision(" + settings.rounds() + (settings.rounds() == 1 ? " round" : " rounds")
                + settings.critic().map(model -> " by " + model).orElse("") + ", " + base + ")";
    }
}
