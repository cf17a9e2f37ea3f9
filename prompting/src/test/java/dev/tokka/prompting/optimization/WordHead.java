// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Example;
import dev.tokka.Question;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A classifier of texts by their words: multinomial logistic regression, trained by stochastic gradient descent.
 *
 * @param labels in the order of the weights
 * @param weights of each word, one for each label
 */
record WordHead(List<String> labels, Map<String, double[]> weights) implements DomainModel {

    private static final int EPOCHS = 10;
    private static final double RATE = 0.3;

    /** Trains a head; it ignores the prompt. */
    static WordHead train(TrainingSet set) {
        List<String> labels =
                set.examples().stream().map(Example::answer).distinct().sorted().toList();
        WordHead head = new WordHead(labels, new TreeMap<>());
        List<Example> order = new ArrayList<>(set.examples());
        Random random = new Random(set.seed());
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            Collections.shuffle(order, random);
            order.forEach(head::learn);
        }
        return head;
    }

    private void learn(Example example) {
        double[] likely = likely(example.question());
        for (String word : words(example.question())) {
            double[] of = weights.computeIfAbsent(word, w -> new double[labels.size()]);
            for (int i = 0; i < of.length; i++) {
                of[i] += RATE * ((labels.get(i).equals(example.answer()) ? 1 : 0) - likely[i]);
            }
        }
    }

    private double[] likely(String text) {
        double[] sums = new double[labels.size()];
        for (String word : words(text)) {
            double[] of = weights.getOrDefault(word, new double[sums.length]);
            for (int i = 0; i < sums.length; i++) {
                sums[i] += of[i];
            }
        }
        double all = Arrays.stream(sums).map(Math::exp).sum();
        return Arrays.stream(sums).map(sum -> Math.exp(sum) / all).toArray();
    }

    private static List<String> words(String text) {
        return List.of(text.toLowerCase(Locale.ROOT).split("\\W+", -1));
    }

    @Override
    public Answer answer(Question question) {
        double[] likely = likely(question.text());
        int best = 0;
        for (int i = 1; i < likely.length; i++) {
            best = likely[i] > likely[best] ? i : best;
        }
        return Answer.reply(labels.get(best));
    }

    @Override
    public Description describe() {
        Description head = Description.of("word head", String.join(" ", labels));
        for (Map.Entry<String, double[]> word : weights.entrySet()) {
            head = head.with(word.getKey() + "_", Arrays.toString(word.getValue()));
        }
        return head;
    }
}
