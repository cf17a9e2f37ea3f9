// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit.cassette;

/** When a request counts as one that was recorded. */
public enum Matching {
    /** The same requests in the same order, each once, and all of them. */
    STRICT,
    /**
     * Any recorded request in any order, as often as it comes; white space does not matter. What was recorded several
     * times for one request is answered in the order of recording, and the last of it again.
     */
    LENIENT
}
