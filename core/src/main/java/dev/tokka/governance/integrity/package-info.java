// SPDX-License-Identifier: Apache-2.0
/**
 * That the files of a model are those that somebody trusted has signed, checked before native code sees them.
 *
 * <p>Start at {@link dev.tokka.governance.integrity.ModelSignature}. Whether the model may be used is for its approval; that
 * files did not change since a team looked at them, a manifest without keys shows as well (see {@code FileManifest} of the
 * fine-tuned models).
 */
@NullMarked
package dev.tokka.governance.integrity;

import org.jspecify.annotations.NullMarked;
