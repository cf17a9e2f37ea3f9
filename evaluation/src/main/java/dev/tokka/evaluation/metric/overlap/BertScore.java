// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.overlap;

import static java.util.Objects.requireNonNull;

import dev.tokka.Description;
import dev.tokka.evaluation.AdditiveMetric;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Score;
import java.util.List;

/**
 * BERTScore: the mean over cases of the F measure of how well each token of a reply fits the reference, and each token of
 * the reference the reply, by the cosine of their vectors; not rescaled by a baseline.
 *
 * <pre>{@code
 * P = sum over reply tokens i of w[i] * max over reference tokens j of cos(i, j)  /  sum of w[i]
 * R = the same with reply and reference exchanged
 * F = 2 PR / (P + R)
 * }</pre>
 *
 * <p>F lies in [0, 1]: where P or R is not positive, and where there are no tokens or all of them weigh nothing (0/0), it
 * is 0. A vector of zeros fits nothing. Of several references the best counts. Takes time that grows with the product of
 * the numbers of tokens. Scores of different encoders cannot be compared.
 *
 * @see <a href="https://arxiv.org/abs/1904.09675">Zhang et al., BERTScore (2020)</a>
 */
public final class BertScore implements AdditiveMetric {

    private final TokenEncoder encoder;
    private final Description made;

    private BertScore(TokenEncoder encoder, Description made) {
        this.encoder = requireNonNull(encoder, "encoder");
        this.made = requireNonNull(made, "made");
    }

    /** Returns BERTScore with the vectors and the weights that {@code encoder} gives. */
    public static BertScore of(TokenEncoder encoder) {
        return new BertScore(encoder, encoder.describe());
    }

    /**
     * Returns BERTScore with the vectors of an encoder that is no {@link TokenEncoder} but gives them:
     *
     * <pre>{@code
     * BertScore.of(encoder::tokenVectors, encoder.describe())
     * }</pre>
     *
     * @param made what the encoder is made of
     */
    public static BertScore of(TokenEncoder encoder, Description made) {
        return new BertScore(encoder, made);
    }

    @Override
    public Description describe() {
        return Description.of("metric", "BERTScore")
                .with("value", "F")
                .with("rescaled", false)
                .with("source", "Zhang et al. 2020, arXiv:1904.09675")
                .withPart(made);
    }

    @Override
    public Score score(Case item, Outcome outcome) {
        List<String> references = References.of(item);
        return outcome.text().map(text -> score(text, references)).orElseGet(() -> Score.unreadable(0));
    }

    private Score score(String text, List<String> references) {
        Encoded given = encoded(text);
        double best = 0;
        for (String reference : references) {
            best = Math.max(best, f(given, encoded(reference)));
        }
        return Score.of(best, text);
    }

    /** Unit vectors, or zeros, and their weights. */
    private static final class Encoded {

        final List<double[]> units;
        final double[] weights;

        Encoded(List<double[]> units, double[] weights) {
            this.units = units;
            this.weights = weights;
        }
    }

    private Encoded encoded(String text) {
        List<double[]> units =
                List.of(encoder.encode(text)).stream().map(BertScore::unit).toList();
        double[] weights = encoder.weights(text, units.size());
        if (weights.length != units.size()) {
            throw new IllegalStateException("a token encoder must give a weight for each of " + units.size()
                    + " tokens but gave " + weights.length);
        }
        return new Encoded(units, weights);
    }

    private static double[] unit(float[] vector) {
        double squares = 0;
        for (float component : vector) {
            squares += (double) component * component;
        }
        double[] unit = new double[vector.length];
        for (int i = 0; squares > 0 && i < unit.length; i++) {
            unit[i] = vector[i] / Math.sqrt(squares);
        }
        return unit;
    }

    private static double f(Encoded given, Encoded wanted) {
        double precision = fit(given, wanted);
        double recall = fit(wanted, given);
        return precision <= 0 || recall <= 0 ? 0 : 2 * precision * recall / (precision + recall);
    }

    private static double fit(Encoded of, Encoded with) {
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < of.weights.length && !with.units.isEmpty(); i++) {
            double best = -1;
            for (double[] other : with.units) {
                best = Math.max(best, dot(of.units.get(i), other));
            }
            sum += of.weights[i] * Math.min(1, best); // rounding may give a little more than 1
            weights += of.weights[i];
        }
        return weights == 0 ? 0 : sum / weights;
    }

    private static double dot(double[] one, double[] other) {
        if (one.length != other.length) {
            throw new IllegalStateException("the vectors of a token encoder must be of one length but are of "
                    + one.length + " and " + other.length);
        }
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }

    @Override
    public double ofSums(double[] sums, long cases) {
        return sums[0] / cases;
    }

    @Override
    public String toString() {
        return name();
    }
}
