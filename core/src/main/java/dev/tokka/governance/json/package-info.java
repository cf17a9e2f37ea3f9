// SPDX-License-Identifier: Apache-2.0
/**
 * How the files of governance are read and written: read strictly, since a member too many may be a rule that this version
 * misses, and written so that equal things have equal texts.
 *
 * <p>References are never {@code null} unless marked {@code @Nullable}; passing one throws {@link NullPointerException}.
 */
@NullMarked
package dev.tokka.governance.json;

import org.jspecify.annotations.NullMarked;
