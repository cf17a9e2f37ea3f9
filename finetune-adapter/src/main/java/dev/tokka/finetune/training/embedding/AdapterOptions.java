// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.embedding;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;

/**
 * How an adapter is trained. Equal options, data and seeds give equal adapters.
 *
 * @param rank how many directions it changes, at least 1; few where there are few questions
 * @param contrast what a question is told apart from
 * @param descent how far it goes
 * @param seed of the start, the order of questions, and which negatives a question gets
 */
public record AdapterOptions(int rank, Contrast contrast, Descent descent, long seed) {

    /**
     * What a question is told apart from.
     *
     * @param batch how many questions are learned from together, whose passages are negatives of each other; at least 1
     * @param negatives how many candidates each question is told apart from in addition; 0 for none
     * @param pool among how many candidates those are chosen, at least as many
     * @param temperature what likeness is divided by, more than 0
     */
    public record Contrast(int batch, int negatives, int pool, double temperature) {

        /** Checks the ranges above. */
        public Contrast {
            Checks.requireAtLeast(1, batch, "batch");
            Checks.requireAtLeast(0, negatives, "negatives");
            Checks.requireAtLeast(negatives, pool, "pool");
            requirePositive(temperature, "temperature");
        }
    }

    /**
     * How far training goes.
     *
     * @param rate of Adam, more than 0
     * @param decay of the weights in each step, times the rate (AdamW); 0 for none
     * @param epochs how often each question is learned from at most, at least 1
     * @param patience after how many epochs that are no better on the questions left out it ends, at least 1
     */
    public record Descent(double rate, double decay, int epochs, int patience) {

        /** Checks the ranges above. */
        public Descent {
            requirePositive(rate, "rate");
            if (!(decay >= 0 && decay < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("decay must be at least 0 and finite but is " + decay);
            }
            Checks.requireAtLeast(1, epochs, "epochs");
            Checks.requireAtLeast(1, patience, "patience");
        }
    }

    /** Checks the components. */
    public AdapterOptions {
        Checks.requireAtLeast(1, rank, "rank");
        requireNonNull(contrast, "contrast");
        requireNonNull(descent, "descent");
    }

    /** Rank 8, batches of 32, 8 of 50 candidates, temperature 0.02, rate 0.003, decay 0.01, 60 epochs, patience 6. */
    public static AdapterOptions defaults(long seed) {
        return new AdapterOptions(8, new Contrast(32, 8, 50, 0.02), new Descent(3e-3, 0.01, 60, 6), seed);
    }

    /** Returns these options with another rank. */
    public AdapterOptions withRank(int newRank) {
        return new AdapterOptions(newRank, contrast, descent, seed);
    }

    /** Returns these options with another contrast. */
    public AdapterOptions withContrast(Contrast newContrast) {
        return new AdapterOptions(rank, newContrast, descent, seed);
    }

    /** Returns these options with another descent. */
    public AdapterOptions withDescent(Descent newDescent) {
        return new AdapterOptions(rank, contrast, newDescent, seed);
    }

    private static void requirePositive(double value, String name) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be positive and finite but is " + value);
        }
    }
}
