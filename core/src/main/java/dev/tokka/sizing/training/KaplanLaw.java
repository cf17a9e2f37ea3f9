// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing.training;

import java.util.ArrayList;
import java.util.List;

/**
 * How the loss of a language model falls, after Kaplan et al. (2020): in nats a token, on WebText2, when nothing but one
 * thing holds it back.
 *
 * <p>The law is of its time: it makes models too large for their data, because its trainings did not adapt the learning rate
 * to their length ({@link ChinchillaLaw} corrects this). Losses of other texts and tokenizers are others; differences of the
 * exponents are what can be carried over.
 *
 * @see <a href="https://arxiv.org/abs/2001.08361">Kaplan et al., Scaling Laws for Neural Language Models (2020)</a>
 */
public final class KaplanLaw {

    private static final double SIZE_EXPONENT = 0.076;
    private static final double SIZE_SCALE = 8.8e13;
    private static final double DATA_EXPONENT = 0.095;
    private static final double DATA_SCALE = 5.4e13;
    private static final double COMPUTE_EXPONENT = 0.050;
    private static final double COMPUTE_SCALE = 3.1e8;

    private static final Span SIZES = new Span("parameters", 768, 1.5e9);
    private static final Span DATA = new Span("tokens", 22e6, 23e9);
    private static final Span COMPUTE = new Span("petaflop/s-days", 1e-9, 1e2);

    private KaplanLaw() {}

    /**
     * Returns {@code (8.8e13 / N)^0.076}: the loss of a model that is trained on more than enough text until it does not
     * improve.
     *
     * @param nonEmbedding the parameters without embeddings; above 0; fitted from 768 to 1.5e9
     */
    public static Extrapolated<Double> lossBySize(double nonEmbedding) {
        return new Extrapolated<>(Math.pow(SIZE_SCALE / nonEmbedding, SIZE_EXPONENT), SIZES.check(nonEmbedding));
    }

    /**
     * Returns {@code (5.4e13 / D)^0.095}: the loss of a large model that is stopped early on little text.
     *
     * @param tokens above 0; fitted from 2.2e7 to 2.3e10
     */
    public static Extrapolated<Double> lossByTokens(double tokens) {
        return new Extrapolated<>(Math.pow(DATA_SCALE / tokens, DATA_EXPONENT), DATA.check(tokens));
    }

    /**
     * Returns {@code (3.1e8 / C)^0.050}: the loss of the best model for so much compute.
     *
     * @param petaflopDays of 8.64e19 floating point operations; above 0; fitted up to about 100
     */
    public static Extrapolated<Double> lossByCompute(double petaflopDays) {
        return new Extrapolated<>(
                Math.pow(COMPUTE_SCALE / petaflopDays, COMPUTE_EXPONENT), COMPUTE.check(petaflopDays));
    }

    /**
     * Returns {@code ((8.8e13 / N)^(0.076 / 0.095) + 5.4e13 / D)^0.095}, equation 1.5, which joins the first two with the
     * constants above.
     *
     * @param nonEmbedding above 0; fitted from 768 to 1.5e9
     * @param tokens above 0; fitted from 2.2e7 to 2.3e10
     */
    public static Extrapolated<Double> loss(double nonEmbedding, double tokens) {
        List<String> outside = new ArrayList<>(SIZES.check(nonEmbedding));
        outside.addAll(DATA.check(tokens));
        double size = Math.pow(SIZE_SCALE / nonEmbedding, SIZE_EXPONENT / DATA_EXPONENT);
        return new Extrapolated<>(Math.pow(size + DATA_SCALE / tokens, DATA_EXPONENT), outside);
    }
}
