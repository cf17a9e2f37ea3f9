// SPDX-License-Identifier: Apache-2.0
/**
 * What is to be known of a domain before anybody asks, in one file that people of the domain can read and review: role,
 * scope, refusals, instructions, glossary, style, examples and the form of answers. Start with {@link
 * dev.tokka.prompting.profile.DomainProfile}.
 *
 * <p>References are never {@code null} unless marked {@code @Nullable}; passing one throws {@link NullPointerException}.
 * Value types are immutable and may be used by many threads.
 */
@NullMarked
package dev.tokka.prompting.profile;

import org.jspecify.annotations.NullMarked;
