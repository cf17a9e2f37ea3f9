// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit.cassette;

import org.jspecify.annotations.Nullable;

/**
 * A request was not recorded, or what was recorded was not asked. The message shows the nearest recorded request line by
 * line, names the file and says how to record anew.
 */
public final class CassetteMismatchError extends AssertionError {

    private static final long serialVersionUID = 1L;

    CassetteMismatchError(@Nullable String message) {
        super(message);
    }
}
