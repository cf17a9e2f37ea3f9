// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.text;

/**
 * A piece of a template.
 *
 * @param type what it is
 * @param text what it says; of a string, what is between the quotes, with its escapes read
 * @param line where it starts, from 1
 */
record TemplateToken(TokenType type, String text, int line) {

    boolean is(TokenType wanted, String wantedText) {
        return type == wanted && text.equals(wantedText);
    }

    boolean isName(String name) {
        return is(TokenType.NAME, name);
    }

    boolean isOperator(String operator) {
        return is(TokenType.OPERATOR, operator);
    }

    @Override
    public String toString() {
        return switch (type) {
            case DATA -> "text";
            case STRING -> "a string";
            case END -> "the end of the template";
            default -> text;
        };
    }
}
