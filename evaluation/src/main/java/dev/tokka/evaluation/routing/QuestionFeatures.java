// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.routing;

import dev.tokka.AnswerForm;
import dev.tokka.Description;
import dev.tokka.Embedder;
import dev.tokka.Question;
import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is known of a question before it is answered, as numbers: its words and runs of characters (hashed into columns),
 * its length and script, numbers, evidence, history and form, and the vector of an embedder if there is one.
 *
 * <p>Words, runs and vector have length 1 each, so that a long question weighs no more than a short one. Digits are alike:
 * that there is a year matters, not which. Instructions and examples are left out, since strategies add them.
 */
final class QuestionFeatures {

    private static final int BUCKETS = 1 << 14;
    private static final int VERSION = 1; // of everything below: a change makes saved weights meaningless
    private static final int SHAPES = 10;
    private static final int LONG_VOWEL = 'ー'; // belongs to no script of its own

    private final Optional<Embedder> embedder;
    private final int dimensions;

    private QuestionFeatures(Optional<Embedder> embedder, int dimensions) {
        this.embedder = embedder;
        this.dimensions = dimensions;
    }

    /** Returns the features of the text alone. */
    static QuestionFeatures ofTexts() {
        return new QuestionFeatures(Optional.empty(), 0);
    }

    /** Returns the features of the text and the vectors of an embedder. */
    static QuestionFeatures with(Embedder embedder, int dimensions) {
        return new QuestionFeatures(Optional.of(embedder), dimensions);
    }

    Optional<Embedder> embedder() {
        return embedder;
    }

    /** Returns how long the vectors of the embedder are; 0 without one. */
    int dimensions() {
        return dimensions;
    }

    /** Returns how many columns there are. */
    int columns() {
        return BUCKETS + SHAPES + dimensions;
    }

    Description describe() {
        Description own = Description.of("features").with("version", VERSION).with("buckets", BUCKETS);
        return embedder.map(Embedder::describe).map(own::withPart).orElse(own);
    }

    /**
     * Returns the features of a question.
     *
     * @throws IllegalArgumentException if the embedder returns vectors of another length than before
     */
    FeatureVector of(Question question) {
        String text =
                Normalizer.normalize(question.text(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        Runs runs = new Runs(text);
        SortedMap<Integer, Double> entries = new TreeMap<>();
        hash(runs.words, entries);
        hash(runs.grams, entries);
        double[] shape = shape(question, text, runs);
        for (int i = 0; i < SHAPES; i++) {
            put(entries, BUCKETS + i, shape[i]);
        }
        embedder.ifPresent(by -> embed(by.embed(question.text()), entries));
        return FeatureVector.of(entries);
    }

    private static double[] shape(Question question, String text, Runs runs) {
        int evidence = question.evidence().size();
        return new double[] {
            size(text.length(), 1000),
            runs.numbers > 0 ? 1 : 0,
            size(runs.numbers, 20),
            runs.letters == 0 ? 0 : (double) runs.unspaced / runs.letters,
            runs.kana ? 1 : 0,
            evidence > 0 ? 1 : 0,
            size(evidence, 50),
            question.history().isEmpty() ? 0 : 1,
            question.form() instanceof AnswerForm.OneOf ? 1 : 0,
            question.form() instanceof AnswerForm.JsonSchema ? 1 : 0
        };
    }

    /** From 0 for nothing to 1 for {@code large} or more, on a logarithmic scale. */
    private static double size(int count, int large) {
        return Math.min(1, StrictMath.log1p(count) / StrictMath.log1p(large));
    }

    private static void hash(Set<String> names, SortedMap<Integer, Double> entries) {
        double each = 1 / Math.sqrt(Math.max(1, names.size()));
        for (String name : names) {
            int mixed = name.hashCode() * 0x9E3779B9; // the language defines hashCode, so it is alike everywhere
            entries.merge((mixed ^ mixed >>> 15) & BUCKETS - 1, each, Double::sum);
        }
    }

    private void embed(float[] vector, SortedMap<Integer, Double> entries) {
        if (vector.length != dimensions) {
            throw new IllegalArgumentException(
                    "the embedder must return " + dimensions + " numbers but returned " + vector.length);
        }
        double square = 0;
        for (float value : vector) {
            square += (double) value * value;
        }
        if (!(square > 0) || !Double.isFinite(square)) {
            return; // no direction, so nothing is known by it
        }
        for (int i = 0; i < dimensions; i++) {
            put(entries, BUCKETS + SHAPES + i, vector[i] / Math.sqrt(square));
        }
    }

    private static void put(SortedMap<Integer, Double> entries, int column, double value) {
        if (value != 0) {
            entries.put(column, value);
        }
    }

    /** The runs of letters and digits of a text; where words have no borders, a run is what is written without a pause. */
    private static final class Runs {

        private final Set<String> words = new TreeSet<>();
        private final Set<String> grams = new TreeSet<>();
        private int numbers;
        private int letters;
        private int unspaced;
        private boolean kana;

        Runs(String text) {
            int start = 0;
            while (start < text.length()) {
                int end = start;
                Kind kind = kind(text.codePointAt(start));
                while (end < text.length() && kind(text.codePointAt(end)) == kind) {
                    end += Character.charCount(text.codePointAt(end));
                }
                add(text.substring(start, end), kind);
                start = end;
            }
        }

        private void add(String run, Kind kind) {
            switch (kind) {
                case NONE -> {}
                case NUMBER -> {
                    numbers++;
                    words.add("0".repeat(Math.min(8, run.length())));
                }
                case SPACED -> {
                    letters += run.length();
                    words.add(run);
                    grams(" " + run + " ", 3, 4);
                }
                case UNSPACED -> {
                    letters += run.length();
                    unspaced += run.length();
                    kana |= run.codePoints().anyMatch(Runs::isKana);
                    grams(run, Math.min(2, run.length()), 3);
                }
            }
        }

        private void grams(String run, int least, int most) {
            for (int size = least; size <= most; size++) {
                for (int i = 0; i + size <= run.length(); i++) {
                    grams.add("-" + run.substring(i, i + size)); // not the column of a word
                }
            }
        }

        private static Kind kind(int character) {
            if (Character.isDigit(character)) {
                return Kind.NUMBER;
            }
            if (character == LONG_VOWEL || isKana(character) || UnicodeScript.of(character) == UnicodeScript.HAN) {
                return Kind.UNSPACED;
            }
            int type = Character.getType(character);
            boolean mark = type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
            return Character.isLetter(character) || mark ? Kind.SPACED : Kind.NONE;
        }

        private static boolean isKana(int character) {
            UnicodeScript script = UnicodeScript.of(character);
            return script == UnicodeScript.HIRAGANA || script == UnicodeScript.KATAKANA;
        }

        private enum Kind {
            NONE,
            NUMBER,
            SPACED,
            UNSPACED
        }
    }
}
