// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.text;

import java.math.BigDecimal;

/** Arithmetic as Python does it, on whole numbers of 64 bits. */
final class Numbers {

    private Numbers() {}

    static Object apply(String operator, Object left, Object right) {
        if (!Value.isNumber(left) || !Value.isNumber(right)) {
            throw TemplateException.of("expected two values that fit " + operator + " but they are " + Value.type(left)
                    + " and " + Value.type(right));
        }
        try {
            return left instanceof Double || right instanceof Double || operator.equals("/")
                    ? of(operator, real(left), real(right))
                    : of(operator, Value.integer(left), Value.integer(right));
        } catch (ArithmeticException e) {
            throw TemplateException.of("expected a number of 64 bits but the result of " + operator + " is none");
        }
    }

    private static Object of(String operator, long left, long right) {
        return switch (operator) {
            case "+" -> Math.addExact(left, right);
            case "-" -> Math.subtractExact(left, right);
            case "*" -> Math.multiplyExact(left, right);
            case "//" -> Math.floorDiv(left, right);
            case "%" -> Math.floorMod(left, right);
            default -> power(left, right);
        };
    }

    private static Object of(String operator, double left, double right) {
        if (right == 0 && (operator.equals("/") || operator.equals("//") || operator.equals("%"))) {
            throw new ArithmeticException("division by zero");
        }
        return switch (operator) {
            case "+" -> left + right;
            case "-" -> left - right;
            case "*" -> left * right;
            case "/" -> left / right;
            case "//" -> Math.floor(left / right);
            case "%" -> left - right * Math.floor(left / right);
            default -> Math.pow(left, right);
        };
    }

    private static Object power(long base, long exponent) {
        if (exponent < 0) {
            return Math.pow((double) base, (double) exponent);
        }
        long result = 1;
        for (long i = 0; i < exponent && result != 0; i++) {
            if (i > 64 && (base == 1 || base == -1)) {
                return exponent % 2 == 0 ? 1L : base;
            }
            result = Math.multiplyExact(result, base);
        }
        return result;
    }

    static Object negate(Object value) {
        return value instanceof Double number ? (Object) (-number) : apply("-", 0L, value);
    }

    static double real(Object value) {
        return value instanceof Double number ? number : (double) Value.integer(value);
    }

    static int compare(Object left, Object right) {
        return left instanceof Double || right instanceof Double
                ? Double.compare(real(left) + 0.0, real(right) + 0.0)
                : Long.compare(Value.integer(left), Value.integer(right));
    }

    /** Returns the shortest decimals, as Python prints them. */
    static String print(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
        }
        double size = Math.abs(value);
        if (size != 0 && (size >= 1e16 || size < 1e-4)) {
            String[] parts = Double.toString(value).split("E", -1);
            String digits = parts[0].endsWith(".0") ? parts[0].substring(0, parts[0].length() - 2) : parts[0];
            int exponent = parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
            return digits + (exponent < 0 ? "e-" : "e+") + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
        }
        String plain = new BigDecimal(Double.toString(value)).toPlainString();
        return plain.contains(".") ? plain : plain + ".0";
    }
}
