// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.onnx;

/**
 * What a graph turned out to do right when it was tried.
 *
 * @param blocks whether several tokens can follow others; else only one can
 * @param padding whether padding that is masked changes nothing
 */
record Traits(boolean blocks, boolean padding) {}
