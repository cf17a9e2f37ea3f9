// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import static java.util.Objects.requireNonNull;

import dev.tokka.Answer;
import dev.tokka.AnswerForm;
import dev.tokka.Description;
import dev.tokka.Digests;
import dev.tokka.DomainModel;
import dev.tokka.Question;
import dev.tokka.QuestionRejectedException;
import dev.tokka.Step;
import dev.tokka.TokenSink;
import dev.tokka.Trace;
import dev.tokka.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** See {@link Prompting}. */
final class PromptedModel implements DomainModel {

    /** So much of a refused reply is shown to the model that wrote it. */
    private static final int MAX_REFUSED = 8_000;

    private final Prompting settings;
    private final DomainModel base;
    private final Composer composer;
    private final Optional<FormCheck> check;

    PromptedModel(Prompting settings, DomainModel base) {
        this.settings = settings;
        this.base = base;
        this.composer = new Composer(settings);
        this.check = FormCheck.of(settings.form());
    }

    @Override
    public Answer answer(Question question) {
        requireNonNull(question, "question");
        question.checkpoint("prompting");
        long start = System.nanoTime();
        Composer.Composed composed = composer.compose(question);
        Trace prompted = Trace.of(Step.of("prompt", since(start), composed.details()));
        Question asked = composed.question();
        Optional<FormCheck> form = checkOf(asked.form());
        Answer answer = form.isPresent() ? inForm(form.get(), asked) : ask(asked);
        return answer.withTrace(prompted.then(answer.trace()));
    }

    private Optional<FormCheck> checkOf(AnswerForm form) {
        if (form.equals(settings.form())) {
            return check;
        }
        try {
            return FormCheck.of(form);
        } catch (IllegalArgumentException e) {
            throw new QuestionRejectedException(
                    "prompting: expected a form that can be checked but that of the question cannot", e);
        }
    }

    private Answer ask(Question question) {
        question.checkpoint("prompting");
        return requireNonNull(base.answer(question), "a model answered null");
    }

    private Answer inForm(FormCheck form, Question asked) {
        // The sink gets a reply only after its check, so the base model must not stream into it.
        Question quiet = asked.withAttributes(asked.attributes().without(TokenSink.KEY));
        Trace trace = Trace.EMPTY;
        Question next = quiet;
        for (int attempt = 0; ; attempt++) {
            Answer answer = ask(next);
            trace = trace.then(answer.trace());
            if (!(answer instanceof Answer.Reply reply)) {
                return answer.withTrace(trace);
            }
            long start = System.nanoTime();
            Verdict verdict = form.check(reply.text());
            trace = trace.then(Trace.of(Step.of("check form", since(start), details(form, verdict))));
            if (verdict instanceof Verdict.Fits fits) {
                asked.attributes().get(TokenSink.KEY).ifPresent(sink -> sink.token(fits.text()));
                return fits.applyTo(reply).withTrace(trace);
            }
            Verdict.Unfit unfit = (Verdict.Unfit) verdict;
            if (attempt == settings.repairs()) {
                throw new QuestionRejectedException(
                        "prompting: expected a reply in the form " + form + " but in attempt " + (attempt + 1) + " of "
                                + (settings.repairs() + 1) + " " + unfit.problem() + ", from " + base);
            }
            next = repairing(quiet, reply.text(), form, unfit);
        }
    }

    /** Leaves the text of the question as it is, because a retriever below looks for it. */
    private static Question repairing(Question question, String refused, FormCheck form, Verdict.Unfit unfit) {
        Wording wording = Wording.of(question);
        return question.plusHistory(List.of(
                        new Turn(Turn.Speaker.USER, question.text()), new Turn(Turn.Speaker.MODEL, cut(refused))))
                .plusInstructions(List.of(wording.refused(unfit.advice()) + form.demand(wording)));
    }

    private static String cut(String refused) {
        String words = refused.strip();
        int end = Math.min(words.length(), MAX_REFUSED);
        return words.substring(0, words.offsetByCodePoints(0, words.codePointCount(0, end)));
    }

    private static Map<String, String> details(FormCheck form, Verdict verdict) {
        return verdict instanceof Verdict.Unfit unfit
                ? Map.of("form", form.toString(), "refused", unfit.problem())
                : Map.of("form", form.toString());
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    @Override
    public Description describe() {
        List<Description> parts = new ArrayList<>();
        settings.instructions().forEach(instruction -> parts.add(Description.of("instruction", instruction)));
        parts.add(settings.glossary().describe());
        settings.examples().forEach(choice -> parts.add(choice.describe()));
        parts.add(settings.budget().describe());
        parts.add(describe(settings.form()));
        parts.add(base.describe());
        return new Description("prompting", "", Map.of("repairs", String.valueOf(settings.repairs())), parts);
    }

    private static Description describe(AnswerForm form) {
        if (form instanceof AnswerForm.OneOf oneOf) {
            List<Description> labels = oneOf.labels().stream()
                    .map(label -> Description.of("label", label))
                    .toList();
            return new Description("form", "one of", Map.of(), labels);
        }
        if (form instanceof AnswerForm.JsonSchema json) {
            return Description.of("form", "JSON schema").with("schema", Digests.sha256(json.schema()));
        }
        return Description.of("form", "free text");
    }

    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        if (!settings.instructions().isEmpty()) {
            parts.add("instructions(" + settings.instructions().size() + ")");
        }
        if (!settings.glossary().terms().isEmpty()) {
            parts.add("glossary(" + settings.glossary().terms().size() + ")");
        }
        settings.examples().forEach(choice -> parts.add(choice.toString()));
        check.ifPresent(form -> parts.add(form.toString()));
        parts.add(base.toString());
        return "prompting(" + String.join(", ", parts) + ")";
    }
}
