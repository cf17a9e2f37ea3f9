// SPDX-License-Identifier: Apache-2.0
/**
 * Encoders that run in this process on ONNX Runtime.
 *
 * <p>{@link dev.tokka.rag.onnx.OnnxEncoder#bgeSmallEn()} opens the English encoder that comes with this module. Encoders
 * hold native memory: whoever opens one closes it. Closing waits for runs that have begun; a call after that throws
 * {@link IllegalStateException}.
 */
@NullMarked
package dev.tokka.rag.onnx;

import org.jspecify.annotations.NullMarked;
