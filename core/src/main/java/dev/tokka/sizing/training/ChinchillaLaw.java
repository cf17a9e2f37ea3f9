// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing.training;

import java.util.ArrayList;
import java.util.List;

/**
 * How the loss of a language model falls with its parameters and its tokens, after Hoffmann et al. (2022):
 *
 * <pre>{@code
 * loss = e + a / N^alpha + b / D^beta
 * }</pre>
 *
 * <p>It was fitted to trainings from scratch of 70 million to 16 billion parameters on 5 to 500 billion tokens. It says
 * nothing of tuning a model that is there, and nothing of what a model costs to run: one that answers much is better made
 * smaller and trained longer than it says.
 *
 * @param e the loss that is left; above 0
 * @param a above 0
 * @param b above 0
 * @param alpha the exponent of the parameters; above 0
 * @param beta the exponent of the tokens; above 0
 * @see <a href="https://arxiv.org/abs/2203.15556">Hoffmann et al., Training Compute-Optimal Large Language Models
 *     (2022)</a>
 */
public record ChinchillaLaw(double e, double a, double b, double alpha, double beta) {

    /** As published, approach 3 (equation 10). Its optimum has fewer parameters than that of approaches 1 and 2. */
    public static final ChinchillaLaw HOFFMANN_2022 = new ChinchillaLaw(1.69, 406.4, 410.7, 0.34, 0.28);

    /**
     * Fitted again to the published points by Besiroglu et al. (2024), which agrees with approaches 1 and 2.
     *
     * @see <a href="https://arxiv.org/abs/2404.10102">Besiroglu et al., Chinchilla Scaling: A replication attempt
     *     (2024)</a>
     */
    public static final ChinchillaLaw BESIROGLU_2024 = new ChinchillaLaw(1.8172, 482.01, 2085.43, 0.3478, 0.3658);

    /** Tokens for each parameter, by the rule that the paper is known for: Chinchilla has 70 billion and 1.4 trillion. */
    public static final int TOKENS_PER_PARAMETER = 20;

    private static final Span SIZES = new Span("parameters", 70e6, 16e9);
    private static final Span DATA = new Span("tokens", 5e9, 500e9);

    /** Checks the ranges above. */
    public ChinchillaLaw {
        requirePositive(e, "e");
        requirePositive(a, "a");
        requirePositive(b, "b");
        requirePositive(alpha, "alpha");
        requirePositive(beta, "beta");
    }

    /**
     * What to spend compute on.
     *
     * @param parameters of the model
     * @param tokens to train it on
     * @param loss that comes of it
     */
    public record Allocation(double parameters, double tokens, double loss) {

        /** Returns the tokens for each parameter. */
        public double tokensPerParameter() {
            return tokens / parameters;
        }
    }

    /**
     * Returns the loss of a model, in nats a token.
     *
     * @param parameters above 0; fitted from 7e7 to 1.6e10
     * @param tokens above 0; fitted from 5e9 to 5e11
     */
    public Extrapolated<Double> loss(double parameters, double tokens) {
        return new Extrapolated<>(value(parameters, tokens), outside(parameters, tokens));
    }

    /**
     * Returns the parameters and tokens with the least loss for {@code flops = 6 * parameters * tokens}, equation 4:
     *
     * <pre>{@code
     * parameters = g * (flops / 6)^(beta / (alpha + beta)), g = (alpha * a / (beta * b))^(1 / (alpha + beta))
     * }</pre>
     *
     * @param flops above 0
     */
    public Extrapolated<Allocation> optimum(double flops) {
        requirePositive(flops, "flops");
        double g = Math.pow(alpha * a / (beta * b), 1 / (alpha + beta));
        double parameters = g * Math.pow(flops / 6, beta / (alpha + beta));
        double tokens = flops / 6 / parameters;
        return new Extrapolated<>(
                new Allocation(parameters, tokens, value(parameters, tokens)), outside(parameters, tokens));
    }

    /** Returns the tokens for {@code parameters}, above 0, by the rule of 20. */
    public static double tokensFor(double parameters) {
        requirePositive(parameters, "parameters");
        return TOKENS_PER_PARAMETER * parameters;
    }

    private double value(double parameters, double tokens) {
        return e + a / Math.pow(parameters, alpha) + b / Math.pow(tokens, beta);
    }

    private static List<String> outside(double parameters, double tokens) {
        List<String> outside = new ArrayList<>(SIZES.check(parameters));
        outside.addAll(DATA.check(tokens));
        return outside;
    }

    private static void requirePositive(double value, String name) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be above 0 but is " + value);
        }
    }
}
