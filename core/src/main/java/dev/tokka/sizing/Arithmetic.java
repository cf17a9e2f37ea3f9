// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing;

/** In what a device multiplies; the peak differs by it. */
public enum Arithmetic {
    /** 32-bit floating point. */
    FP32,
    /** 16-bit floating point, either kind, summed in 32 bits. */
    FP16,
    /** 8-bit floating point. */
    FP8,
    /** 8-bit integers. */
    INT8
}
