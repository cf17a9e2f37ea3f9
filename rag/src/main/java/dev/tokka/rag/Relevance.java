// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import dev.tokka.Description;
import dev.tokka.Passage;
import dev.tokka.Question;
import dev.tokka.rag.text.Language;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Ranks the sentences of the evidence by how well they answer a question.
 *
 * <pre>{@code
 * words     = share of the weight of the question's topic that the sentence holds; its context and its passage count less
 * closeness = (cosine of question and sentence - 0.5) / 0.4, cut to [0, 1]
 * topic     = 0.15 * words + 0.85 * closeness               (words alone where the encoder does not cover the language)
 * fit       = topic, halved if the sentence holds nothing of the type that is asked for
 * evidence  = fit * (topic / best topic of all sentences)^2
 * relevance = 1 / (1 + exp(-10 * (evidence - threshold)))
 * }</pre>
 *
 * <p>The context of a sentence is its headings and what it cannot be understood without, see {@link Statements}.
 *
 * <p>The square marks a document down that treats the matter in one sentence and names an amount in another: it is
 * silent on the amount that was asked for. The shares and thresholds were chosen on the tuning questions of the bundled
 * handbook, so that 0.5 is where answering begins to be right more often than abstaining.
 */
final class Relevance {

    /** How many sentences are compared by meaning, each a run of the encoder; more change nothing but the time. */
    private static final int ENCODED = 8;

    private static final double IN_CONTEXT = 0.8;
    private static final double IN_PASSAGE = 0.5;
    private static final double WORD_SHARE = 0.15;
    private static final double UNRELATED_COSINE = 0.5;
    private static final double COSINE_RANGE = 0.4;
    private static final double OTHER_TYPE = 0.5;
    private static final double STEEPNESS = 10;
    private static final double THRESHOLD_WITH_MEANING = 0.43;
    private static final double THRESHOLD_WORDS_ONLY = 0.3;

    private final TermWeights weights;
    private final Lexicon lexicon;
    private final Optional<Encoder> encoder;

    Relevance(TermWeights weights, Optional<Encoder> encoder) {
        this.weights = weights;
        this.lexicon = new Lexicon(weights);
        this.encoder = encoder;
    }

    Lexicon lexicon() {
        return lexicon;
    }

    /**
     * A sentence of the evidence.
     *
     * @param number the number of its passage, counted from 1
     * @param text its words
     * @param relevance from 0 to 1
     */
    record Ranked(int number, String text, double relevance) {}

    /** A sentence with its score so far: how much of the topic it holds, and whether it holds the type asked for. */
    private record Candidate(int number, String text, String inContext, double topic, boolean typed) {

        double fit() {
            return typed ? topic : OTHER_TYPE * topic;
        }

        Candidate withTopic(double newTopic) {
            return new Candidate(number, text, inContext, newTopic, typed);
        }
    }

    /** What a question asks: in which language, about which terms, for which type of thing. */
    private record Asked(Language language, Map<String, Double> topic, AnswerType type) {}

    /** Returns sentences of the evidence, most relevant first; the less likely ones are left out. */
    List<Ranked> rank(Question question) {
        Language language = Language.of(question.text());
        Asked asked = new Asked(language, lexicon.topic(language, question.text()), AnswerType.of(question.text()));
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < question.evidence().size(); i++) {
            candidates.addAll(candidates(question.evidence().get(i), i + 1, asked));
        }
        candidates.sort(Comparator.comparingDouble(Candidate::fit).reversed());
        List<Candidate> likely = candidates.subList(0, Math.min(ENCODED, candidates.size()));
        return encoder.filter(e -> e.covers(language))
                .map(e -> ranked(byMeaning(e, question, likely), THRESHOLD_WITH_MEANING))
                .orElseGet(() -> ranked(likely, THRESHOLD_WORDS_ONLY));
    }

    private List<Candidate> candidates(Passage passage, int number, Asked asked) {
        String headings = String.join("\n", passage.source().headings());
        List<Candidate> candidates = new ArrayList<>();
        for (Statements.Statement statement : Statements.of(passage.text())) {
            String context = headings + "\n" + statement.before();
            double words = words(asked, statement.text(), context, passage.text());
            candidates.add(new Candidate(
                    number,
                    statement.text(),
                    context + "\n" + statement.text(),
                    words,
                    asked.type().isIn(statement.text())));
        }
        return candidates;
    }

    private double words(Asked asked, String sentence, String context, String passage) {
        Set<String> present = new HashSet<>();
        double covered = 0;
        double before = 0;
        double[] shares = {1, IN_CONTEXT, IN_PASSAGE};
        String[] wider = {sentence, context, passage};
        for (int i = 0; i < wider.length; i++) {
            present.addAll(lexicon.terms(asked.language(), wider[i]));
            double coverage = Lexicon.coverage(asked.topic(), present);
            covered += shares[i] * (coverage - before);
            before = coverage;
        }
        return covered;
    }

    private static List<Candidate> byMeaning(Encoder encoder, Question question, List<Candidate> candidates) {
        float[] asked =
                encoder.encode(Encoder.Role.QUERY, List.of(question.text())).get(0);
        question.checkpoint("extractive");
        List<float[]> vectors = encoder.encode(
                Encoder.Role.PASSAGE,
                candidates.stream().map(Candidate::inContext).toList());
        List<Candidate> compared = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            Candidate candidate = candidates.get(i);
            double closeness = (dot(asked, vectors.get(i)) - UNRELATED_COSINE) / COSINE_RANGE;
            double cut = Math.max(0, Math.min(1, closeness));
            compared.add(candidate.withTopic(WORD_SHARE * candidate.topic() + (1 - WORD_SHARE) * cut));
        }
        return compared;
    }

    private static List<Ranked> ranked(List<Candidate> candidates, double threshold) {
        double best = candidates.stream().mapToDouble(Candidate::topic).max().orElse(0);
        return candidates.stream()
                .sorted(Comparator.comparingDouble(Candidate::fit).reversed())
                .map(candidate ->
                        new Ranked(candidate.number(), candidate.text(), relevance(candidate, best, threshold)))
                .toList();
    }

    private static double relevance(Candidate candidate, double bestTopic, double threshold) {
        double share = bestTopic == 0 ? 0 : candidate.topic() / bestTopic;
        return 1 / (1 + Math.exp(-STEEPNESS * (candidate.fit() * share * share - threshold)));
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    Description describe() {
        Description description = Description.of("extractive").withPart(weights.describe());
        return encoder.map(e -> description.withPart(e.describe())).orElse(description);
    }
}
