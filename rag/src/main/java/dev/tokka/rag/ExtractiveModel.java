// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import static java.util.Objects.requireNonNull;

import dev.tokka.Answer;
import dev.tokka.AnswerForm;
import dev.tokka.Checks;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Question;
import dev.tokka.QuestionRejectedException;
import dev.tokka.Step;
import dev.tokka.TokenSink;
import dev.tokka.Trace;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * Answers with the sentences of the evidence that fit the question best, word for word and cited; no language model.
 *
 * <p>Each sentence of the evidence gets a relevance from 0 to 1, made of the share of the question's words that it and
 * its surroundings hold, each word as heavy as it is rare, and of the closeness of meaning where the encoder covers the
 * question's language. If none is relevant enough the model abstains: it cannot make anything up, and says so when the
 * documents are silent.
 *
 * <p>A reply holds one sentence, or two if the second is about as relevant, each a paragraph of one line. A number in
 * square brackets is quoted in round ones, since {@code [3]} would cite the third passage; a citation's quote is exactly
 * what stands in the source.
 *
 * <p>Without evidence it abstains; give it some by {@link Retrieval}. It cannot answer in a form other than free text.
 */
public final class ExtractiveModel implements DomainModel {

    private static final double DEFAULT_MIN_RELEVANCE = 0.5;
    private static final int MAX_SENTENCES = 2;

    /** How much less relevant a second sentence may be. */
    private static final double CLOSE = 0.1;

    private final Relevance relevance;
    private final Grounding grounding;
    private final double minRelevance;

    private ExtractiveModel(Relevance relevance, double minRelevance) {
        this.relevance = relevance;
        this.grounding = new Grounding(new Support(relevance.lexicon()), 0, UnsupportedSentences.KEEP);
        this.minRelevance = Checks.requireShare(minRelevance, "minRelevance");
    }

    /** Creates a model that compares words, as heavy as {@code weights} says, and meaning by {@code encoder}. */
    public ExtractiveModel(TermWeights weights, Encoder encoder) {
        this(new Relevance(weights, Optional.of(encoder)), DEFAULT_MIN_RELEVANCE);
    }

    /** Creates a model that compares words only, as heavy as {@code weights} says. */
    public ExtractiveModel(TermWeights weights) {
        this(new Relevance(weights, Optional.empty()), DEFAULT_MIN_RELEVANCE);
    }

    /** Returns this model with another least relevance of a sentence, from 0 (answers always) to 1. Default: 0.5. */
    public ExtractiveModel minRelevance(double newMinRelevance) {
        return new ExtractiveModel(relevance, newMinRelevance);
    }

    @Override
    public Answer answer(Question question) {
        requireNonNull(question, "question");
        if (!question.form().equals(AnswerForm.FREE_TEXT)) {
            throw new QuestionRejectedException("extractive: expected the form free text but the question wants "
                    + question.form().getClass().getSimpleName());
        }
        question.checkpoint("extractive");
        long start = System.nanoTime();
        List<Relevance.Ranked> ranked = relevance.rank(question);
        double best = ranked.isEmpty() ? 0 : ranked.get(0).relevance();
        Trace trace = Trace.of(Step.of(
                "extract",
                Duration.ofNanos(System.nanoTime() - start),
                Map.of("sentences", String.valueOf(ranked.size()), "relevance", format(best))));
        if (ranked.isEmpty() || best < minRelevance) {
            return Answer.abstain(reason(ranked.isEmpty(), best)).withTrace(trace);
        }
        Grounding.Checked checked = grounding.check(quoted(ranked), question.evidence());
        question.attributes().get(TokenSink.KEY).ifPresent(sink -> sink.token(checked.text()));
        return new Answer.Reply(checked.text(), checked.citations(), OptionalDouble.of(best), trace);
    }

    /** The best sentence, and the next where it is about as good, as when a rule and its exception stand side by side. */
    private String quoted(List<Relevance.Ranked> ranked) {
        double enough = Math.max(minRelevance, ranked.get(0).relevance() - CLOSE);
        // Documents repeat each other; a sentence that stands in two passages is quoted once and cites both.
        Map<String, String> markers = new LinkedHashMap<>();
        for (Relevance.Ranked sentence : ranked) {
            boolean quoted = markers.containsKey(sentence.text());
            if (sentence.relevance() >= enough && (quoted || markers.size() < MAX_SENTENCES)) {
                markers.merge(sentence.text(), " [" + sentence.number() + "]", String::concat);
            }
        }
        // Paragraphs, because not every sentence ends with a full stop and two lines could be read as one.
        return markers.entrySet().stream()
                .map(quoted -> quoted.getKey() + quoted.getValue())
                .collect(Collectors.joining("\n\n"));
    }

    private String reason(boolean noSentence, double best) {
        return noSentence
                ? "the evidence holds no sentence"
                : "the best sentence of the evidence has a relevance of " + format(best) + " but "
                        + format(minRelevance) + " is needed";
    }

    private static String format(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    @Override
    public Description describe() {
        return relevance.describe().with("minRelevance", minRelevance);
    }

    @Override
    public String toString() {
        return "extractive";
    }
}
