// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The nearest passages to each query, found by looking at every passage.
 *
 * @param byParts the numbers of the passages by the query's number: among all ({@code 1}), and among those that are in one
 *     of so many parts of the documents, part {@code query % parts}
 */
record ExactNeighbors(Map<Integer, List<List<Integer>>> byParts) {

    /** How many are found for each query. */
    static final int COUNT = 10;

    private static final int BLOCK = 1_000;

    /** Finds them. */
    static ExactNeighbors of(ScaleCorpus corpus, List<float[]> queries) {
        Map<Integer, List<Nearest>> nearest = new TreeMap<>();
        for (int parts : ScaleCorpus.DIVISIONS) {
            nearest.put(parts, queries.stream().map(query -> new Nearest(COUNT)).toList());
        }
        for (int start = 0; start < corpus.size(); start += BLOCK) {
            int first = start;
            float[][] block = IntStream.range(first, Math.min(first + BLOCK, corpus.size()))
                    .parallel()
                    .mapToObj(corpus::vector)
                    .toArray(float[][]::new);
            IntStream.range(0, queries.size()).parallel().forEach(query -> {
                for (int i = 0; i < block.length; i++) {
                    float score = dot(queries.get(query), block[i]);
                    for (int parts : ScaleCorpus.DIVISIONS) {
                        if (ScaleCorpus.part(first + i, parts) == query % parts) {
                            requireNonNull(nearest.get(parts)).get(query).offer(first + i, score);
                        }
                    }
                }
            });
        }
        Map<Integer, List<List<Integer>>> numbers = new TreeMap<>();
        nearest.forEach((parts, of) ->
                numbers.put(parts, of.stream().map(Nearest::numbers).toList()));
        return new ExactNeighbors(numbers);
    }

    private static float dot(float[] a, float[] b) {
        float sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** Returns which share of the nearest ones {@code found} has, on average over the queries. */
    double recall(int parts, List<List<Integer>> found) {
        List<List<Integer>> expected = byParts.getOrDefault(parts, List.of());
        return IntStream.range(0, expected.size())
                .mapToDouble(query -> {
                    Set<Integer> hits = new HashSet<>(found.get(query));
                    hits.retainAll(Set.copyOf(expected.get(query)));
                    return hits.size() / (double) expected.get(query).size();
                })
                .average()
                .orElseThrow();
    }

    /** Writes a line for each query and division: the division, then the passages' numbers. */
    void write(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        byParts.forEach((parts, queries) -> queries.forEach(numbers ->
                lines.add(parts + " " + numbers.stream().map(String::valueOf).collect(Collectors.joining(" ")))));
        Files.write(file, lines);
    }

    /** Reads what {@link #write} wrote. */
    static ExactNeighbors read(Path file) throws IOException {
        Map<Integer, List<List<Integer>>> byParts = new TreeMap<>();
        for (String line : Files.readAllLines(file)) {
            List<Integer> numbers = new ArrayList<>();
            for (String number : line.split(" ", -1)) {
                numbers.add(Integer.parseInt(number));
            }
            byParts.computeIfAbsent(numbers.get(0), parts -> new ArrayList<>())
                    .add(List.copyOf(numbers.subList(1, numbers.size())));
        }
        return new ExactNeighbors(byParts);
    }
}
