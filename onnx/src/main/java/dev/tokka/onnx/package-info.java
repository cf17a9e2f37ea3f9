// SPDX-License-Identifier: Apache-2.0
/**
 * What every model on ONNX Runtime needs to be opened, run, ended and closed safely: directories whose files stay inside,
 * graphs that are looked through before native code reads them, sessions that cannot be closed under a run.
 */
@NullMarked
package dev.tokka.onnx;

import org.jspecify.annotations.NullMarked;
