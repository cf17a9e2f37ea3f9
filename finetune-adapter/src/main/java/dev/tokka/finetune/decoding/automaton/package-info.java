// SPDX-License-Identifier: Apache-2.0
/**
 * Automata that say, byte after byte, which texts may be written.
 *
 * <p>{@link dev.tokka.finetune.decoding.automaton.ByteState} is the whole interface: write one for any form of text.
 * {@link dev.tokka.finetune.decoding.automaton.Labels} allows one of some texts,
 * {@link dev.tokka.finetune.decoding.automaton.JsonSchemas} the JSON documents that satisfy a schema.
 */
@NullMarked
package dev.tokka.finetune.decoding.automaton;

import org.jspecify.annotations.NullMarked;
