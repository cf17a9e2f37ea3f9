// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.store;

import dev.tokka.Digests;
import dev.tokka.rag.metadata.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Writes any text of Java so that every store keeps it as it is: PostgreSQL has no zero character, and neither it nor JSON
 * in UTF-8 has halves of surrogate pairs. Different texts stay different.
 */
final class Exact {

    /** Longer values are compared by their digest; stores index no values of any length. */
    private static final int MAX_TERM = 500;

    private Exact() {}

    static String write(String text) {
        StringBuilder written = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (written == null && (c == 0 || c == '\\' || (Character.isSurrogate(c) && !pair))) {
                written = new StringBuilder(text.length() + 16).append(text, 0, i);
            }
            if (written != null) {
                append(written, text, i, pair);
            }
            i += pair ? 1 : 0;
        }
        return written == null ? text : written.toString();
    }

    private static void append(StringBuilder written, String text, int i, boolean pair) {
        char c = text.charAt(i);
        if (pair) {
            written.append(c).append(text.charAt(i + 1));
        } else if (c == '\\') {
            written.append("\\\\");
        } else if (c == 0 || Character.isSurrogate(c)) {
            written.append(String.format("\\%04x", (int) c));
        } else {
            written.append(c);
        }
    }

    static String read(String written) {
        if (written.indexOf('\\') < 0) {
            return written;
        }
        StringBuilder text = new StringBuilder(written.length());
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c != '\\') {
                text.append(c);
            } else if (written.charAt(i + 1) == '\\') {
                text.append('\\');
                i++;
            } else {
                text.append((char) Integer.parseInt(written, i + 1, i + 5, 16));
                i += 4;
            }
        }
        return text.toString();
    }

    /** Returns a short text that is the same for the same {@code value} only. */
    static String term(String value) {
        return value.length() > MAX_TERM ? "#" + Digests.sha256(value.length() + write(value)) : "=" + write(value);
    }

    static List<String> terms(Collection<String> values) {
        return values.stream().map(Exact::term).sorted().toList();
    }

    /** Returns the terms by which a value of metadata is found, the first for any value at all. */
    static List<String> labels(String key, Value value) {
        List<String> labels = new ArrayList<>(List.of(key));
        if (value instanceof Value.Texts texts) {
            texts.values().forEach(text -> labels.add(label(key, new Value.Text(text))));
        } else {
            labels.add(label(key, value));
        }
        return labels;
    }

    /** Returns the term by which a single value is found; no key holds the character after it. */
    static String label(String key, Value value) {
        if (value instanceof Value.Text text) {
            return key + ":t" + term(text.value());
        }
        if (value instanceof Value.Flag flag) {
            return key + ":f" + flag.value();
        }
        return key + ":" + (value.type() == Value.Type.TIME ? "i" : "n") + number(value);
    }

    /** Returns a number or a time in milliseconds. */
    static Number number(Value value) {
        if (value instanceof Value.Numeric number) {
            return number.value();
        }
        if (value instanceof Value.Time time) {
            return time.value().toEpochMilli();
        }
        throw new IllegalArgumentException("value must be a NUMBER or a TIME but is a " + value.type());
    }
}
