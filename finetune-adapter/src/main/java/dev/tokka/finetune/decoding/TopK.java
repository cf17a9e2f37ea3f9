// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding;

/** Finds the k-th largest of many numbers with a heap of k: no array is sorted, and none is made after the first time. */
final class TopK {

    private final int k;
    private float[] heap = {};

    TopK(int k) {
        this.k = k;
    }

    /** Returns the k-th largest of the first {@code n}, or negative infinity if there are no more than k. */
    float threshold(float[] values, int n) {
        if (k >= n) {
            return Float.NEGATIVE_INFINITY;
        }
        if (heap.length == 0) {
            heap = new float[k];
        }
        System.arraycopy(values, 0, heap, 0, k);
        for (int i = k / 2 - 1; i >= 0; i--) {
            sink(i);
        }
        for (int i = k; i < n; i++) {
            if (values[i] > heap[0]) {
                heap[0] = values[i];
                sink(0);
            }
        }
        return heap[0];
    }

    private void sink(int from) {
        float value = heap[from];
        int hole = from;
        int child = 2 * hole + 1;
        while (child < k) {
            if (child + 1 < k && heap[child + 1] < heap[child]) {
                child++;
            }
            if (heap[child] >= value) {
                break;
            }
            heap[hole] = heap[child];
            hole = child;
            child = 2 * hole + 1;
        }
        heap[hole] = value;
    }
}
