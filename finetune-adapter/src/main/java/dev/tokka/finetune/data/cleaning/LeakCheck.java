// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.cleaning;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.Embedder;
import java.util.List;
import java.util.Optional;

/**
 * Finds texts of a benchmark in training rows: word for word, in other widths, with other punctuation or numerals, lightly
 * reworded, or within a longer text.
 *
 * <p>A text of the benchmark has leaked if of its runs of characters (3 in Japanese and Chinese, 6 else) enough stand in a
 * part of the row that is not much longer than it. Runs that many texts of the benchmark have, such as "which of the
 * following", weigh little, as in an inverse document frequency. Where an embedder is given, closeness of meaning counts as
 * well, which also finds what was said in quite other words, if the embedder is a good one.
 *
 * <p>Give it what is asked, not the documents that questions are about: those may be trained on. Immutable; safe for use by
 * many threads. Holds the runs of the benchmark in memory.
 *
 * @see <a href="https://arxiv.org/abs/2005.14165">Brown et al., Language Models are Few-Shot Learners (2020), appendix C,
 *     which removes overlaps of 13 words</a>
 */
public final class LeakCheck {

    /** The share of a text's runs, by weight, that makes a leak unless another is given. */
    public static final double OVERLAP = 0.55;

    private final LeakIndex index;
    private final double overlap;
    private final Optional<Meaning> meaning;

    private LeakCheck(LeakIndex index, double overlap, Optional<Meaning> meaning) {
        this.index = index;
        this.overlap = overlap;
        this.meaning = meaning;
    }

    /** Vectors of the benchmark, each of length 1. */
    private record Meaning(Embedder embedder, List<float[]> vectors, double least) {}

    /**
     * Returns a check against {@code benchmark}.
     *
     * @param benchmark texts of its questions; blank ones find nothing
     */
    public static LeakCheck of(List<String> benchmark) {
        return new LeakCheck(LeakIndex.of(benchmark), OVERLAP, Optional.empty());
    }

    /**
     * Returns this check with another share of a text's runs that makes a leak.
     *
     * @param newOverlap above 0, at most 1
     */
    public LeakCheck withOverlap(double newOverlap) {
        if (Checks.requireShare(newOverlap, "overlap") == 0) {
            throw new IllegalArgumentException("overlap must be above 0 but is 0");
        }
        return new LeakCheck(index, newOverlap, meaning);
    }

    /**
     * Returns this check with vectors; each text of the benchmark is embedded now.
     *
     * @param least the least cosine that makes a leak, from 0 to 1; measure it for your embedder on texts that are none
     * @throws dev.tokka.ModelException if a text cannot be embedded
     */
    public LeakCheck withMeaning(Embedder embedder, double least) {
        Checks.requireShare(least, "least");
        List<float[]> vectors = index.texts().stream()
                .map(text -> text.isBlank() ? new float[0] : unit(embedder.embed(text)))
                .toList();
        return new LeakCheck(index, overlap, Optional.of(new Meaning(embedder, vectors, least)));
    }

    /** Returns the text of the benchmark that {@code text} holds most of, or empty if it holds none. */
    public Optional<Leak> find(String text) {
        requireNonNull(text, "text");
        Optional<Leak> found = index.best(text, overlap);
        return found.isPresent() || meaning.isEmpty() || text.isBlank() ? found : nearest(text, meaning.get());
    }

    private static Optional<Leak> nearest(String text, Meaning meaning) {
        float[] own = unit(meaning.embedder().embed(text));
        int best = -1;
        double most = meaning.least();
        for (int i = 0; i < meaning.vectors().size(); i++) {
            float[] other = meaning.vectors().get(i);
            double cosine = other.length == 0 ? -1 : dot(own, other);
            if (cosine >= most) {
                best = i;
                most = cosine;
            }
        }
        return best < 0 ? Optional.empty() : Optional.of(new Leak(best, most, Leak.Evidence.MEANING));
    }

    private static double dot(float[] one, float[] other) {
        if (one.length != other.length) {
            throw new IllegalArgumentException(
                    "expected vectors of one length but they have " + one.length + " and " + other.length);
        }
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += (double) one[i] * other[i];
        }
        return sum;
    }

    private static float[] unit(float[] vector) {
        double length = Math.sqrt(dot(vector, vector));
        float[] unit = new float[vector.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = length == 0 ? 0 : (float) (vector[i] / length);
        }
        return unit;
    }

    /**
     * Returns a filter of rows that hold a text of the benchmark: in what is asked, what is wanted, or both together. It may be
     * used for many passes.
     */
    public RowFilter filter() {
        return row -> {
            Optional<Leak> asked = find(row.content().given());
            Optional<Leak> leak = asked.isPresent() ? asked : find(row.content().wanted());
            return leak.or(() -> index.best(
                            row.content().given() + "\n" + row.content().wanted(), overlap))
                    .map(each -> Verdict.drop("leaked from the benchmark, by "
                            + (each.evidence() == Leak.Evidence.OVERLAP ? "overlap" : "meaning")))
                    .orElseGet(() -> Verdict.keep(row));
        };
    }
}
