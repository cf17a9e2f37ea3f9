// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.text;

import java.util.Set;
import java.util.function.Supplier;

/** Reads operators, from those that bind least to those that bind most. */
final class OperatorParser {

    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");

    private final TemplateReader reader;
    private final Supplier<Expression> unary;

    OperatorParser(TemplateReader reader, Supplier<Expression> unary) {
        this.reader = reader;
        this.unary = unary;
    }

    /** Reads an expression of all operators but the condition. */
    Expression or() {
        Expression left = and();
        while (reader.takesName("or")) {
            left = Expression.or(left, and());
        }
        return left;
    }

    private Expression and() {
        Expression left = not();
        while (reader.takesName("and")) {
            left = Expression.and(left, not());
        }
        return left;
    }

    private Expression not() {
        reader.enter();
        Expression value = reader.takesName("not") ? Expression.not(not()) : comparison();
        reader.leave();
        return value;
    }

    private Expression comparison() {
        Expression left = sum();
        Expression all = null;
        while (true) {
            String operator = comparisonOperator();
            if (operator.isEmpty()) {
                return all == null ? left : all;
            }
            Expression right = sum();
            Expression one = Expression.operator(operator, left, right);
            all = all == null ? one : Expression.and(all, one);
            left = right;
        }
    }

    private String comparisonOperator() {
        TemplateToken next = reader.peek();
        if (next.type() == TokenType.OPERATOR && COMPARISONS.contains(next.text())) {
            return reader.next().text();
        }
        if (reader.takesName("in")) {
            return "in";
        }
        if (next.isName("not") && reader.peek(1).isName("in")) {
            reader.next();
            reader.next();
            return "not in";
        }
        return "";
    }

    private Expression sum() {
        Expression left = concatenation();
        while (reader.peek().isOperator("+") || reader.peek().isOperator("-")) {
            left = Expression.operator(reader.next().text(), left, concatenation());
        }
        return left;
    }

    private Expression concatenation() {
        Expression left = product();
        while (reader.takes("~")) {
            left = Expression.operator("~", left, product());
        }
        return left;
    }

    private Expression product() {
        Expression left = power();
        while (Set.of("*", "/", "//", "%").contains(reader.peek().text())
                && reader.peek().type() == TokenType.OPERATOR) {
            left = Expression.operator(reader.next().text(), left, power());
        }
        return left;
    }

    private Expression power() {
        Expression left = unary.get();
        while (reader.takes("**")) {
            left = Expression.operator("**", left, unary.get());
        }
        return left;
    }
}
