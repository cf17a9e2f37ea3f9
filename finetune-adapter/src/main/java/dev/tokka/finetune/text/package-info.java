// SPDX-License-Identifier: Apache-2.0
/**
 * From messages to tokens and from tokens to bytes: the chat templates and the tokenizers of language models, in which
 * nothing that a user or a document wrote can act as a special token.
 */
@NullMarked
package dev.tokka.finetune.text;

import org.jspecify.annotations.NullMarked;
