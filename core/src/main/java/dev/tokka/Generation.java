// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How a language model is to write; what is empty is left to the model. Models that generate nothing ignore it.
 *
 * @param temperature 0 for the likeliest words, more for variety; from 0 to 2
 * @param topP the share of the probability from which words are drawn; above 0, at most 1
 * @param maxTokens the most tokens to write; at least 1
 * @param seed what the model draws with, so that it draws the same again where it can
 * @param stops texts at which the model stops and which are left out; not empty texts
 */
public record Generation(
        OptionalDouble temperature, OptionalDouble topP, OptionalInt maxTokens, OptionalLong seed, List<String> stops) {

    /** The attribute that holds a question's settings. */
    public static final Key<Generation> KEY = new Key<>("tokka.generation", Generation.class);

    /** Everything is left to the model. */
    public static final Generation DEFAULT = new Generation(
            OptionalDouble.empty(), OptionalDouble.empty(), OptionalInt.empty(), OptionalLong.empty(), List.of());

    /** Checks the ranges above and copies the stops. */
    public Generation {
        temperature.ifPresent(value -> {
            if (!(value >= 0 && value <= 2)) { // written so that NaN is refused too
                throw new IllegalArgumentException("temperature must be in [0, 2] but is " + value);
            }
        });
        topP.ifPresent(value -> {
            if (!(value > 0 && value <= 1)) {
                throw new IllegalArgumentException("topP must be in (0, 1] but is " + value);
            }
        });
        maxTokens.ifPresent(value -> Checks.requireAtLeast(1, value, "maxTokens"));
        stops = List.copyOf(stops);
        if (stops.contains("")) {
            throw new IllegalArgumentException("stops must not be empty texts but one is");
        }
    }

    /** Returns these settings with a temperature from 0 to 2. */
    public Generation withTemperature(double newTemperature) {
        return new Generation(OptionalDouble.of(newTemperature), topP, maxTokens, seed, stops);
    }

    /** Returns these settings with a share of the probability above 0, at most 1. */
    public Generation withTopP(double newTopP) {
        return new Generation(temperature, OptionalDouble.of(newTopP), maxTokens, seed, stops);
    }

    /** Returns these settings with a most number of tokens, at least 1. */
    public Generation withMaxTokens(int newMaxTokens) {
        return new Generation(temperature, topP, OptionalInt.of(newMaxTokens), seed, stops);
    }

    /** Returns these settings with a seed. */
    public Generation withSeed(long newSeed) {
        return new Generation(temperature, topP, maxTokens, OptionalLong.of(newSeed), stops);
    }

    /** Returns these settings with other stops. */
    public Generation withStops(List<String> newStops) {
        return new Generation(temperature, topP, maxTokens, seed, newStops);
    }
}
