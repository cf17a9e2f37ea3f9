// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Writes ONNX graphs that are small enough to work their results out by hand.
 *
 * @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">the format, whose field numbers are used here</a>
 */
final class GraphWriter {

    static final int FLOAT = 1;
    static final int INT64 = 7;
    static final int BOOL = 9;

    private final Message graph = new Message().text(2, "tiny");

    /** A protocol buffer. */
    static final class Message {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint((long) field << 3);
            varint(value);
            return this;
        }

        Message bytes(int field, byte[] value) {
            varint(((long) field << 3) | 2);
            varint(value.length);
            out.writeBytes(value);
            return this;
        }

        Message text(int field, String value) {
            return bytes(field, value.getBytes(UTF_8));
        }

        Message message(int field, Message value) {
            return bytes(field, value.toBytes());
        }

        byte[] toBytes() {
            return out.toByteArray();
        }

        void varint(long value) {
            long rest = value;
            while ((rest & ~0x7fL) != 0) {
                out.write((int) ((rest & 0x7f) | 0x80));
                rest >>>= 7;
            }
            out.write((int) rest);
        }
    }

    /** Adds an input; a size is a number or a name. */
    GraphWriter input(String name, int type, String... sizes) {
        graph.message(11, value(name, type, sizes));
        return this;
    }

    GraphWriter output(String name, int type, String... sizes) {
        graph.message(12, value(name, type, sizes));
        return this;
    }

    private static Message value(String name, int type, String... sizes) {
        Message shape = new Message();
        for (String size : sizes) {
            Message one = new Message();
            shape.message(
                    1, Character.isDigit(size.charAt(0)) ? one.number(1, Long.parseLong(size)) : one.text(2, size));
        }
        Message tensor = new Message().number(1, type).message(2, shape);
        return new Message().text(1, name).message(2, new Message().message(1, tensor));
    }

    /** Adds a node such as {@code "y = Add a b"}; {@code _} is an input that is left out. */
    GraphWriter node(String equation, Message... attributes) {
        String[] words = equation.split(" ", -1);
        Message node = new Message();
        for (int i = 3; i < words.length; i++) {
            node.text(1, words[i].equals("_") ? "" : words[i]);
        }
        node.text(2, words[0]).text(4, words[2]);
        for (Message attribute : attributes) {
            node.message(5, attribute);
        }
        graph.message(1, node);
        return this;
    }

    static Message attribute(String name, long value) {
        return new Message().text(1, name).number(3, value).number(20, 2);
    }

    static Message attribute(String name, GraphWriter body) {
        return new Message().text(1, name).message(6, body.graph).number(20, 5);
    }

    /** Adds a table of numbers with {@code width} columns, or a single number if that is 0. */
    GraphWriter floats(String name, int width, float... values) {
        ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            raw.putFloat(value);
        }
        Message tensor = new Message();
        if (width > 0) {
            tensor.number(1, values.length / width).number(1, width);
        }
        graph.message(5, tensor.number(2, FLOAT).text(8, name).bytes(9, raw.array()));
        return this;
    }

    /** Adds a list of integers. */
    GraphWriter integers(String name, long... values) {
        ByteBuffer raw = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) {
            raw.putLong(value);
        }
        Message tensor = new Message().number(1, values.length);
        graph.message(5, tensor.number(2, INT64).text(8, name).bytes(9, raw.array()));
        return this;
    }

    /** Adds a table whose numbers are said to be in another file. */
    GraphWriter external(String name, int rows, int width, String location) {
        Message entry = new Message().text(1, "location").text(2, location);
        Message tensor =
                new Message().number(1, rows).number(1, width).number(2, FLOAT).text(8, name);
        graph.message(5, tensor.message(13, entry).number(14, 1));
        return this;
    }

    byte[] toBytes() {
        Message operators = new Message().text(1, "").number(2, 13);
        return new Message()
                .number(1, 8)
                .message(7, graph)
                .message(8, operators)
                .toBytes();
    }
}
