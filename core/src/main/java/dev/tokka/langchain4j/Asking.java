// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.model.output.FinishReason;
import dev.tokka.Answer;
import dev.tokka.AnswerForm;
import dev.tokka.IncompleteAnswerException;
import dev.tokka.ModelUnavailableException;
import dev.tokka.ModelUnavailableException.Reason;
import dev.tokka.Question;
import dev.tokka.QuestionRejectedException;
import dev.tokka.Step;
import dev.tokka.TokenSink;
import dev.tokka.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks a model one question and judges how it ended.
 *
 * @param options those of the model
 * @param modelId what the application calls the model; empty if nobody has said
 * @param where the model, for messages
 */
record Asking(Options options, String modelId, String where) {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /**
     * One question on its way to one model.
     *
     * @param below asks the model
     * @param reading reads its response
     * @param prompt the digest of the prompt
     * @param stops where the answer ends
     * @param needsReason whether an end counts only with a reason
     */
    record Job<R>(
            Supervision.Below<R> below,
            Function<@Nullable R, Ended> reading,
            String prompt,
            List<String> stops,
            boolean needsReason) {}

    /** Returns the answer of {@code job} to {@code question}. */
    <R> Answer answer(Question question, Job<R> job) {
        long start = System.nanoTime();
        Transcript transcript =
                new Transcript(question.attributes().get(TokenSink.KEY), job.stops(), mayAbstain(question.form()));
        Optional<Supervision.Response<R>> response = new Supervision<R>(
                        options.runner(), options.limits(), question.attributes(), where)
                .run(job.below(), transcript);
        Ended ended = response.isEmpty() ? Ended.STOPPED : read(job, response.get());
        boolean streamed = transcript.isBegun();
        if (!transcript.takeWhole(ended.text())) {
            throw new IncompleteAnswerException(
                    IncompleteAnswerException.Reason.CUT,
                    where + ": the whole text at the end is not the text that was streamed",
                    transcript.taken());
        }
        requireComplete(ended, transcript, job.needsReason());
        Trace trace = Trace.of(step(ended, job.prompt(), Duration.ofNanos(System.nanoTime() - start), streamed));
        return transcript.isAbstention()
                ? Answer.abstain("the model said that it does not know").withTrace(trace)
                : Answer.reply(transcript.reply()).withTrace(trace);
    }

    /** Returns whether the agreed sentence means that the model does not know; it does not if it is one of the labels. */
    private static boolean mayAbstain(AnswerForm form) {
        return !(form instanceof AnswerForm.OneOf one) || one.labels().stream().noneMatch(Abstentions::matches);
    }

    /**
     * Checks that a schema can be read at all.
     *
     * @throws QuestionRejectedException if it cannot
     */
    void requireReadable(AnswerForm form) {
        if (form instanceof AnswerForm.JsonSchema json) {
            try {
                JSON.readTree(json.schema());
            } catch (JsonProcessingException e) {
                throw new QuestionRejectedException(where + ": the JSON schema of the answer's form is no JSON", e);
            }
        }
    }

    private <R> Ended read(Job<R> job, Supervision.Response<R> response) {
        try {
            return job.reading().apply(response.value());
        } catch (RuntimeException e) {
            throw new ModelUnavailableException(Reason.PROTOCOL, where + ": the response cannot be read", e);
        }
    }

    private void requireComplete(Ended ended, Transcript transcript, boolean needsReason) {
        String text = transcript.taken();
        if (text.length() > options.limits().maxCharacters()) {
            int end = options.limits().maxCharacters();
            throw new IncompleteAnswerException(
                    IncompleteAnswerException.Reason.TOO_LARGE,
                    where + ": more than " + end + " characters were written",
                    WellFormed.text(text.substring(0, end)));
        }
        if (transcript.isStopped()) {
            requireText(text);
            return;
        }
        if (ended.finish().filter(FinishReason.CONTENT_FILTER::equals).isPresent()) {
            throw new QuestionRejectedException(where + ": the provider filtered the answer");
        }
        if (ended.finish().filter(FinishReason.LENGTH::equals).isPresent()) {
            throw new IncompleteAnswerException(
                    IncompleteAnswerException.Reason.LENGTH, where + ": the most tokens were written", text);
        }
        if (ended.callsTools()) {
            throw new ModelUnavailableException(
                    Reason.PROTOCOL, where + ": expected text but the model called a tool that it was not given");
        }
        requireText(text);
        requireReason(ended, text, needsReason);
    }

    /**
     * Checks that a finish reason is given where it is needed.
     *
     * @throws IncompleteAnswerException if it is not
     */
    void requireReason(Ended ended, String text, boolean needed) {
        if (ended.finish().isEmpty() && needed && !options.trusting()) {
            throw new IncompleteAnswerException(
                    IncompleteAnswerException.Reason.CUT,
                    where + ": the answer ended without a finish reason (if this model never names one, build it with"
                            + " trustingEnd())",
                    text);
        }
    }

    private void requireText(String text) {
        if (text.isBlank()) {
            throw new ModelUnavailableException(Reason.PROTOCOL, where + ": expected text but the answer has none");
        }
    }

    private Step step(Ended ended, String prompt, Duration duration, boolean streamed) {
        Map<String, String> details = new TreeMap<>();
        List<String> models = new ArrayList<>(
                Stream.of(ended.model(), modelId).filter(id -> !id.isEmpty()).toList());
        details.put("model", models.isEmpty() ? "unknown" : models.get(0));
        details.put("finishReason", ended.finish().map(FinishReason::name).orElse("unknown"));
        details.put("prompt", prompt);
        details.put("streamed", String.valueOf(streamed));
        return new Step("ask", duration, ended.usage(), options.pricing().cost(models, ended.usage()), details);
    }
}
