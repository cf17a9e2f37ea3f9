// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding;

/** Tokens with weights, of which one is drawn. Its arrays are used again for each draw. */
final class Weighted {

    private int[] tokens = {};
    private double[] weights = {};
    /** The tokens are those from here on, up to {@link #end}. */
    private int begin;

    private int end;
    private double total;

    /** Forgets all tokens and makes room for {@code n}. */
    void clear(int n) {
        if (tokens.length < n) {
            tokens = new int[n];
            weights = new double[n];
        }
        begin = 0;
        end = 0;
        total = 0;
    }

    /** Adds a token with a weight that is not negative. */
    void add(int token, double weight) {
        tokens[end] = token;
        weights[end] = weight;
        total += weight;
        end++;
    }

    /** Keeps the tokens of at least this weight. */
    void keepAtLeast(double weight) {
        int from = begin;
        int to = end;
        begin = 0;
        end = 0;
        total = 0;
        for (int i = from; i < to; i++) {
            if (weights[i] >= weight) {
                add(tokens[i], weights[i]);
            }
        }
    }

    /**
     * Keeps the heaviest tokens that together have {@code share} of the weight; of equally heavy ones, the lower numbers.
     * Only the heaviest ones are put in order.
     */
    void keepShare(double share) {
        double enough = share * total;
        // All that are lighter than this together weigh less than what is left out, so none of them is needed.
        double light = (1 - share) * total / (end - begin);
        keepAtLeast(light);
        for (int i = end / 2 - 1; i >= 0; i--) {
            sink(i, end);
        }
        int heap = end;
        double kept = 0;
        while (heap > 0 && kept < enough) {
            heap--;
            kept += weights[0];
            swap(0, heap);
            sink(0, heap);
        }
        begin = heap;
        total = kept;
    }

    private void sink(int from, int size) {
        int parent = from;
        int child = 2 * parent + 1;
        while (child < size) {
            if (child + 1 < size && isBefore(child + 1, child)) {
                child++;
            }
            if (!isBefore(child, parent)) {
                return;
            }
            swap(child, parent);
            parent = child;
            child = 2 * parent + 1;
        }
    }

    private boolean isBefore(int a, int b) {
        return weights[a] > weights[b] || (weights[a] == weights[b] && tokens[a] < tokens[b]);
    }

    private void swap(int a, int b) {
        int token = tokens[a];
        tokens[a] = tokens[b];
        tokens[b] = token;
        double weight = weights[a];
        weights[a] = weights[b];
        weights[b] = weight;
    }

    /** Returns the token at {@code share}, from 0 to below 1, of the weight of all tokens laid side by side. */
    int at(double share) {
        double left = share * total;
        int last = begin;
        for (int i = begin; i < end; i++) {
            if (weights[i] > 0) {
                last = i;
                left -= weights[i];
                if (left < 0) {
                    break;
                }
            }
        }
        return tokens[last]; // the last one with a weight if rounding left something over
    }
}
