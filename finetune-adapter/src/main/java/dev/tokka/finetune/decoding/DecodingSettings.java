// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import java.util.List;
import java.util.Set;

/**
 * How tokens are chosen and when a text ends.
 *
 * <p>The order is that of transformers' {@code generate}: the repetition penalty, then the temperature, then top-k, top-p
 * and min-p, each on what the one before has left.
 *
 * @param draw how one of the tokens is taken
 * @param beams how many continuations are followed at once; with more than one nothing may be drawn at random
 * @param repetitionPenalty logits of tokens that the prompt or the text has already are divided by this if positive, else
 *     multiplied; 1 for none; above 0 and finite
 * @param maxTokens the most tokens to write; at least 1
 * @param seed what is drawn with; the same seed draws the same, whatever else is decoded at the time
 * @param ends where a text ends
 * @see <a href="https://huggingface.co/docs/transformers/main_classes/text_generation">transformers, text generation</a>
 * @see <a href="https://arxiv.org/abs/1909.05858">Keskar et al., CTRL (2019), section 4.1: repetition penalty</a>
 */
public record DecodingSettings(Draw draw, Beams beams, double repetitionPenalty, int maxTokens, long seed, Ends ends) {

    /** The likeliest token each time, up to 256 of them; no token and no text ends it before. */
    public static final DecodingSettings GREEDY =
            new DecodingSettings(Draw.GREEDY, Beams.NONE, 1, 256, 0, new Ends(Set.of(), List.of()));

    /**
     * How one of the tokens is taken.
     *
     * <p>A filter keeps the likeliest token always, and all of those that are exactly as likely as the last one kept by
     * top-k. At a temperature of 0 the filters change nothing.
     *
     * @param temperature what logits are divided by; 0 for the likeliest token (of equal ones the lowest number); not
     *     negative, finite
     * @param topK only the so many likeliest tokens; 0 for all
     * @param topP only the likeliest tokens that together have this probability; above 0, at most 1, which keeps all
     * @param minP only tokens that have this share of the probability of the likeliest one; from 0, which keeps all, to 1
     * @see <a href="https://arxiv.org/abs/1805.04833">Fan et al., Hierarchical Neural Story Generation (2018): top-k</a>
     * @see <a href="https://arxiv.org/abs/1904.09751">Holtzman et al., The Curious Case of Neural Text Degeneration
     *     (2020): top-p</a>
     * @see <a href="https://arxiv.org/abs/2407.01082">Nguyen et al., Turning Up the Heat (2024): min-p</a>
     */
    public record Draw(double temperature, int topK, double topP, double minP) {

        /** The likeliest token. */
        public static final Draw GREEDY = new Draw(0, 0, 1, 0);

        /** Checks the ranges above. */
        public Draw {
            if (!(temperature >= 0 && temperature < Double.POSITIVE_INFINITY)) { // written so that NaN is refused too
                throw new IllegalArgumentException("temperature must be at least 0 and finite but is " + temperature);
            }
            Checks.requireAtLeast(0, topK, "topK");
            if (!(topP > 0 && topP <= 1)) {
                throw new IllegalArgumentException("topP must be in (0, 1] but is " + topP);
            }
            Checks.requireShare(minP, "minP");
        }
    }

    /**
     * How many continuations are followed at once.
     *
     * <p>A text that has ended has the score {@code sum of log-probabilities / length ^ lengthPenalty}. Those of the
     * best score are kept, as many as there are beams; the search ends when no other can get better than them, judged by
     * what those that go on have now.
     *
     * @param count at least 1, which is no beam search; at most 1,024
     * @param lengthPenalty above 0 for longer texts, below 0 for shorter ones; finite
     * @param early whether the search ends as soon as {@code count} texts have ended
     * @see <a href="https://arxiv.org/abs/1609.08144">Wu et al., Google's Neural Machine Translation System (2016),
     *     section 7: length normalization</a>
     */
    public record Beams(int count, double lengthPenalty, boolean early) {

        /** One continuation. */
        public static final Beams NONE = new Beams(1, 1, false);

        private static final int MOST = 1024;

        /** Checks the ranges above. */
        public Beams {
            if (Checks.requireAtLeast(1, count, "beams") > MOST) {
                throw new IllegalArgumentException("beams must be at most " + MOST + " but is " + count);
            }
            if (!Double.isFinite(lengthPenalty)) {
                throw new IllegalArgumentException("lengthPenalty must be finite but is " + lengthPenalty);
            }
            if (count == 1 && (lengthPenalty != 1 || early)) {
                throw new IllegalArgumentException(
                        "lengthPenalty and early need at least 2 beams: one continuation is compared with none");
            }
        }
    }

    /**
     * Where a text ends.
     *
     * @param tokens those that end it, such as the end of a turn; not negative
     * @param stops texts at which it ends and which are left out, wherever in a token they begin; not empty
     */
    public record Ends(Set<Integer> tokens, List<String> stops) {

        /** Checks and copies both. */
        public Ends {
            tokens = Set.copyOf(tokens);
            tokens.forEach(token -> Checks.requireAtLeast(0, token, "end token"));
            stops = List.copyOf(stops);
            stops.forEach(Ends::requireWhole);
        }

        private static void requireWhole(String stop) {
            if (stop.isEmpty()) {
                throw new IllegalArgumentException("stops must not be empty texts but one is");
            }
            if (stop.codePoints()
                    .anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)) {
                throw new IllegalArgumentException(
                        "stops must hold whole characters but one holds half a surrogate pair");
            }
        }
    }

    /** Checks the ranges above. */
    public DecodingSettings {
        requireNonNull(draw, "draw");
        requireNonNull(beams, "beams");
        requireNonNull(ends, "ends");
        if (!(repetitionPenalty > 0 && repetitionPenalty < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "repetitionPenalty must be above 0 and finite but is " + repetitionPenalty);
        }
        Checks.requireAtLeast(1, maxTokens, "maxTokens");
        if (beams.count() > 1 && !draw.equals(Draw.GREEDY)) {
            throw new IllegalArgumentException("beams follow the likeliest texts: with " + beams.count()
                    + " beams temperature, topK, topP and minP must be left alone but are " + draw);
        }
    }

    /** Returns these settings with another temperature, not negative. */
    public DecodingSettings withTemperature(double temperature) {
        return withDraw(new Draw(temperature, draw.topK(), draw.topP(), draw.minP()));
    }

    /** Returns these settings with only the {@code topK} likeliest tokens; 0 for all. */
    public DecodingSettings withTopK(int topK) {
        return withDraw(new Draw(draw.temperature(), topK, draw.topP(), draw.minP()));
    }

    /** Returns these settings with only the likeliest tokens that together have the probability {@code topP}. */
    public DecodingSettings withTopP(double topP) {
        return withDraw(new Draw(draw.temperature(), draw.topK(), topP, draw.minP()));
    }

    /** Returns these settings with only tokens of {@code minP} of the probability of the likeliest one. */
    public DecodingSettings withMinP(double minP) {
        return withDraw(new Draw(draw.temperature(), draw.topK(), draw.topP(), minP));
    }

    /** Returns these settings with another way to take one of the tokens. */
    public DecodingSettings withDraw(Draw newDraw) {
        return new DecodingSettings(newDraw, beams, repetitionPenalty, maxTokens, seed, ends);
    }

    /** Returns these settings with so many beams, compared by the mean log-probability of a token. */
    public DecodingSettings withBeams(int count) {
        return withBeams(new Beams(count, 1, false));
    }

    /** Returns these settings with another beam search. */
    public DecodingSettings withBeams(Beams newBeams) {
        return new DecodingSettings(draw, newBeams, repetitionPenalty, maxTokens, seed, ends);
    }

    /** Returns these settings with another repetition penalty, above 0. */
    public DecodingSettings withRepetitionPenalty(double newPenalty) {
        return new DecodingSettings(draw, beams, newPenalty, maxTokens, seed, ends);
    }

    /** Returns these settings with a most number of tokens, at least 1. */
    public DecodingSettings withMaxTokens(int newMaxTokens) {
        return new DecodingSettings(draw, beams, repetitionPenalty, newMaxTokens, seed, ends);
    }

    /** Returns these settings with another seed. */
    public DecodingSettings withSeed(long newSeed) {
        return new DecodingSettings(draw, beams, repetitionPenalty, maxTokens, newSeed, ends);
    }

    /** Returns these settings with other tokens that end a text. */
    public DecodingSettings withEndTokens(Set<Integer> tokens) {
        return withEnds(new Ends(tokens, ends.stops()));
    }

    /** Returns these settings with other texts at which a text ends. */
    public DecodingSettings withStops(List<String> stops) {
        return withEnds(new Ends(ends.tokens(), stops));
    }

    /** Returns these settings with other ends. */
    public DecodingSettings withEnds(Ends newEnds) {
        return new DecodingSettings(draw, beams, repetitionPenalty, maxTokens, seed, newEnds);
    }
}
