// SPDX-License-Identifier: Apache-2.0
/**
 * A search for better prompts that needs no key and no network.
 *
 * <p>{@link dev.tokka.examples.optimization.OptimizePrompt} is the program.
 */
@NullMarked
package dev.tokka.examples.optimization;

import org.jspecify.annotations.NullMarked;
