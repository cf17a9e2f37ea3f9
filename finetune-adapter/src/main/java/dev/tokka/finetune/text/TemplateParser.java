// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.text;

import dev.tokka.finetune.text.Statement.Flow;
import dev.tokka.finetune.text.Statement.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the statements of Jinja that templates of chats use; what leads to other files is not among them. */
final class TemplateParser {

    private final TemplateReader reader;
    private final ExpressionParser expressions;
    private int loops;

    private TemplateParser(TemplateReader reader) {
        this.reader = reader;
        this.expressions = new ExpressionParser(reader);
    }

    /**
     * Returns what the template {@code source} does.
     *
     * @throws TemplateException if it is none, with the line
     */
    static Statement parse(String source) {
        TemplateReader reader = new TemplateReader(TemplateLexer.tokens(source));
        Statement template = new TemplateParser(reader).body(Set.of());
        reader.expect(TokenType.END);
        return template;
    }

    /** Reads up to the block that begins with one of {@code ends}, of which the name is next then. */
    private Statement body(Set<String> ends) {
        reader.enter();
        List<Statement> statements = new ArrayList<>();
        while (reader.peek().type() != TokenType.END) {
            TemplateToken token = reader.next();
            int line = token.line();
            switch (token.type()) {
                case DATA -> statements.add(Statement.at(line, Statement.text(token.text())));
                case VARIABLE_BEGIN -> {
                    statements.add(Statement.at(line, Statement.print(expressions.tuple())));
                    reader.expect(TokenType.VARIABLE_END);
                }
                default -> {
                    if (ends.contains(reader.peek().text())) {
                        reader.leave();
                        return Statement.block(statements);
                    }
                    statements.add(Statement.at(line, statement()));
                }
            }
        }
        if (!ends.isEmpty()) {
            throw reader.unexpected("one of " + ends.stream().sorted().toList());
        }
        reader.leave();
        return Statement.block(statements);
    }

    private Statement statement() {
        TemplateToken name = reader.expect(TokenType.NAME);
        return switch (name.text()) {
            case "if" -> condition();
            case "for" -> loop();
            case "set" -> set();
            case "macro" -> macro();
            case "generation" -> generation();
            case "filter" -> filter();
            case "with" -> with();
            case "break" -> jump(Flow.BREAK);
            case "continue" -> jump(Flow.CONTINUE);
            default ->
                throw TemplateException.of(
                                "expected a statement that chat templates may have but there is " + name.text())
                        .at(name.line());
        };
    }

    private Statement jump(Flow flow) {
        if (loops == 0) {
            throw reader.unexpected("a loop around");
        }
        reader.expect(TokenType.BLOCK_END);
        return scope -> flow;
    }

    /** Reads the end of a block and what comes up to {@code end}, which is read as well. */
    private Statement bodyTo(String end) {
        reader.expect(TokenType.BLOCK_END);
        Statement body = body(Set.of(end));
        reader.expect(TokenType.NAME);
        reader.expect(TokenType.BLOCK_END);
        return body;
    }

    private Statement condition() {
        reader.enter();
        Expression test = expressions.tuple();
        reader.expect(TokenType.BLOCK_END);
        Statement then = body(Set.of("elif", "else", "endif"));
        String next = reader.next().text();
        Statement otherwise = switch (next) {
            case "elif" -> Statement.at(reader.peek().line(), condition());
            case "else" -> bodyTo("endif");
            default -> {
                reader.expect(TokenType.BLOCK_END);
                yield Statement.block(List.of());
            }
        };
        reader.leave();
        return Statement.condition(test, then, otherwise);
    }

    private Statement loop() {
        Target target = targets();
        if (!reader.takesName("in")) {
            throw reader.unexpected("in");
        }
        Expression elements = elements();
        Optional<Expression> test = reader.takesName("if") ? Optional.of(expressions.expression()) : Optional.empty();
        reader.expect(TokenType.BLOCK_END);
        loops++;
        Statement body = body(Set.of("else", "endfor"));
        loops--;
        Statement otherwise = Statement.block(List.of());
        if (reader.takesName("else")) {
            otherwise = bodyTo("endfor");
        } else {
            reader.expect(TokenType.NAME);
            reader.expect(TokenType.BLOCK_END);
        }
        return new Loop(target, elements, test, body, otherwise);
    }

    /** Reads what to loop over: what follows {@code if} there chooses among it. */
    private Expression elements() {
        List<Expression> elements = new ArrayList<>(List.of(expressions.or()));
        boolean several = false;
        while (reader.takes(",")) {
            several = true;
            elements.add(expressions.or());
        }
        return several ? Expression.list(elements) : elements.get(0);
    }

    private Target targets() {
        boolean brackets = reader.takes("(");
        List<Target> targets = new ArrayList<>(List.of(target()));
        boolean several = false;
        while (reader.takes(",")) {
            several = true;
            if (reader.peek().type() == TokenType.NAME && !reader.peek().isName("in")) {
                targets.add(target());
            }
        }
        if (brackets) {
            reader.expect(")");
        }
        return several ? Target.several(targets) : targets.get(0);
    }

    private Target target() {
        String name = reader.expect(TokenType.NAME).text();
        return reader.takes(".")
                ? Target.member(name, reader.expect(TokenType.NAME).text())
                : Target.variable(name);
    }

    private Statement set() {
        Target target = targets();
        if (reader.takes("=")) {
            Expression value = expressions.tuple();
            reader.expect(TokenType.BLOCK_END);
            return Statement.set(target, value);
        }
        return Statement.set(target, filtered("endset"));
    }

    /** Reads filters and what comes up to {@code end}: an expression whose value is that text, filtered. */
    private Expression filtered(String end) {
        Statement[] body = new Statement[1];
        Expression value = scope -> Statement.written(body[0]).value(scope);
        while (reader.takes("|")) {
            value = expressions.filter(value);
        }
        body[0] = bodyTo(end);
        return value;
    }

    private Statement filter() {
        Statement[] body = new Statement[1];
        Expression value =
                expressions.filter(scope -> Statement.written(body[0]).value(scope));
        while (reader.takes("|")) {
            value = expressions.filter(value);
        }
        body[0] = bodyTo("endfilter");
        return Statement.print(value);
    }

    private Statement macro() {
        String name = reader.expect(TokenType.NAME).text();
        reader.expect("(");
        Map<String, Optional<Expression>> parameters = new LinkedHashMap<>();
        while (!reader.takes(")")) {
            String parameter = reader.expect(TokenType.NAME).text();
            parameters.put(parameter, reader.takes("=") ? Optional.of(expressions.expression()) : Optional.empty());
            if (!reader.peek().isOperator(")")) {
                reader.expect(",");
            }
        }
        int around = loops;
        loops = 0;
        Statement body = bodyTo("endmacro");
        loops = around;
        return new Macro(name, parameters, body);
    }

    /** Reads what a model is to learn to write, which is like any other part when it is asked. */
    private Statement generation() {
        Statement body = bodyTo("endgeneration");
        return scope -> body.run(scope.inner());
    }

    private Statement with() {
        List<Statement> settings = new ArrayList<>();
        while (reader.peek().type() != TokenType.BLOCK_END) {
            Target target = target();
            reader.expect("=");
            settings.add(Statement.set(target, expressions.expression()));
            reader.takes(",");
        }
        Statement set = Statement.block(settings);
        Statement body = bodyTo("endwith");
        return scope -> {
            Scope inner = scope.inner();
            set.run(inner);
            return body.run(inner);
        };
    }
}
