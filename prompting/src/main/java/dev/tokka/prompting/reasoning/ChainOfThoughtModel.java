// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.reasoning;

import dev.tokka.Answer;
import dev.tokka.AnswerForm;
import dev.tokka.Description;
import dev.tokka.Digests;
import dev.tokka.DomainModel;
import dev.tokka.Question;
import dev.tokka.QuestionRejectedException;
import dev.tokka.Span;
import dev.tokka.prompting.Prompting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** See {@link ChainOfThought}. */
final class ChainOfThoughtModel implements DomainModel {

    private static final String WHERE = "chain of thought";

    /** So much of a refused reply is shown to the model that wrote it. */
    private static final int MAX_REFUSED = 8_000;

    private static final Told DEMAND = new Told(
            "Work the answer out before you give it. First write a line \"Reasoning:\" and after it your reasoning, step"
                    + " by step. Then write a line that begins with \"Final answer:\" and after it the answer. Only what"
                    + " stands after \"Final answer:\" is shown to the user: it must be complete without the reasoning,"
                    + " and nothing may follow it. What other instructions say about the form of the reply holds for the"
                    + " final answer alone.",
            "答える前に、答えを順を追って考えてください。まず「推論：」という行を書き、その後に推論を書きます。"
                    + "次に「最終回答：」で始まる行を書き、その後に答えを書きます。利用者に示されるのは「最終回答：」より後だけです。"
                    + "推論を読まなくても分かる完全な答えにし、その後には何も書かないでください。"
                    + "回答の形式についてのほかの指示は、最終回答だけに当てはまります。");

    private static final Told LABELS = new Told(
            "The final answer must be exactly one of these labels and nothing else:",
            "最終回答には、次のラベルのうち一つだけをそのまま書き、ほかには何も書かないでください。");

    private static final Told SCHEMA = new Told(
            "The final answer must be one JSON document that satisfies this JSON schema and nothing else:",
            "最終回答には、次の JSON スキーマに合う JSON 文書を一つだけ書き、ほかには何も書かないでください。");

    private static final Told EXAMPLES = new Told(
            "The examples show final answers alone: write the reasoning and \"Final answer:\" all the same.",
            "例に示されているのは最終回答だけです。推論と「最終回答：」も書いてください。");

    private static final Told REFUSED = new Told(
            "Your last reply to this question was refused: it does not end in a final answer that is marked as told"
                    + " below.",
            "この質問への直前の回答は、次の指示どおりに示された最終回答で終わっていないため、受け付けられませんでした。");

    private final ChainOfThought settings;
    private final DomainModel base;
    private final DomainModel inForm;

    ChainOfThoughtModel(ChainOfThought settings, DomainModel base) {
        this.settings = settings;
        this.base = base;
        this.inForm = Prompting.none().repairs(settings.repairs()).specialize(new Thinking());
    }

    @Override
    public Answer answer(Question question) {
        return inForm.answer(question);
    }

    /** Asks until there is a final answer, whose form others check. */
    private final class Thinking implements DomainModel {

        @Override
        public Answer answer(Question question) {
            Calls calls = new Calls(question, WHERE);
            Question quiet = Calls.quiet(question).withForm(AnswerForm.FREE_TEXT);
            Question next = quiet;
            for (int attempt = 0; ; attempt++) {
                Question asked = next.plusInstructions(List.of(demand(question)));
                Answer answer = calls.ask("reason", base, asked, ChainOfThoughtModel.this::details);
                if (!(answer instanceof Answer.Reply reply)) {
                    return calls.end(answer);
                }
                Optional<FinalAnswer> found = FinalAnswer.in(reply.text());
                if (found.isPresent()) {
                    return calls.endUnstreamed(said(question, reply, found.get().answer()));
                }
                if (!(question.form() instanceof AnswerForm.FreeText)) {
                    return calls.endUnstreamed(
                            reply); // whoever checks the form repairs, so that attempts do not multiply
                }
                if (attempt == settings.repairs()) {
                    throw new QuestionRejectedException(WHERE + ": expected a marked final answer but attempt "
                            + (attempt + 1) + " of " + (settings.repairs() + 1) + " does not end in one, from " + base);
                }
                next = quiet.plusHistory(Calls.exchange(question.text(), cut(reply.text())))
                        .plusInstructions(List.of(REFUSED.in(question)));
            }
        }

        @Override
        public String toString() {
            return ChainOfThoughtModel.this.toString();
        }
    }

    private static Answer said(Question question, Answer.Reply reply, Span answer) {
        String text = answer.of(reply.text());
        boolean free = question.form() instanceof AnswerForm.FreeText;
        List<String> labels = question.form() instanceof AnswerForm.OneOf oneOf ? oneOf.labels() : List.of();
        if (Phrases.isUnknown(text) && !Phrases.isUnknown(labels)) {
            return Answer.abstain("the model said that it does not know");
        }
        boolean whole = free || labels.contains(text);
        return Cited.part(reply, whole ? answer : Cited.withoutMarkersAtEnd(reply.text(), answer));
    }

    private static String demand(Question question) {
        String demand = DEMAND.in(question) + (showsAnswersAlone(question) ? "\n" + EXAMPLES.in(question) : "");
        if (question.form() instanceof AnswerForm.OneOf oneOf) {
            return demand + "\n" + LABELS.in(question) + "\n- " + String.join("\n- ", oneOf.labels());
        }
        if (question.form() instanceof AnswerForm.JsonSchema json) {
            return demand + "\n" + SCHEMA.in(question) + "\n" + json.schema();
        }
        return demand;
    }

    /** Examples that reason are shown as they are; others would teach to answer at once. */
    private static boolean showsAnswersAlone(Question question) {
        return question.examples().stream()
                .anyMatch(example -> FinalAnswer.in(example.answer()).isEmpty());
    }

    private Map<String, String> details(Answer answer) {
        if (!(answer instanceof Answer.Reply reply)) {
            return Map.of();
        }
        Optional<FinalAnswer> found = FinalAnswer.in(reply.text());
        String reasoning = found.map(FinalAnswer::reasoning)
                .orElse(new Span(0, reply.text().length()))
                .of(reply.text());
        Map<String, String> details = new HashMap<>();
        details.put("marked", String.valueOf(found.isPresent()));
        details.put("reasoningCharacters", String.valueOf(reasoning.length()));
        details.put("reasoningSha256", Digests.sha256(reasoning));
        if (settings.keepsReasoning()) {
            details.put("reasoning", reasoning);
        }
        return details;
    }

    private static String cut(String refused) {
        String words = refused.strip();
        int end = Math.min(words.length(), MAX_REFUSED);
        return words.substring(0, words.offsetByCodePoints(0, words.codePointCount(0, end)));
    }

    @Override
    public Description describe() {
        return Description.of(WHERE)
                .with("repairs", settings.repairs())
                .withPart(Told.describe(DEMAND, EXAMPLES, LABELS, SCHEMA, REFUSED))
                .withPart(base.describe());
    }

    @Override
    public String toString() {
        return "chainOfThought(" + base + ")";
    }
}
