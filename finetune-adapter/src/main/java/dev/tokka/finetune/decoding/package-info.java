// SPDX-License-Identifier: Apache-2.0
/**
 * How the next token is chosen, and when a text ends: all that does not depend on what computes the logits.
 *
 * <p>A model is {@link dev.tokka.finetune.decoding.Sequences} (what follows what was read) and a
 * {@link dev.tokka.finetune.decoding.Vocabulary} (what the tokens say). On top of them:
 *
 * <ul>
 *   <li>{@link dev.tokka.finetune.decoding.Decoder} continues one prompt or a batch of them. Each is a
 *       {@link dev.tokka.finetune.decoding.DecodingRequest}: the prompt, its
 *       {@link dev.tokka.finetune.decoding.DecodingSettings} (greedy, drawn at random with filters, or beams; where the text
 *       ends), a {@link dev.tokka.finetune.decoding.DecodingListener} that takes the text as it comes and may end the
 *       decoding, and a constraint. What comes out is {@link dev.tokka.finetune.decoding.Decoded}.
 *   <li>{@link dev.tokka.finetune.decoding.Constraints} makes what limits the text: one of some labels, a JSON schema, or
 *       any automaton that reads bytes. A constraint masks tokens before one is chosen, so whatever the model prefers, a text
 *       that has ended satisfies it.
 *   <li>{@link dev.tokka.finetune.decoding.ChoiceScorer} writes nothing: it says how likely given continuations are, as
 *       benchmarks of multiple choice need it. To <em>choose</em> a label it is exact, where decoding under a constraint
 *       decides token after token.
 * </ul>
 *
 * <p>References are never {@code null}. Values are immutable.
 */
@NullMarked
package dev.tokka.finetune.decoding;

import org.jspecify.annotations.NullMarked;
