// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.metadata;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import java.time.Instant;
import java.util.Set;

/** One typed value of a document's metadata. */
public sealed interface Value {

    /** Returns the type of this value. */
    Type type();

    /** The types of values. */
    enum Type {
        /** One text, compared letter by letter. */
        TEXT,
        /** Several texts without order. */
        TEXTS,
        /** A number. */
        NUMBER,
        /** True or false. */
        FLAG,
        /** A point in time, to the millisecond. */
        TIME
    }

    /**
     * One text.
     *
     * @param value any characters; not blank
     */
    record Text(String value) implements Value {

        /** Checks that the text is not blank. */
        public Text {
            Checks.requireText(value, "value");
        }

        @Override
        public Type type() {
            return Type.TEXT;
        }
    }

    /**
     * Several texts.
     *
     * @param values none blank; at least one
     */
    record Texts(Set<String> values) implements Value {

        /** Copies the texts and checks that there are some and none is blank. */
        public Texts {
            values = Set.copyOf(values);
            if (values.isEmpty()) {
                throw new IllegalArgumentException("values must hold at least one text but are empty");
            }
            values.forEach(value -> Checks.requireText(value, "value"));
        }

        @Override
        public Type type() {
            return Type.TEXTS;
        }
    }

    /**
     * A number.
     *
     * @param value finite
     */
    record Numeric(double value) implements Value {

        /** Checks that the number is finite; minus zero is made zero, which is equal to it. */
        public Numeric {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("value must be finite but is " + value);
            }
            value = value == 0 ? 0.0 : value;
        }

        @Override
        public Type type() {
            return Type.NUMBER;
        }
    }

    /**
     * True or false.
     *
     * @param value either
     */
    record Flag(boolean value) implements Value {

        @Override
        public Type type() {
            return Type.FLAG;
        }
    }

    /**
     * A point in time.
     *
     * @param value cut to the millisecond; in a range that milliseconds since 1970 can count
     */
    record Time(Instant value) implements Value {

        /** Cuts the time to the millisecond, which every store can keep. */
        public Time {
            try {
                value = Instant.ofEpochMilli(requireNonNull(value, "value").toEpochMilli());
            } catch (ArithmeticException e) {
                throw new IllegalArgumentException("value must be countable in milliseconds but is " + value, e);
            }
        }

        @Override
        public Type type() {
            return Type.TIME;
        }
    }
}
