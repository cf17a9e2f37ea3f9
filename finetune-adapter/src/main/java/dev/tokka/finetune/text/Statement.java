// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.text;

import java.util.List;

/** A part of a template that does something. */
@FunctionalInterface
interface Statement {

    /** What comes after a statement. */
    enum Flow {
        NEXT,
        BREAK,
        CONTINUE
    }

    /** Does it in {@code scope}. */
    Flow run(Scope scope);

    /** Returns a statement whose failures say {@code line}. */
    static Statement at(int line, Statement statement) {
        return scope -> {
            try {
                scope.rendering().step();
                return statement.run(scope);
            } catch (TemplateException e) {
                throw e.at(line);
            }
        };
    }

    static Statement text(String text) {
        MarkedText data = MarkedText.template(text);
        return scope -> {
            scope.write(data);
            return Flow.NEXT;
        };
    }

    static Statement print(Expression expression) {
        return scope -> {
            scope.write(Value.print(expression.value(scope)));
            return Flow.NEXT;
        };
    }

    static Statement block(List<Statement> statements) {
        return scope -> {
            for (Statement statement : statements) {
                Flow flow = statement.run(scope);
                if (flow != Flow.NEXT) {
                    return flow;
                }
            }
            return Flow.NEXT;
        };
    }

    static Statement condition(Expression test, Statement then, Statement otherwise) {
        return scope -> Value.isTrue(test.value(scope)) ? then.run(scope) : otherwise.run(scope);
    }

    static Statement set(Target target, Expression value) {
        return scope -> {
            target.assign(value.value(scope), scope);
            return Flow.NEXT;
        };
    }

    /** Returns an expression whose value is what {@code body} writes. */
    static Expression written(Statement body) {
        return scope -> {
            Scope inner = scope.captured();
            body.run(inner);
            return inner.written();
        };
    }

    /** Where a value goes. */
    @FunctionalInterface
    interface Target {

        /** Puts {@code value} there. */
        void assign(Object value, Scope scope);

        static Target variable(String name) {
            return (value, scope) -> scope.set(name, value);
        }

        static Target member(String namespace, String name) {
            return (value, scope) -> {
                if (!(scope.get(namespace) instanceof Value.Namespace target)) {
                    throw TemplateException.of("expected a namespace to set a member of but " + namespace + " is none");
                }
                scope.rendering().list(1);
                target.values().put(MarkedText.template(name), value);
            };
        }

        static Target several(List<Target> targets) {
            return (value, scope) -> {
                List<Object> values = Value.elements(value);
                if (values.size() != targets.size()) {
                    throw TemplateException.of(
                            "expected " + targets.size() + " values to set but there are " + values.size());
                }
                for (int i = 0; i < values.size(); i++) {
                    targets.get(i).assign(values.get(i), scope);
                }
            };
        }
    }
}
