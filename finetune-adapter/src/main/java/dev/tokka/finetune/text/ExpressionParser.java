// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.text;

import dev.tokka.finetune.text.Expression.ArgumentExpressions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads expressions by the grammar of Jinja. */
final class ExpressionParser {

    private static final Expression NONE = Expression.constant(Value.NONE);

    private final TemplateReader reader;
    private final OperatorParser operators;

    ExpressionParser(TemplateReader reader) {
        this.reader = reader;
        this.operators = new OperatorParser(reader, () -> unary(true));
    }

    /** Reads one expression, or several with commas between them as a list. */
    Expression tuple() {
        Expression first = expression();
        if (!reader.peek().isOperator(",")) {
            return first;
        }
        List<Expression> elements = new ArrayList<>(List.of(first));
        while (reader.takes(",") && startsExpression()) {
            elements.add(expression());
        }
        return Expression.list(elements);
    }

    private boolean startsExpression() {
        TemplateToken next = reader.peek();
        return switch (next.type()) {
            case NAME -> !next.isName("in");
            case STRING, INTEGER, FLOAT -> true;
            case OPERATOR -> Set.of("(", "[", "{", "-", "+").contains(next.text());
            default -> false;
        };
    }

    /** Reads one expression. */
    Expression expression() {
        reader.enter();
        Expression value = or();
        while (reader.takesName("if")) {
            Expression test = or();
            Expression otherwise =
                    reader.takesName("else") ? expression() : Expression.constant(Value.Undefined.of("else"));
            value = Expression.condition(test, value, otherwise);
        }
        reader.leave();
        return value;
    }

    /** Reads an expression without {@code if}. */
    Expression or() {
        return operators.or();
    }

    private Expression unary(boolean filtered) {
        reader.enter();
        Expression value;
        if (reader.takes("-")) {
            value = Expression.negative(unary(false));
        } else if (reader.takes("+")) {
            value = Expression.positive(unary(false));
        } else {
            value = postfix(primary());
        }
        reader.leave();
        return filtered ? filters(value) : value;
    }

    private Expression primary() {
        TemplateToken token = reader.peek();
        switch (token.type()) {
            case NAME -> {
                reader.next();
                return switch (token.text()) {
                    case "true", "True" -> Expression.constant(true);
                    case "false", "False" -> Expression.constant(false);
                    case "none", "None" -> NONE;
                    default -> Expression.variable(token.text());
                };
            }
            case STRING -> {
                StringBuilder text = new StringBuilder();
                while (reader.peek().type() == TokenType.STRING) {
                    text.append(reader.next().text());
                }
                return Expression.constant(MarkedText.template(text.toString()));
            }
            case INTEGER -> {
                return Expression.constant(integer(reader.next()));
            }
            case FLOAT -> {
                return Expression.constant(Double.valueOf(reader.next().text()));
            }
            default -> {
                return brackets();
            }
        }
    }

    private static Object integer(TemplateToken token) {
        try {
            return Long.valueOf(token.text());
        } catch (NumberFormatException e) {
            throw TemplateException.of("expected a number of 64 bits but it is longer")
                    .at(token.line());
        }
    }

    private Expression brackets() {
        if (reader.takes("(")) {
            if (reader.takes(")")) {
                return Expression.list(List.of());
            }
            Expression inside = tuple();
            reader.expect(")");
            return inside;
        }
        if (reader.takes("[")) {
            List<Expression> elements = new ArrayList<>();
            while (!reader.takes("]")) {
                elements.add(expression());
                separator("]");
            }
            return Expression.list(elements);
        }
        if (reader.takes("{")) {
            Map<Expression, Expression> entries = new LinkedHashMap<>();
            while (!reader.takes("}")) {
                Expression key = expression();
                reader.expect(":");
                entries.put(key, expression());
                separator("}");
            }
            return Expression.mapping(entries);
        }
        throw reader.unexpected("an expression");
    }

    private void separator(String close) {
        if (!reader.peek().isOperator(close)) {
            reader.expect(",");
        }
    }

    private Expression postfix(Expression operand) {
        Expression value = operand;
        while (true) {
            if (reader.takes(".")) {
                value = reader.peek().type() == TokenType.INTEGER
                        ? Expression.item(value, Expression.constant(integer(reader.next())))
                        : Expression.attribute(
                                value, reader.expect(TokenType.NAME).text());
            } else if (reader.takes("[")) {
                value = subscript(value);
            } else if (reader.peek().isOperator("(")) {
                value = Expression.call(value, arguments());
            } else {
                return value;
            }
        }
    }

    private Expression subscript(Expression object) {
        List<Expression> bounds = new ArrayList<>();
        boolean slice = false;
        Expression bound = NONE;
        while (!reader.takes("]")) {
            if (reader.takes(":")) {
                slice = true;
                bounds.add(bound);
                bound = NONE;
            } else {
                bound = expression();
            }
        }
        bounds.add(bound);
        if (bounds.size() > 3 || (!slice && bound == NONE)) {
            throw reader.unexpected("an item or a part");
        }
        while (bounds.size() < 3) {
            bounds.add(NONE);
        }
        return slice ? Expression.slice(object, bounds) : Expression.item(object, bound);
    }

    private ArgumentExpressions arguments() {
        reader.expect("(");
        List<Expression> values = new ArrayList<>();
        Map<String, Expression> named = new LinkedHashMap<>();
        while (!reader.takes(")")) {
            if (reader.peek().type() == TokenType.NAME && reader.peek(1).isOperator("=")) {
                String name = reader.next().text();
                reader.expect("=");
                named.put(name, expression());
            } else {
                values.add(expression());
            }
            separator(")");
        }
        return new ArgumentExpressions(values, named);
    }

    private Expression filters(Expression operand) {
        Expression value = operand;
        while (true) {
            if (reader.takes("|")) {
                value = filter(value);
            } else if (reader.takesName("is")) {
                value = test(value);
            } else if (reader.peek().isOperator("(")) {
                value = Expression.call(value, arguments());
            } else {
                return value;
            }
        }
    }

    /** Reads the name and the arguments of a filter. */
    Expression filter(Expression operand) {
        String name = reader.expect(TokenType.NAME).text();
        return Expression.filter(operand, name, reader.peek().isOperator("(") ? arguments() : ArgumentExpressions.NONE);
    }

    private Expression test(Expression operand) {
        boolean negated = reader.takesName("not");
        String name = reader.expect(TokenType.NAME).text();
        ArgumentExpressions arguments = ArgumentExpressions.NONE;
        TemplateToken next = reader.peek();
        boolean hasArgument = switch (next.type()) {
            case NAME -> !Set.of("else", "or", "and", "if", "is", "not", "in").contains(next.text());
            case STRING, INTEGER, FLOAT -> true;
            default -> next.isOperator("[") || next.isOperator("{");
        };
        if (next.isOperator("(")) {
            arguments = arguments();
        } else if (hasArgument) {
            arguments = new ArgumentExpressions(List.of(postfix(primary())), Map.of());
        }
        Expression test = Expression.test(operand, name, arguments);
        return negated ? Expression.not(test) : test;
    }
}
