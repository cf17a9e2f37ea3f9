// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing.cost;

import dev.tokka.Checks;

/** Counts of tokens. */
final class Tokens {

    private Tokens() {}

    static void require(int read, int written) {
        Checks.requireAtLeast(0, read, "read");
        Checks.requireAtLeast(0, written, "written");
    }
}
