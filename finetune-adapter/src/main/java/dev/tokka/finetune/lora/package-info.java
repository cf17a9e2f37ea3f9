// SPDX-License-Identifier: Apache-2.0
/**
 * Low-rank adapters of language models, and the digests of the files that a model is made of.
 *
 * <h2>Which one do I need?</h2>
 *
 * <ul>
 *   <li>The graph has inputs for adapters, as {@link dev.tokka.finetune.lora.LoraInputs} tells: open each adapter as a
 *       {@link dev.tokka.finetune.lora.LoraAdapter}; many share one base, and every request chooses its own.
 *   <li>It has none: {@link dev.tokka.finetune.lora.MergedGraph} adds one adapter to the weights while the graph is loaded.
 *   <li>The files must be the ones that were approved: {@link dev.tokka.finetune.lora.FileManifest}.
 * </ul>
 *
 * <p>An adapter computes {@code y = x W + (alpha / r) x A B}, with {@code A} of rank {@code r}.
 *
 * @see <a href="https://arxiv.org/abs/2106.09685">Hu et al., LoRA: Low-Rank Adaptation of Large Language Models (2021)</a>
 */
@NullMarked
package dev.tokka.finetune.lora;

import org.jspecify.annotations.NullMarked;
