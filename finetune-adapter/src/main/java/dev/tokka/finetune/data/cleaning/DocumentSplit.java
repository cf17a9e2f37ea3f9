// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.cleaning;

import dev.tokka.Checks;
import dev.tokka.finetune.data.TrainingRow;
import dev.tokka.finetune.data.TrainingSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Splits a set into parts, such as one to train with and one to test with. All rows of a document go into one part, because
 * rows of one document say the same things; each part gets about its share of the rows, and of the rows of each label.
 *
 * <p>Documents are placed one after the other, the largest first, each where rows of its labels are missing most (iterative
 * stratification, for groups). The same set, parts and seed give the same split. Memory grows with the number of documents.
 *
 * @param parts at least two of different names, whose shares are 1 together
 * @param label what is to be spread evenly
 * @param seed in which order documents of one size are placed
 * @see <a href="https://doi.org/10.1007/978-3-642-23808-6_10">Sechidis, Tsoumakas and Vlahavas, On the Stratification of
 *     Multi-label Data (2011)</a>
 */
public record DocumentSplit(List<Part> parts, Function<TrainingRow, String> label, long seed) {

    private static final double ROUNDING = 1e-9;

    /** Checks and copies the parts. */
    public DocumentSplit {
        parts = List.copyOf(parts);
        double sum = parts.stream().mapToDouble(Part::share).sum();
        long names = parts.stream().map(Part::name).distinct().count();
        if (parts.size() < 2 || names < parts.size() || Math.abs(sum - 1) > ROUNDING) {
            throw new IllegalArgumentException("parts must be at least two of different names, with shares that are 1"
                    + " together, but are " + parts);
        }
    }

    /**
     * A part.
     *
     * @param name the folder into which it is written: letters, digits, {@code -} and {@code _}
     * @param share of the rows, above 0, at most 1
     */
    public record Part(String name, double share) {

        /** Checks the above. */
        public Part {
            if (!name.matches("[A-Za-z0-9_-]+")) {
                throw new IllegalArgumentException("name must be of letters, digits, - and _ but is another text");
            }
            if (Checks.requireShare(share, "share") == 0) {
                throw new IllegalArgumentException("share must be above 0 but is 0");
            }
        }
    }

    /** Returns a split into {@code train} and {@code test}, which gets the share {@code test}, with answers as labels. */
    public static DocumentSplit trainAndTest(double test, long seed) {
        return new DocumentSplit(
                List.of(new Part("train", 1 - test), new Part("test", test)),
                row -> row.content().wanted(),
                seed);
    }

    /**
     * Writes the parts of {@code set} as sets into folders of {@code directory}, by their names.
     *
     * @return the sets by the names of the parts, in the order of the parts
     * @throws IOException if files cannot be read or written
     */
    public Map<String, TrainingSet> run(TrainingSet set, Path directory) throws IOException {
        Map<String, Integer> places = places(set);
        Map<String, TrainingSet> written = new LinkedHashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            int part = i;
            try (Stream<TrainingRow> rows = set.rows()) {
                Stream<TrainingRow> own =
                        rows.filter(row -> places.getOrDefault(row.provenance().document(), -1) == part);
                written.put(
                        parts.get(i).name(),
                        TrainingSet.write(directory.resolve(parts.get(i).name()), own));
            }
        }
        return written;
    }

    /** How many rows of each label a document has. */
    private record Counted(String document, Map<String, Integer> labels, int rows) {}

    private Map<String, Integer> places(TrainingSet set) throws IOException {
        Map<String, Map<String, Integer>> labels = new TreeMap<>();
        try (Stream<TrainingRow> rows = set.rows()) {
            rows.forEach(row -> labels.computeIfAbsent(row.provenance().document(), key -> new HashMap<>())
                    .merge(label.apply(row), 1, Integer::sum));
        }
        List<Counted> documents = new ArrayList<>();
        labels.forEach((document, counts) -> documents.add(new Counted(
                document,
                counts,
                counts.values().stream().mapToInt(Integer::intValue).sum())));
        documents.sort(Comparator.comparingInt(Counted::rows)
                .reversed()
                .thenComparingLong(each -> Normal.mix(
                        Normal.hash(each.document(), 0, each.document().length()) ^ seed)));
        return place(documents);
    }

    private Map<String, Integer> place(List<Counted> documents) {
        Map<String, Integer> totals = new HashMap<>();
        documents.forEach(each -> each.labels().forEach((name, count) -> totals.merge(name, count, Integer::sum)));
        double least = parts.stream().mapToDouble(Part::share).min().orElseThrow();
        totals.values().removeIf(total -> total * least < 1); // too rare for each part to get one
        double rows = documents.stream().mapToInt(Counted::rows).sum();
        List<Need> needs = parts.stream()
                .map(part -> new Need(part.share(), rows * part.share(), new HashMap<>()))
                .toList();
        double[] left = needs.stream().mapToDouble(Need::rows).toArray();
        Map<String, Integer> places = new HashMap<>();
        for (Counted document : documents) {
            int best = 0;
            double most = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < left.length; i++) {
                double need = left[i] / needs.get(i).rows() + needs.get(i).of(document, totals);
                if (need > most) {
                    most = need;
                    best = i;
                }
            }
            places.put(document.document(), best);
            left[best] -= document.rows();
            needs.get(best).take(document);
        }
        return places;
    }

    /** What a part is to have, and has of each label. */
    private record Need(double share, double rows, Map<String, Integer> taken) {

        /** Returns which part of their share the labels of {@code document} still miss here, on average. */
        private double of(Counted document, Map<String, Integer> totals) {
            double sum = 0;
            for (Map.Entry<String, Integer> each : document.labels().entrySet()) {
                if (!totals.containsKey(each.getKey())) {
                    continue;
                }
                double wanted = share * totals.getOrDefault(each.getKey(), 0);
                double missing = 1 - taken.getOrDefault(each.getKey(), 0) / wanted;
                sum += missing * each.getValue() / document.rows();
            }
            return sum;
        }

        private void take(Counted document) {
            document.labels().forEach((name, count) -> taken.merge(name, count, Integer::sum));
        }
    }
}
