// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.onnx;

/**
 * What keeping the beginnings of prompts has spared since a model was opened.
 *
 * @param bytes how many are held now, in native memory
 * @param hits prompts, or groups of prompts that ran together, of which a beginning was there
 * @param reusedTokens tokens that did not have to be read again
 */
public record PrefixUsage(long bytes, long hits, long reusedTokens) {}
