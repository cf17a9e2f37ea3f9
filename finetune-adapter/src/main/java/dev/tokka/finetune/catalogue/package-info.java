// SPDX-License-Identifier: Apache-2.0
/**
 * The known models of a domain: what they are, under which terms, and how to run them.
 *
 * <p>Start at {@link dev.tokka.finetune.catalogue.Catalogue}. Values are immutable.
 */
@NullMarked
package dev.tokka.finetune.catalogue;

import org.jspecify.annotations.NullMarked;
