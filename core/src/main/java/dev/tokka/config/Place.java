// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

/** Where something stands in a file; both from 1. */
record Place(int line, int column) {

    /** Where a file begins: the place of what is wrong with the whole of it. */
    static final Place START = new Place(1, 1);
}
