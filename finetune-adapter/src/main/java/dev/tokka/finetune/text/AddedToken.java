// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.text;

/**
 * A token that a tokenizer finds in a text before it splits the rest.
 *
 * @param id its number
 * @param content how it is written
 * @param special whether decoding leaves it out
 */
record AddedToken(int id, String content, boolean special) {}
