// SPDX-License-Identifier: Apache-2.0
/**
 * Writes model directories in the layout of Optimum with random weights, so that what loads models is tried on the shapes
 * of real ones without their files.
 *
 * <p>{@link dev.tokka.finetune.graph.WriteModel} writes one from the command line.
 */
@NullMarked
package dev.tokka.finetune.graph;

import org.jspecify.annotations.NullMarked;
