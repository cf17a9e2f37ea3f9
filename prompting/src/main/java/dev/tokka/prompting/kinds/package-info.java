// SPDX-License-Identifier: Apache-2.0
/**
 * Prompting in files of {@link dev.tokka.config}.
 *
 * <pre>{@code
 * tokka: 1
 * model:
 *   openai: {base-url: "http://localhost:8000/v1", model: small}
 *   with:
 *     - chain-of-thought:
 *     - profile: desk.md
 *     - prompting:
 *         examples: [{nearest: {count: 4, of: examples.csv}}]
 *         labels: [card, transfer, other]
 *     - contract: {checks: [{glossary: {profile: desk.md}}], repairs: 2}
 * }</pre>
 *
 * <ul>
 *   <li>Specializations: {@code prompting}, {@code profile}, {@code contract}, {@code chain-of-thought}, {@code
 *       decomposition}, {@code revision}, {@code verification}.
 *   <li>Examples, from the file itself or from JSON lines or CSV: {@code fixed}, {@code nearest}, {@code diverse}, {@code
 *       balanced}.
 *   <li>Checks of a contract: {@code labels}, {@code json-schema}, {@code matching}, {@code glossary}, {@code without}, {@code
 *       date}, {@code quantity}.
 * </ul>
 *
 * <p>What a file cannot say: counters of tokens, and choices of examples and checks of your own; offer a {@link
 * dev.tokka.config.Kind} with the role {@link dev.tokka.prompting.kinds.PromptingKinds#EXAMPLES} or {@link
 * dev.tokka.prompting.kinds.PromptingKinds#CHECK}.
 *
 * <p>References are never {@code null}; passing one throws {@link NullPointerException}.
 */
@NullMarked
package dev.tokka.prompting.kinds;

import org.jspecify.annotations.NullMarked;
