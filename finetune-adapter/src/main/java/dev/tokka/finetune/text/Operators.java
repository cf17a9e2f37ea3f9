// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.text;

import java.util.ArrayList;
import java.util.List;

/** What operators do with two values. */
final class Operators {

    private Operators() {}

    static Object apply(String operator, Object left, Object right, Rendering rendering) {
        rendering.read(left);
        rendering.read(right);
        return switch (operator) {
            case "==" -> Value.areEqual(left, right);
            case "!=" -> !Value.areEqual(left, right);
            case "<" -> Value.compare(left, right) < 0;
            case "<=" -> Value.compare(left, right) <= 0;
            case ">" -> Value.compare(left, right) > 0;
            case ">=" -> Value.compare(left, right) >= 0;
            case "in" -> Value.contains(right, left);
            case "not in" -> !Value.contains(right, left);
            case "~" -> concatenate(Value.print(left), Value.print(right), rendering);
            case "+" -> add(left, right, rendering);
            case "*" -> multiply(left, right, rendering);
            default -> Numbers.apply(operator, left, right);
        };
    }

    private static Object add(Object left, Object right, Rendering rendering) {
        if (left instanceof MarkedText a && right instanceof MarkedText b) {
            return concatenate(a, b, rendering);
        }
        if (left instanceof List<?> a && right instanceof List<?> b) {
            rendering.list(a.size() + (long) b.size());
            List<Object> both = new ArrayList<>(a);
            both.addAll(b);
            return both;
        }
        return Numbers.apply("+", left, right);
    }

    private static MarkedText concatenate(MarkedText left, MarkedText right, Rendering rendering) {
        rendering.make(left.chars().length() + (long) right.chars().length());
        return left.plus(right);
    }

    private static Object multiply(Object left, Object right, Rendering rendering) {
        if (right instanceof MarkedText && left instanceof Long) {
            return multiply(right, left, rendering);
        }
        if (left instanceof MarkedText text && right instanceof Long count) {
            long times = Math.max(0, Math.min(count, Integer.MAX_VALUE));
            rendering.make(times * text.chars().length());
            return text.times((int) times);
        }
        return Numbers.apply("*", left, right);
    }
}
