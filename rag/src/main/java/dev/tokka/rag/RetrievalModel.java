// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import static java.util.Objects.requireNonNull;

import dev.tokka.Answer;
import dev.tokka.AnswerForm;
import dev.tokka.Citation;
import dev.tokka.DataClass;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Passage;
import dev.tokka.Question;
import dev.tokka.Step;
import dev.tokka.TokenSink;
import dev.tokka.Trace;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** See {@link Retrieval}. */
final class RetrievalModel implements DomainModel {

    private static final String KIND = "retrieval";

    private final Retrieval settings;
    private final DomainModel base;
    private final Grounding grounding;
    private final boolean onRetrieval;

    RetrievalModel(Retrieval settings, DomainModel base) {
        this.settings = settings;
        this.base = base;
        this.grounding = new Grounding(settings.support(), settings.minSupport(), settings.unsupported());
        this.onRetrieval = retrieves(base.describe());
    }

    @Override
    public Answer answer(Question question) {
        requireNonNull(question, "question");
        question.checkpoint("retrieval");
        Queries queries = settings.queries().write(question);
        long start = System.nanoTime();
        String before = Snapshots.of(settings.retriever());
        List<Passage> passages = queries.find(settings.retriever(), settings.limit(), question.attributes());
        Optional<DataClass> dataClass = passages.isEmpty() ? Optional.empty() : declared();
        Map<String, String> found = found(passages, before);
        dataClass.ifPresent(declared -> found.putAll(declared.details()));
        Trace retrieved = queries.trace().then(Trace.of(Step.of("retrieve", since(start), found)));
        Question carrying = question.plusEvidence(passages);
        Question asked = dataClass.map(declared -> declared.raise(carrying)).orElse(carrying);
        if (asked.evidence().isEmpty()) {
            return Answer.abstain("no passage fits the question").withTrace(retrieved);
        }
        question.checkpoint("retrieval");
        // The sink gets sentences only after their check, so the base model must not stream into it.
        Answer answer = base.answer(asked.withAttributes(asked.attributes().without(TokenSink.KEY)));
        Trace answered = retrieved.then(answer.trace());
        if (answer instanceof Answer.Reply reply) {
            return checked(asked, reply.withTrace(answered));
        }
        return answer.withTrace(answered);
    }

    private Optional<DataClass> declared() {
        return DataClass.declaredIn(settings.retriever().describe());
    }

    private Answer checked(Question asked, Answer.Reply reply) {
        if (!asked.form().equals(AnswerForm.FREE_TEXT)) {
            stream(asked, List.of(reply.text()));
            return reply;
        }
        long start = System.nanoTime();
        if (StockPhrases.knowNothing(CitedText.parse(reply.text()))) {
            return Answer.abstain("the model says that it does not know").withTrace(reply.trace());
        }
        // Only another retrieval has checked its citations; those of other models are made anew.
        List<Citation> given = onRetrieval ? reply.citations() : List.of();
        Grounding.Checked checked =
                grounding.check(reply.text(), asked.evidence(), given).safe(settings.links());
        Trace trace = reply.trace().then(Trace.of(Step.of("check citations", since(start), summary(checked))));
        if (checked.citations().isEmpty()) {
            return Answer.abstain("no passage supports the reply").withTrace(trace);
        }
        if (checked.score() < settings.minSupport()) {
            return Answer.abstain(String.format(
                            Locale.ROOT,
                            "the passages support %.2f of the reply but %.2f is needed",
                            checked.score(),
                            settings.minSupport()))
                    .withTrace(trace);
        }
        stream(asked, checked.sentences());
        return new Answer.Reply(checked.text(), checked.citations(), reply.confidence(), trace);
    }

    private static void stream(Question question, List<String> sentences) {
        question.attributes().get(TokenSink.KEY).ifPresent(sink -> sentences.forEach(sink::token));
    }

    private Map<String, String> found(List<Passage> passages, String before) {
        Map<String, String> details = new HashMap<>();
        details.put(
                "passages",
                passages.stream()
                        .map(passage -> String.format(Locale.ROOT, "%s %.4f", passage.id(), passage.score()))
                        .collect(Collectors.joining(", ")));
        String snapshot = Snapshots.between(before, Snapshots.of(settings.retriever()));
        if (!snapshot.isEmpty()) {
            details.put("snapshot", snapshot);
        }
        return details;
    }

    private Map<String, String> summary(Grounding.Checked checked) {
        int unsupported = checked.unsupported().size() + checked.dropped();
        Map<String, String> details = new HashMap<>(Map.of(
                "citations", String.valueOf(checked.citations().size()),
                "markersRemoved", String.valueOf(checked.removed()),
                "sentencesUnsupported", String.valueOf(unsupported),
                "sentencesDropped", String.valueOf(checked.dropped()),
                "support", String.format(Locale.ROOT, "%.4f", checked.score())));
        if (settings.unsupported() == UnsupportedSentences.FLAG) {
            details.putAll(UnsupportedSentences.details(checked.unsupported(), checked.text()));
        }
        return details;
    }

    private static boolean retrieves(Description model) {
        return model.kind().equals(KIND) || model.parts().stream().anyMatch(RetrievalModel::retrieves);
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    @Override
    public Description describe() {
        Description description = Description.of(KIND)
                .with("limit", settings.limit())
                .with("minSupport", settings.minSupport())
                .with("unsupported", settings.unsupported())
                .with("links", settings.links())
                .withPart(settings.retriever().describe())
                .withPart(settings.support().describe())
                .withPart(base.describe());
        QueryWriter queries = settings.queries();
        return queries.equals(QueryWriter.asAsked()) ? description : description.withPart(queries.describe());
    }

    @Override
    public String toString() {
        return "retrieval(" + settings.retriever() + ", " + base + ")";
    }
}
