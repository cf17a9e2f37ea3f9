// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.text;

/** What a piece of a template is. */
enum TokenType {
    DATA,
    VARIABLE_BEGIN,
    VARIABLE_END,
    BLOCK_BEGIN,
    BLOCK_END,
    NAME,
    STRING,
    INTEGER,
    FLOAT,
    OPERATOR,
    END
}
