// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import dev.tokka.Example;
import dev.tokka.Question;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A question among its candidates: what can be told of showing one of them with it, before anything is learned. */
final class QuestionPool {

    /** What can be told of one example with one question; from 0 to about 1 each. */
    static final List<String> FEATURES = List.of("nearness", "likeness", "agreement", "length");

    private final List<Example> nearestFirst;
    private final Map<Example, Double> nearness = new HashMap<>();
    private final Map<String, Double> agreement = new HashMap<>();
    private final Map<String, Integer> pieces;

    private QuestionPool(Question question, List<Example> nearestFirst) {
        this.nearestFirst = List.copyOf(nearestFirst);
        this.pieces = WordSimilarity.pieces(question.text());
        double all = 0;
        for (int rank = 0; rank < nearestFirst.size(); rank++) {
            double near = 1 - Math.log1p(rank) / Math.log1p(nearestFirst.size());
            nearness.putIfAbsent(nearestFirst.get(rank), near);
            agreement.merge(nearestFirst.get(rank).answer(), near, Double::sum);
            all += near;
        }
        double sum = all;
        agreement.replaceAll((answer, near) -> near / sum);
    }

    /** Takes what {@code candidates} choose for {@code question}, without what asks the question itself. */
    static QuestionPool of(Question question, Examples candidates) {
        List<Example> nearestFirst = new ArrayList<>();
        for (Example candidate : candidates.select(question)) {
            if (!asks(candidate, question)) {
                nearestFirst.add(candidate);
            }
        }
        Collections.reverse(nearestFirst);
        return new QuestionPool(question, nearestFirst);
    }

    static boolean asks(Example example, Question question) {
        return Texts.essence(example.question()).equals(Texts.essence(question.text()));
    }

    List<Example> nearestFirst() {
        return nearestFirst;
    }

    /** Returns the numbers of {@link #FEATURES}. An example that is no candidate is as far as can be. */
    List<Double> features(Example example) {
        return List.of(
                nearness.getOrDefault(example, 0.0),
                likeness(example),
                agreement.getOrDefault(example.answer(), 0.0),
                Math.log1p(example.question().length() + example.answer().length()) / 10);
    }

    /** Returns what tells how easy the question is, whichever examples are shown. */
    List<Double> ease() {
        double like = nearestFirst.isEmpty() ? 0 : likeness(nearestFirst.get(0));
        double leading = agreement.values().stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
        return List.of(like, leading);
    }

    /** Returns the cosine of the sets of pieces of both questions. */
    private double likeness(Example example) {
        Map<String, Integer> other = WordSimilarity.pieces(example.question());
        if (pieces.isEmpty() || other.isEmpty()) {
            return 0;
        }
        long shared = other.keySet().stream().filter(pieces::containsKey).count();
        return shared / Math.sqrt((double) pieces.size() * other.size());
    }
}
