// SPDX-License-Identifier: Apache-2.0
/**
 * Language models in this process, on ONNX Runtime.
 */
@NullMarked
package dev.tokka.finetune.onnx;

import org.jspecify.annotations.NullMarked;
