// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.QuestionRejectedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Scores given continuations of a prompt by their probability, as benchmarks of multiple choice do.
 *
 * <p>Reads the prompt once, and once what several choices begin with. Safe for use by many threads, each with sequences of
 * its own.
 *
 * @see <a href="https://arxiv.org/abs/2005.14165">Brown et al., Language Models are Few-Shot Learners (2020), section
 *     2.4</a>
 */
public final class ChoiceScorer {

    private final Normalization normalization;
    private final int contextLength;

    /** By what the log-probability of a choice is divided. */
    public enum Normalization {
        /** By nothing: {@code argmax log P(choice | prompt)}. */
        NONE,
        /** By the number of tokens, so that long choices are not at a disadvantage. */
        TOKENS
    }

    /**
     * What the choices of one prompt are worth.
     *
     * @param logProbabilities {@code log P(choice | prompt)}, in the order of the choices; at most 0
     * @param scores the log-probabilities after normalization
     */
    public record Scores(List<Double> logProbabilities, List<Double> scores) {

        /** Copies both. */
        public Scores {
            logProbabilities = List.copyOf(logProbabilities);
            scores = List.copyOf(scores);
        }

        /** Returns the place of the best score, from 0 on; of equal ones the first. */
        public int best() {
            int best = 0;
            for (int i = 1; i < scores.size(); i++) {
                if (scores.get(i) > scores.get(best)) {
                    best = i;
                }
            }
            return best;
        }

        /** Returns the softmax of the scores: how sure the model is of each choice, if one of them is right. */
        public List<Double> confidences() {
            double max = scores.get(best());
            if (max == Double.NEGATIVE_INFINITY) { // all are impossible, and none more than another
                return scores.stream().map(score -> 1.0 / scores.size()).toList();
            }
            double sum =
                    scores.stream().mapToDouble(score -> Math.exp(score - max)).sum();
            return scores.stream().map(score -> Math.exp(score - max) / sum).toList();
        }
    }

    /**
     * Creates a scorer.
     *
     * @param contextLength how many tokens the model can read, at least 1
     */
    public ChoiceScorer(Normalization normalization, int contextLength) {
        this.normalization = requireNonNull(normalization, "normalization");
        this.contextLength = Checks.requireAtLeast(1, contextLength, "contextLength");
    }

    /**
     * Scores the choices.
     *
     * @param sequences one, empty; not closed. Up to as many are made of it as there are choices
     * @param prompt at least one token
     * @param choices at least one, each of at least one token; with the token that ends it where that counts
     * @throws QuestionRejectedException if the prompt with a choice is longer than the model can read
     * @throws dev.tokka.ModelUnavailableException if the model failed, or its logits are not numbers
     */
    public Scores score(Sequences sequences, List<Integer> prompt, List<List<Integer>> choices) {
        check(prompt, choices);
        Prompted prompted = new Prompted(choices);
        List<Prefix> prefixes = List.of(
                new Prefix(0, prompt, IntStream.range(0, choices.size()).boxed().toList()));
        for (int length = 0; !prefixes.isEmpty(); length++) {
            int[] rows = prefixes.stream().mapToInt(Prefix::row).toArray();
            if (length > 0) {
                sequences.select(rows);
            }
            List<float[]> logits =
                    sequences.append(prefixes.stream().map(Prefix::appended).toList());
            prefixes = prompted.longer(prefixes, logits, length);
        }
        return scores(prompted.sums, choices);
    }

    private Scores scores(double[] sums, List<List<Integer>> choices) {
        List<Double> scores = new ArrayList<>(sums.length);
        for (int choice = 0; choice < sums.length; choice++) {
            int tokens =
                    normalization == Normalization.TOKENS ? choices.get(choice).size() : 1;
            scores.add(sums[choice] / tokens);
        }
        return new Scores(Arrays.stream(sums).boxed().toList(), scores);
    }

    private void check(List<Integer> prompt, List<List<Integer>> choices) {
        if (prompt.isEmpty()) {
            throw new IllegalArgumentException("prompt must have at least one token but is empty");
        }
        if (choices.isEmpty() || choices.stream().anyMatch(List::isEmpty)) {
            throw new IllegalArgumentException("choices must be at least one, of at least one token each, but are of "
                    + choices.stream().map(List::size).toList());
        }
        int longest = choices.stream().mapToInt(List::size).max().orElseThrow();
        if (prompt.size() + longest - 1 > contextLength) { // the last token is not read
            throw new QuestionRejectedException("model: prompt and choice must have at most " + contextLength
                    + " tokens but the longest have " + (prompt.size() + longest - 1));
        }
    }

    /**
     * What some choices begin with.
     *
     * @param row the sequence before this was appended to it
     * @param tokens what is appended
     * @param choices those that begin like that
     */
    private record Prefix(int row, List<Integer> tokens, List<Integer> choices) {

        int[] appended() {
            return tokens.stream().mapToInt(Integer::intValue).toArray();
        }
    }

    /** The choices while they are scored. */
    private static final class Prompted {

        private final List<List<Integer>> choices;
        private final double[] sums;

        Prompted(List<List<Integer>> choices) {
            this.choices = choices;
            this.sums = new double[choices.size()];
        }

        /** Scores the token at {@code place} of each choice and returns what is one token longer. */
        List<Prefix> longer(List<Prefix> prefixes, List<float[]> logits, int place) {
            List<Prefix> longer = new ArrayList<>();
            for (int row = 0; row < prefixes.size(); row++) {
                float[] after = logits.get(row);
                double normalizer = Logits.logSumExp(after, after.length);
                Map<Integer, List<Integer>> going = new TreeMap<>();
                for (int choice : prefixes.get(row).choices()) {
                    int token = choices.get(choice).get(place);
                    sums[choice] += Math.min(0, after[Objects.checkIndex(token, after.length)] - normalizer);
                    if (choices.get(choice).size() > place + 1) {
                        going.computeIfAbsent(token, key -> new ArrayList<>()).add(choice);
                    }
                }
                for (Map.Entry<Integer, List<Integer>> next : going.entrySet()) {
                    longer.add(new Prefix(row, List.of(next.getKey()), next.getValue()));
                }
            }
            return longer;
        }
    }
}
