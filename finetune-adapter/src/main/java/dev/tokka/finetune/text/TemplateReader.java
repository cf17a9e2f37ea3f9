// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.text;

import java.util.List;
import java.util.Locale;

/** The pieces of a template, one after the other. */
final class TemplateReader {

    private static final int MAX_DEPTH = 200;

    private final List<TemplateToken> tokens;
    private int at;
    private int depth;

    TemplateReader(List<TemplateToken> tokens) {
        this.tokens = tokens;
    }

    TemplateToken peek() {
        return tokens.get(at);
    }

    TemplateToken peek(int ahead) {
        return tokens.get(Math.min(at + ahead, tokens.size() - 1));
    }

    TemplateToken next() {
        TemplateToken token = peek();
        at = Math.min(at + 1, tokens.size() - 1);
        return token;
    }

    /** Takes the next piece if it is {@code operator}. */
    boolean takes(String operator) {
        return takes(peek().isOperator(operator));
    }

    /** Takes the next piece if it is the name {@code name}. */
    boolean takesName(String name) {
        return takes(peek().isName(name));
    }

    private boolean takes(boolean fits) {
        if (fits) {
            next();
        }
        return fits;
    }

    void expect(String operator) {
        if (!takes(operator)) {
            throw unexpected(operator);
        }
    }

    TemplateToken expect(TokenType type) {
        if (peek().type() != type) {
            throw unexpected("a " + type.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
        return next();
    }

    TemplateException unexpected(String expected) {
        return TemplateException.of("expected " + expected + " but there is " + peek())
                .at(peek().line());
    }

    /** Counts how deep what is being read is nested. */
    void enter() {
        if (++depth > MAX_DEPTH) {
            throw TemplateException.of("expected at most " + MAX_DEPTH + " levels but there are more")
                    .at(peek().line());
        }
    }

    void leave() {
        depth--;
    }
}
