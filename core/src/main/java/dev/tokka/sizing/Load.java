// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing;

import dev.tokka.Checks;

/**
 * What a deployment must hold at once.
 *
 * @param context tokens of one sequence, read and written; at least 1
 * @param batch sequences at once; at least 1
 * @param chunk tokens that are read in one go, over all sequences; at least 1
 */
record Load(int context, int batch, int chunk) {

    Load {
        Checks.requireAtLeast(1, context, "context");
        Checks.requireAtLeast(1, batch, "batch");
        Checks.requireAtLeast(1, chunk, "chunk");
    }
}
