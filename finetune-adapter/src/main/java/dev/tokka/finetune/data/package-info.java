// SPDX-License-Identifier: Apache-2.0
/**
 * Training sets: rows that know where they come from, on disk.
 *
 * <p>A {@link dev.tokka.finetune.data.TrainingRow} is what a model is to learn, with its {@link
 * dev.tokka.finetune.data.Provenance}; a {@link dev.tokka.finetune.data.TrainingSet} is a directory of them, which is read
 * and written as a stream, so that it may be larger than memory. The way of a set is through the packages beside this one:
 *
 * <ol>
 *   <li>{@code generation} makes rows of documents, logs and labels, with or without a model as teacher;
 *   <li>{@code cleaning} drops duplicates, bad rows and what leaked from a benchmark, redacts, balances and splits;
 *   <li>{@code datasheet} says what is in the set and how it came to be;
 *   <li>{@code format} writes it as services and trainers want to read it, and counts its tokens before anything is sent.
 * </ol>
 *
 * <p>Values are immutable. References are never {@code null}.
 */
@NullMarked
package dev.tokka.finetune.data;

import org.jspecify.annotations.NullMarked;
