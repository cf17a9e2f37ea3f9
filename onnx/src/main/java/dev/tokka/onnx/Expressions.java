// SPDX-License-Identifier: Apache-2.0
package dev.tokka.onnx;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokka.onnx.ModelFileException.Reason;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks through the regular expressions of a tokenizer before native code compiles them: where one goes back too often, the
 * native library ends the process, so none may be tried out.
 *
 * <p>Let through is what takes a number of steps in proportion to the text at each place: in each alternative one repetition
 * without end, or two if nothing that follows must match; repeated groups only without choices and repetitions in them; no
 * references to groups. The expressions of GPT-2, Llama 3, Qwen, DeepSeek, o200k and Tekken are all of that form.
 */
final class Expressions {

    private static final Pattern QUANTIFIER = Pattern.compile("(?:[*+?]|\\{(\\d*)(?:(,)(\\d*))?\\})[?+]?");
    private static final Pattern GROUP = Pattern.compile("\\((?:\\?(?:[:=!>]|<[=!]|[imx-]+:))?");
    private static final int FEW = 16;

    private final Path file;
    private final String expression;
    private final Deque<Alternative> open = new ArrayDeque<>();
    private int at;

    private Expressions(Path file, String expression) {
        this.file = file;
        this.expression = expression;
    }

    /** What was read of one alternative, and of its group as far as it matters outside. */
    private static final class Alternative {

        private int endless;
        private int most;
        private boolean plain = true;

        /** Returns whether nothing may follow that must match. */
        private boolean isFull() {
            return endless >= 2;
        }

        private void next() {
            most = Math.max(most, endless);
            endless = 0;
            plain = false;
        }
    }

    /** Refuses a tokenizer with an expression that may take for ever. */
    static void check(Path file, JsonNode node) {
        if (node.path("Regex").isTextual()) {
            new Expressions(file, node.path("Regex").asText()).check();
        }
        node.forEach(child -> check(file, child));
    }

    private void check() {
        open.push(new Alternative());
        while (at < expression.length()) {
            char c = expression.charAt(at);
            switch (c) {
                case '(' -> group();
                case ')' -> close();
                case '|' -> {
                    open.element().next();
                    at++;
                }
                case '^', '$' -> at++;
                default -> atom(c);
            }
        }
        require(open.size() == 1);
    }

    private void group() {
        Matcher group = GROUP.matcher(expression).region(at, expression.length());
        require(group.lookingAt() && (!expression.startsWith("(?", at) || group.end() > at + 2));
        at = group.end();
        require(open.size() < FEW);
        open.push(new Alternative());
    }

    private void close() {
        Alternative inside = open.pop();
        require(!open.isEmpty());
        inside.most = Math.max(inside.most, inside.endless);
        at++;
        boolean optional = false;
        boolean endless = false;
        Matcher quantifier = QUANTIFIER.matcher(expression).region(at, expression.length());
        if (quantifier.lookingAt()) {
            optional = expression.charAt(at) == '?';
            require(optional || inside.plain);
            endless = !optional && isEndless(quantifier);
            at = quantifier.end();
        }
        add(inside.most + (endless ? 1 : 0), optional);
    }

    private void atom(char c) {
        if (c == '[') {
            at = endOfClass();
        } else if (c == '\\') {
            require(at + 1 < expression.length() && "123456789kg".indexOf(expression.charAt(at + 1)) < 0);
            boolean property = "pP".indexOf(expression.charAt(at + 1)) >= 0 && expression.startsWith("{", at + 2);
            int end = expression.indexOf('}', at);
            require(!property || end > 0);
            at = property ? end + 1 : at + 2;
        } else {
            at++;
        }
        Matcher quantifier = QUANTIFIER.matcher(expression).region(at, expression.length());
        if (!quantifier.lookingAt()) {
            add(0, false);
            return;
        }
        boolean optional = "?*".indexOf(expression.charAt(at)) >= 0;
        boolean exact = quantifier.group(1) != null && quantifier.group(2) == null && !isEndless(quantifier);
        open.element().plain &= exact;
        at = quantifier.end();
        require(at >= expression.length() || "*+?".indexOf(expression.charAt(at)) < 0); // repetitions of repetitions
        add(isEndless(quantifier) ? 1 : 0, optional);
    }

    private static boolean isEndless(Matcher quantifier) {
        String text = quantifier.group();
        if (text.startsWith("?")) {
            return false;
        }
        if (text.startsWith("{")) {
            String last = quantifier.group(2) == null ? quantifier.group(1) : quantifier.group(3);
            return last.isEmpty() || last.length() > 2 || Integer.parseInt(last) > FEW;
        }
        return true;
    }

    /** Counts {@code endless} repetitions without end, in something that must match or may. */
    private void add(int endless, boolean optional) {
        Alternative around = open.element();
        require(!around.isFull() || (optional && endless == 0));
        around.endless += endless;
        around.plain &= endless == 0;
        require(around.endless <= 2);
    }

    private int endOfClass() {
        int depth = 0;
        int i = at;
        while (i < expression.length()) {
            char c = expression.charAt(i);
            i += c == '\\' ? 2 : 1;
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        require(false);
        return at;
    }

    private void require(boolean holds) {
        if (!holds) {
            throw new ModelFileException(
                    file,
                    Reason.UNSUPPORTED,
                    "expected expressions that take as many steps as a text has letters but one may take far more");
        }
    }
}
