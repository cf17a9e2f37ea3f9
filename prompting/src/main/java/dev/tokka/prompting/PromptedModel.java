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
import dev.tokka.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** See {@link Prompting}. */
final class PromptedModel implements DomainModel {

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
        Attempts attempts = new Attempts(base, "prompting", settings.repairs());
        Answer answer = form.isPresent() ? attempts.inForm(form.get(), asked) : attempts.ask(asked);
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

    static Description describe(AnswerForm form) {
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
