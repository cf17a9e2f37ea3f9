// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing;

/** The matrices of a layer that an adapter can change. */
public enum Projection {
    /** Makes queries. */
    QUERY,
    /** Makes keys. */
    KEY,
    /** Makes values. */
    VALUE,
    /** Joins the heads. */
    OUTPUT,
    /** Opens and closes the feed-forward layer; only in gated ones. */
    GATE,
    /** Goes into the feed-forward layer. */
    UP,
    /** Comes out of the feed-forward layer. */
    DOWN
}
