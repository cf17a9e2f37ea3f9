// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import dev.tokka.Embedder;
import dev.tokka.Example;
import dev.tokka.Question;
import dev.tokka.prompting.ExampleIndex;
import dev.tokka.prompting.Examples;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** The nearest examples of an index beside those of a list. */
final class IndexComparison {

    private static final int SHOWN = 4;
    private static final int WARM_UP = 5;
    private static final int NUMBERS = 256;

    private final String name;
    private final Path directory;
    private final List<Example> asked;
    private final List<Figure> figures = new ArrayList<>();

    /** What a choice took, and chose. */
    private record Chosen(double p50, List<List<Example>> examples) {}

    IndexComparison(String name, Path directory, List<Example> asked) {
        this.name = name;
        this.directory = directory;
        this.asked = asked;
    }

    List<Figure> byWords(List<Example> examples) {
        seconds("index, built", () -> {
            ExampleIndex.build(directory, examples.stream());
            return directory;
        });
        return compared(
                () -> ExampleIndex.open(directory), seconds("list, made", () -> Examples.nearest(SHOWN, examples)));
    }

    List<Figure> byVectors(List<Example> examples) {
        Embedder embedder = IndexComparison::vector;
        seconds("index, built", () -> {
            ExampleIndex.build(directory, examples.stream(), embedder);
            return directory;
        });
        return compared(
                () -> ExampleIndex.open(directory, embedder),
                seconds("list, made", () -> Examples.nearest(SHOWN, examples, embedder)));
    }

    private List<Figure> compared(Supplier<ExampleIndex> open, Examples list) {
        open.get().close(); // loads classes
        Stopwatch opening = new Stopwatch();
        for (int i = 0; i < 9; i++) {
            opening.time(open).close();
        }
        add("index, opened, p50 of processor time", opening.cpuP50(), "ms");
        Chosen ofList = chosen(list);
        try (ExampleIndex index = open.get()) {
            Chosen ofIndex = chosen(Examples.nearest(SHOWN, index));
            add("list, chosen, p50 of processor time", ofList.p50, "ms");
            add("index, chosen, p50 of processor time", ofIndex.p50, "ms");
            figures.add(Figure.of(name + ": times as fast", ofList.p50 / ofIndex.p50)
                    .atLeast(1));
            add("list, right by vote", right(ofList), "");
            figures.add(
                    Figure.of(name + ": index, right by vote", right(ofIndex)).atLeast(right(ofList) - 0.01));
            add("same examples", same(ofList, ofIndex), "");
        }
        return figures;
    }

    private Chosen chosen(Examples examples) {
        asked.stream().limit(WARM_UP).forEach(each -> examples.select(Question.of(each.question())));
        Stopwatch stopwatch = new Stopwatch();
        List<List<Example>> chosen = new ArrayList<>();
        for (Example each : asked) {
            chosen.add(stopwatch.time(() -> examples.select(Question.of(each.question()))));
        }
        return new Chosen(stopwatch.cpuP50(), chosen);
    }

    private <T> T seconds(String what, Supplier<T> work) {
        long start = System.nanoTime();
        T made = work.get();
        add(what, (System.nanoTime() - start) / 1e9, "s");
        return made;
    }

    private void add(String what, double value, String unit) {
        figures.add(Figure.of(name + ": " + what, value, unit));
    }

    /** Returns how often the label that most of the chosen have, of equals the nearer, is that of what was asked. */
    private double right(Chosen chosen) {
        return IntStream.range(0, asked.size())
                        .filter(i ->
                                vote(chosen.examples.get(i)).equals(asked.get(i).answer()))
                        .count()
                / (double) asked.size();
    }

    private static String vote(List<Example> shown) {
        Map<String, Integer> votes = new HashMap<>();
        String leading = "";
        for (int i = shown.size() - 1; i >= 0; i--) { // the nearest is last
            String label = shown.get(i).answer();
            votes.merge(label, 1, Integer::sum);
        }
        for (int i = shown.size() - 1; i >= 0; i--) {
            String label = shown.get(i).answer();
            leading = votes.getOrDefault(label, 0) > votes.getOrDefault(leading, 0) ? label : leading;
        }
        return leading;
    }

    private double same(Chosen one, Chosen other) {
        return IntStream.range(0, asked.size())
                        .filter(i -> one.examples.get(i).equals(other.examples.get(i)))
                        .count()
                / (double) asked.size();
    }

    /** Returns how often groups of three letters occur, by their hashes: no encoder, but as quick for both. */
    private static float[] vector(String text) {
        float[] vector = new float[NUMBERS];
        for (int i = 3; i <= text.length(); i++) {
            int hash = text.substring(i - 3, i).toLowerCase(Locale.ROOT).hashCode();
            vector[Math.floorMod(hash * 0x9E3779B9, NUMBERS)]++;
        }
        return vector;
    }
}
