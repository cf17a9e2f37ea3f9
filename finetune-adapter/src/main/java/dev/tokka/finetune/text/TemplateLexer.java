// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a template into pieces as Jinja does with {@code trim_blocks} and {@code lstrip_blocks}, which transformers sets. */
final class TemplateLexer {

    private static final Pattern RAW_BEGIN = Pattern.compile("\\{%([-+]?)\\s*raw\\s*(-?)%\\}");
    private static final Pattern RAW_END = Pattern.compile("\\{%([-+]?)\\s*endraw\\s*([-+]?)%\\}");
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");
    private static final Pattern NUMBER =
            Pattern.compile("\\d+(?:_\\d+)*(?:(\\.\\d+(?:_\\d+)*)?[eE][+-]?\\d+|\\.\\d+(?:_\\d+)*)?");
    private static final List<String> OPERATORS = List.of(
            "**", "//", "==", "!=", "<=", ">=", "+", "-", "*", "/", "%", "~", "<", ">", "=", ".", ":", "|", ",", ";",
            "(", ")", "[", "]", "{", "}");

    private static final int MAX_PIECES = 1000; // in one tag; evaluating nests as deep as there are operators

    private final String source;
    private final List<TemplateToken> tokens = new ArrayList<>();
    private int at;
    private int lineAt;
    private int line = 1;
    private boolean lineStart = true;

    private TemplateLexer(String source) {
        this.source = source;
    }

    /** Returns the pieces of {@code template}, the last of which is its end. */
    static List<TemplateToken> tokens(String template) {
        String source = template.replace("\r\n", "\n").replace('\r', '\n');
        TemplateLexer lexer =
                new TemplateLexer(source.endsWith("\n") ? source.substring(0, source.length() - 1) : source);
        lexer.read();
        return lexer.tokens;
    }

    private void read() {
        while (at < source.length()) {
            int open = nextTag();
            if (open < 0) {
                data(source.substring(at));
                at = source.length();
                break;
            }
            char kind = source.charAt(open + 1);
            char sign = open + 2 < source.length() ? source.charAt(open + 2) : ' ';
            data(before(source.substring(at, open), kind, sign));
            at = open;
            if (kind == '#') {
                comment();
            } else if (kind == '{') {
                tag(TokenType.VARIABLE_BEGIN, TokenType.VARIABLE_END, "}}", sign);
            } else if (!raw()) {
                tag(TokenType.BLOCK_BEGIN, TokenType.BLOCK_END, "%}", sign);
            }
        }
        add(TokenType.END, "");
    }

    private int nextTag() {
        for (int i = source.indexOf('{', at); i >= 0 && i + 1 < source.length(); i = source.indexOf('{', i + 1)) {
            if ("{%#".indexOf(source.charAt(i + 1)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    /** Returns the text before a tag, without the white space that the tag takes away. */
    private String before(String text, char kind, char sign) {
        if (sign == '-') {
            return MarkedText.template(text).strip("", false, true).chars();
        }
        int start = text.lastIndexOf('\n') + 1;
        boolean ownLine = (start > 0 || lineStart) && text.substring(start).isBlank();
        return sign != '+' && kind != '{' && ownLine ? text.substring(0, start) : text;
    }

    private void data(String text) {
        if (!text.isEmpty()) {
            add(TokenType.DATA, text);
        }
    }

    private void comment() {
        int end = source.indexOf("#}", at + 2);
        if (end < 0) {
            throw TemplateException.of("expected #} at the end of a comment but there is none")
                    .at(line());
        }
        boolean strip = end > at + 2 && source.charAt(end - 1) == '-';
        boolean keep = end > at + 2 && source.charAt(end - 1) == '+';
        at = end + 2;
        after(strip, keep, true);
    }

    private boolean raw() {
        Matcher begin = RAW_BEGIN.matcher(source).region(at, source.length());
        if (!begin.lookingAt()) {
            return false;
        }
        Matcher end = RAW_END.matcher(source);
        if (!end.find(begin.end())) {
            throw TemplateException.of("expected {% endraw %} but there is none")
                    .at(line());
        }
        at = begin.end();
        after("-".equals(begin.group(2)), false, false);
        String sign = end.group(1);
        data(before(
                source.substring(Math.min(at, end.start()), end.start()), '%', sign.isEmpty() ? ' ' : sign.charAt(0)));
        at = end.end();
        after("-".equals(end.group(2)), "+".equals(end.group(2)), true);
        return true;
    }

    /** Skips the white space that a tag takes away behind itself. */
    private void after(boolean strip, boolean keep, boolean block) {
        while (strip && at < source.length() && MarkedText.isSpace(source.charAt(at))) {
            at++;
        }
        if (!strip && !keep && block && at < source.length() && source.charAt(at) == '\n') {
            at++;
        }
        lineStart = source.charAt(at - 1) == '\n';
    }

    private void tag(TokenType begin, TokenType end, String close, char sign) {
        add(begin, source.substring(at, at + 2));
        at += sign == '-' || sign == '+' ? 3 : 2;
        Deque<Character> open = new ArrayDeque<>();
        int first = tokens.size();
        while (true) {
            if (tokens.size() - first > MAX_PIECES) {
                throw TemplateException.of("expected at most " + MAX_PIECES + " pieces in a tag")
                        .at(line());
            }
            while (at < source.length() && MarkedText.isSpace(source.charAt(at))) {
                at++;
            }
            if (at >= source.length()) {
                throw TemplateException.of("expected " + close + " but the template ends")
                        .at(line());
            }
            boolean strip = source.startsWith("-" + close, at);
            boolean keep = begin == TokenType.BLOCK_BEGIN && source.startsWith("+" + close, at);
            if (open.isEmpty() && (strip || keep || source.startsWith(close, at))) {
                add(end, close);
                at += close.length() + (strip || keep ? 1 : 0);
                after(strip, keep, begin == TokenType.BLOCK_BEGIN);
                return;
            }
            expression(open);
        }
    }

    private void expression(Deque<Character> open) {
        char c = source.charAt(at);
        Matcher name = NAME.matcher(source).region(at, source.length());
        Matcher number = NUMBER.matcher(source).region(at, source.length());
        if (c == '\'' || c == '"') {
            string(c);
        } else if (name.lookingAt()) {
            add(TokenType.NAME, name.group());
            at = name.end();
        } else if (number.lookingAt()) {
            String digits = number.group().replace("_", "");
            add(digits.chars().allMatch(Character::isDigit) ? TokenType.INTEGER : TokenType.FLOAT, digits);
            at = number.end();
        } else {
            operator(open);
        }
    }

    private void operator(Deque<Character> open) {
        String operator = OPERATORS.stream()
                .filter(known -> source.startsWith(known, at))
                .findFirst()
                .orElseThrow(() -> TemplateException.of("expected an expression but there is another character")
                        .at(line()));
        char c = operator.charAt(0);
        if ("([{".indexOf(c) >= 0) {
            open.push(c);
        } else if (")]}".indexOf(c) >= 0) {
            if (open.isEmpty() || "([{".indexOf(open.pop()) != ")]}".indexOf(c)) {
                throw TemplateException.of("expected brackets in pairs but " + c + " is alone")
                        .at(line());
            }
        }
        add(TokenType.OPERATOR, operator);
        at += operator.length();
    }

    private void string(char quote) {
        int end = at + 1;
        while (end < source.length() && source.charAt(end) != quote) {
            end += source.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= source.length()) {
            throw TemplateException.of("expected " + quote + " at the end of a string but there is none")
                    .at(line());
        }
        add(TokenType.STRING, StringEscapes.read(source.substring(at + 1, end)));
        at = end + 1;
    }

    private void add(TokenType type, String text) {
        tokens.add(new TemplateToken(type, text, line()));
    }

    private int line() {
        for (; lineAt < at; lineAt++) {
            line += source.charAt(lineAt) == '\n' ? 1 : 0;
        }
        return line;
    }
}
