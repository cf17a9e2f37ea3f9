// SPDX-License-Identifier: Apache-2.0
/**
 * Training by a program on a machine of one's own: LLaMA-Factory, Axolotl or TRL. Tokka writes all that the program needs into a
 * directory, starts it, follows its log, and takes over the adapter if it is what the plan says.
 */
@NullMarked
package dev.tokka.finetune.training.external;

import org.jspecify.annotations.NullMarked;
