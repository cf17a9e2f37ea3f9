// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.privacy;

/** What hides the texts of one call, and reveals them in its reply. */
interface Veil {

    /** Returns {@code text} as it may leave. */
    Hidden hide(String text);

    /** Returns {@code text} as the caller reads it; what was before is as it came. */
    Hidden reveal(String text);
}
