// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import dev.tokka.Generation;
import dev.tokka.Question;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The questions, as they are asked.
 *
 * @param questions all of them; they go by their numbers
 * @param seed with which models draw where the question has none
 */
record Cases(List<GradedQuestion> questions, long seed) {

    Cases {
        questions = List.copyOf(questions);
    }

    /** Returns the question as it is asked. */
    Question asked(int number) {
        Question question = questions.get(number).question();
        Generation given = question.attributes().get(Generation.KEY).orElse(Generation.DEFAULT);
        return given.seed().isPresent() ? question : question.with(Generation.KEY, given.withSeed(seed));
    }

    /** Returns the numbers of some questions by their clusters, in the order of the first of each. */
    List<List<Integer>> clusters(List<Integer> numbers) {
        Map<String, List<Integer>> clusters = new LinkedHashMap<>();
        numbers.forEach(number -> clusters.computeIfAbsent(questions.get(number).cluster(), c -> new ArrayList<>())
                .add(number));
        return List.copyOf(clusters.values());
    }

    /** Returns some questions dealt into parts of about equal size, no cluster into two. */
    List<List<Integer>> deal(List<Integer> numbers, int parts, Random random) {
        List<List<Integer>> dealt = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            dealt.add(new ArrayList<>());
        }
        List<List<Integer>> clusters = new ArrayList<>(clusters(numbers));
        Collections.shuffle(clusters, random);
        for (List<Integer> cluster : clusters) {
            dealt.stream()
                    .min(Comparator.comparingInt(List::size))
                    .orElseThrow()
                    .addAll(cluster);
        }
        return dealt;
    }

    /** Returns values of some questions by their clusters. */
    List<double[]> byCluster(Map<Integer, Double> values) {
        return clusters(values.keySet().stream().sorted().toList()).stream()
                .map(cluster -> cluster.stream()
                        .mapToDouble(number -> values.getOrDefault(number, 0.0))
                        .toArray())
                .toList();
    }
}
