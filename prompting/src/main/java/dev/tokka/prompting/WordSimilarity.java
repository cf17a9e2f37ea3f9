// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import dev.tokka.Description;
import dev.tokka.Example;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Compares texts by the pieces that they share.
 *
 * <pre>{@code
 * weight of a piece in a text = (1 + ln count) * ln(1 + examples / examples that hold the piece)
 * }</pre>
 *
 * <p>The result is the cosine of the weights. Pieces that no example holds are left out.
 */
final class WordSimilarity implements Similarity {

    private static final int LETTERS = 3;
    private static final int CHARACTERS = 2;

    private final ToDoubleFunction<String> rarity;
    private final List<Map<String, Double>> vectors;

    private WordSimilarity(List<Map<String, Integer>> counts, ToDoubleFunction<String> rarity) {
        this.rarity = rarity;
        this.vectors = counts.stream()
                .map(this::weighted)
                .map(WordSimilarity::ofLengthOne)
                .toList();
    }

    /** Compares with these examples, of which rarity is taken. */
    static WordSimilarity of(List<Example> examples) {
        List<Map<String, Integer>> counts = counts(examples);
        Map<String, Integer> holders = new HashMap<>();
        counts.forEach(count -> count.keySet().forEach(piece -> holders.merge(piece, 1, Integer::sum)));
        Map<String, Double> rarity = new HashMap<>();
        holders.forEach((piece, held) -> rarity.put(piece, rarity(examples.size(), held)));
        return new WordSimilarity(counts, piece -> rarity.getOrDefault(piece, 0.0));
    }

    /** Compares with some of a larger set, of which {@code rarity} is taken: 0 for a piece that none of them holds. */
    static WordSimilarity of(List<Example> some, ToDoubleFunction<String> rarity) {
        return new WordSimilarity(counts(some), rarity);
    }

    /** Returns how much a piece weighs that {@code held} of {@code examples} hold, at least one. */
    static double rarity(int examples, int held) {
        return Math.log(1 + (double) examples / held);
    }

    private static List<Map<String, Integer>> counts(List<Example> examples) {
        return examples.stream().map(example -> pieces(example.question())).toList();
    }

    @Override
    public double[] to(String text) {
        Map<String, Double> wanted = weighted(pieces(text));
        double length = Math.sqrt(dot(wanted, wanted));
        return vectors.stream()
                .mapToDouble(vector -> length == 0 ? 0 : dot(wanted, vector) / length)
                .toArray();
    }

    @Override
    public double[] toExample(int index) {
        Map<String, Double> wanted = vectors.get(index);
        return vectors.stream().mapToDouble(vector -> dot(wanted, vector)).toArray();
    }

    @Override
    public Description describe() {
        return Description.of("by words");
    }

    /** Leaves out pieces that no example holds: they change no order. */
    private Map<String, Double> weighted(Map<String, Integer> counts) {
        Map<String, Double> weights = new HashMap<>();
        counts.forEach((piece, count) -> {
            double rare = rarity.applyAsDouble(piece);
            if (rare > 0) {
                weights.put(piece, weight(count, rare));
            }
        });
        return weights;
    }

    /** Returns how much a piece of this rarity weighs in a text that holds it {@code count} times. */
    static double weight(int count, double rarity) {
        return (1 + Math.log(count)) * rarity;
    }

    private static Map<String, Double> ofLengthOne(Map<String, Double> vector) {
        double length = Math.sqrt(dot(vector, vector));
        vector.replaceAll((piece, weight) -> weight / length);
        return vector;
    }

    private static double dot(Map<String, Double> a, Map<String, Double> b) {
        double sum = 0;
        for (Map.Entry<String, Double> entry : a.entrySet()) {
            sum += entry.getValue() * b.getOrDefault(entry.getKey(), 0.0);
        }
        return sum;
    }

    /** Returns the words of {@code text} and their groups of three letters, in East Asian text groups of two characters. */
    static Map<String, Integer> pieces(String text) {
        String folded = Texts.folded(text);
        Map<String, Integer> pieces = new HashMap<>();
        for (int start = 0; start < folded.length(); ) {
            int first = folded.codePointAt(start);
            boolean word = Scripts.isPartOfAWord(first);
            int end = start + Character.charCount(first);
            if (word || Scripts.isEastAsian(first)) {
                end = endOfRun(folded, end, word);
                String run = folded.substring(start, end);
                if (word) {
                    pieces.merge(run, 1, Integer::sum);
                }
                addGroups(run, word ? LETTERS : CHARACTERS, pieces);
            }
            start = end;
        }
        return pieces;
    }

    private static int endOfRun(String text, int from, boolean word) {
        int end = from;
        while (end < text.length()) {
            int next = text.codePointAt(end);
            if (word ? !Scripts.isPartOfAWord(next) : !Scripts.isEastAsian(next)) {
                break;
            }
            end += Character.charCount(next);
        }
        return end;
    }

    /** Adds the groups of {@code run} as prefixed pieces, so that the word "fee" is not the group "fee" of "coffee". */
    private static void addGroups(String run, int size, Map<String, Integer> pieces) {
        pieces.merge("~" + run.substring(0, Math.min(size, run.length())), 1, Integer::sum);
        for (int end = size + 1; end <= run.length(); end++) {
            pieces.merge("~" + run.substring(end - size, end), 1, Integer::sum);
        }
    }
}
