// SPDX-License-Identifier: Apache-2.0
/**
 * Writes what was trained in this process as ONNX, so that it is served by ONNX Runtime, here or elsewhere.
 *
 * <p>{@link dev.tokka.finetune.training.graph.GraphBuilder} knows the few parts of the format that small heads need.
 */
@NullMarked
package dev.tokka.finetune.training.graph;

import org.jspecify.annotations.NullMarked;
