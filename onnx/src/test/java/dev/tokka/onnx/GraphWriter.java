// SPDX-License-Identifier: Apache-2.0
package dev.tokka.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Writes ONNX graphs that are small enough to work their results out by hand.
 *
 * @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">the format, whose field numbers are used here</a>
 */
public final class GraphWriter {

    public static final int FLOAT = 1;
    public static final int UINT8 = 2;
    public static final int INT8 = 3;
    public static final int INT32 = 6;
    public static final int INT64 = 7;
    public static final int BOOL = 9;
    public static final int FLOAT16 = 10;

    private final Message graph = new Message().text(2, "tiny");
    private final int operators;

    /** Begins a graph of the operators of version 13. */
    public GraphWriter() {
        this(13);
    }

    /** Begins a graph of the operators of the version {@code operators}. */
    public GraphWriter(int operators) {
        this.operators = operators;
    }

    /** A protocol buffer. */
    public static final class Message {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        public Message number(int field, long value) {
            varint((long) field << 3);
            varint(value);
            return this;
        }

        public Message bytes(int field, byte[] value) {
            varint(((long) field << 3) | 2);
            varint(value.length);
            out.writeBytes(value);
            return this;
        }

        public Message text(int field, String value) {
            return bytes(field, value.getBytes(UTF_8));
        }

        public Message message(int field, Message value) {
            return bytes(field, value.toBytes());
        }

        public Message real(int field, float value) {
            varint(((long) field << 3) | 5);
            out.writeBytes(ByteBuffer.allocate(4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putFloat(value)
                    .array());
            return this;
        }

        public byte[] toBytes() {
            return out.toByteArray();
        }

        public void varint(long value) {
            long rest = value;
            while ((rest & ~0x7fL) != 0) {
                out.write((int) ((rest & 0x7f) | 0x80));
                rest >>>= 7;
            }
            out.write((int) rest);
        }
    }

    /** Adds an input; a size is a number or a name. */
    public GraphWriter input(String name, int type, String... sizes) {
        graph.message(11, value(name, type, sizes));
        return this;
    }

    public GraphWriter output(String name, int type, String... sizes) {
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

    /**
     * Adds a node such as {@code "y = Add a b"} or {@code "y,scale,zero = DynamicQuantizeLinear x"}; {@code _} is an input
     * that is left out, and an operator of another domain is written with it, as in {@code com.microsoft.MatMulNBits}.
     */
    public GraphWriter node(String equation, Message... attributes) {
        return named("", equation, attributes);
    }

    /** Adds a node that has a name. */
    public GraphWriter named(String name, String equation, Message... attributes) {
        String[] words = equation.split(" ", -1);
        Message node = new Message();
        for (int i = 3; i < words.length; i++) {
            node.text(1, words[i].equals("_") ? "" : words[i]);
        }
        for (String output : words[0].split(",", -1)) {
            node.text(2, output);
        }
        node.text(3, name);
        int dot = words[2].lastIndexOf('.');
        node.text(4, words[2].substring(dot + 1)).text(7, words[2].substring(0, Math.max(0, dot)));
        for (Message attribute : attributes) {
            node.message(5, attribute);
        }
        graph.message(1, node);
        return this;
    }

    public static Message attribute(String name, long value) {
        return new Message().text(1, name).number(3, value).number(20, 2);
    }

    public static Message attribute(String name, GraphWriter body) {
        return new Message().text(1, name).message(6, body.graph).number(20, 5);
    }

    public static Message attribute(String name, float value) {
        return new Message().text(1, name).real(2, value).number(20, 1);
    }

    public static Message list(String name, long... values) {
        Message attribute = new Message().text(1, name);
        for (long value : values) {
            attribute.number(8, value);
        }
        return attribute.number(20, 7);
    }

    /** Adds a table of numbers with {@code width} columns, or a single number if that is 0. */
    public GraphWriter floats(String name, int width, float... values) {
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
    public GraphWriter integers(String name, long... values) {
        return tensor(name, INT64, littleEndian(values), values.length);
    }

    /** Adds a single integer. */
    public GraphWriter integer(String name, long value) {
        return tensor(name, INT64, littleEndian(value));
    }

    private static byte[] littleEndian(long... values) {
        ByteBuffer raw = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) {
            raw.putLong(value);
        }
        return raw.array();
    }

    /** Adds a tensor of any type, whose numbers are {@code raw}, row by row and little-endian. */
    public GraphWriter tensor(String name, int type, byte[] raw, long... sizes) {
        graph.message(5, tensor(name, type, sizes).bytes(9, raw));
        return this;
    }

    /** Adds a tensor of any type, whose numbers are in another file from {@code offset} on. */
    public GraphWriter external(String name, int type, External data, long... sizes) {
        Message tensor = tensor(name, type, sizes)
                .message(13, new Message().text(1, "location").text(2, data.location))
                .message(13, new Message().text(1, "offset").text(2, Long.toString(data.offset)))
                .message(13, new Message().text(1, "length").text(2, Long.toString(data.length)));
        graph.message(5, tensor.number(14, 1));
        return this;
    }

    /** Where the numbers of a tensor are, in bytes. */
    public record External(String location, long offset, long length) {}

    private static Message tensor(String name, int type, long... sizes) {
        Message tensor = new Message();
        for (long size : sizes) {
            tensor.number(1, size);
        }
        return tensor.number(2, type).text(8, name);
    }

    /** Adds a tensor as it is. */
    public GraphWriter tensor(Message tensor) {
        graph.message(5, tensor);
        return this;
    }

    /** Adds a table whose numbers are said to be in another file. */
    public GraphWriter external(String name, int rows, int width, String location) {
        Message entry = new Message().text(1, "location").text(2, location);
        Message tensor =
                new Message().number(1, rows).number(1, width).number(2, FLOAT).text(8, name);
        graph.message(5, tensor.message(13, entry).number(14, 1));
        return this;
    }

    public byte[] toBytes() {
        return new Message()
                .number(1, 8)
                .message(7, graph)
                .message(8, new Message().text(1, "").number(2, operators))
                .message(8, new Message().text(1, "com.microsoft").number(2, 1))
                .toBytes();
    }
}
