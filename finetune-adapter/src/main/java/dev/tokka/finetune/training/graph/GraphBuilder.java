// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.graph;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.CodedOutputStream;
import dev.tokka.Checks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Builds a small ONNX graph of 32-bit numbers, with the operators of version 13. Equal calls give equal bytes. For one
 * thread.
 *
 * <pre>{@code
 * byte[] model = new GraphBuilder("head").input("features", 384)
 *         .matrix("w", 384, weights).node("MatMul", List.of("features", "w"), "scores").output("scores", 77).toBytes();
 * }</pre>
 *
 * @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">the format, whose field numbers are used here</a>
 */
public final class GraphBuilder {

    private static final int FORMAT_VERSION = 8;
    private static final int OPERATORS = 13;
    private static final int FLOAT = 1;
    private static final int INTEGERS = 7; // the type of an attribute that is a list of them
    private static final String ROWS = "batch";

    private final Part graph = new Part();

    /** A message of the format. */
    private static final class Part {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final CodedOutputStream out = CodedOutputStream.newInstance(bytes);

        private interface Field {
            void write(CodedOutputStream out) throws IOException;
        }

        private Part add(Field field) {
            try {
                field.write(out);
                return this;
            } catch (IOException e) {
                throw new UncheckedIOException(e); // memory does not fail
            }
        }

        Part number(int field, long value) {
            return add(to -> to.writeInt64(field, value));
        }

        Part text(int field, String value) {
            return bytes(field, value.getBytes(UTF_8));
        }

        Part bytes(int field, byte[] value) {
            return add(to -> to.writeByteArray(field, value));
        }

        Part part(int field, Part value) {
            return bytes(field, value.toBytes());
        }

        byte[] toBytes() {
            add(CodedOutputStream::flush);
            return bytes.toByteArray();
        }
    }

    /** Begins a graph; {@code name} is shown by viewers. */
    public GraphBuilder(String name) {
        graph.text(2, Checks.requireText(name, "name"));
    }

    /** Adds an input of any number of rows with {@code width} numbers each. */
    public GraphBuilder input(String name, int width) {
        graph.part(11, rows(name, width));
        return this;
    }

    /** Adds an output of as many rows as the input has, with {@code width} numbers each. */
    public GraphBuilder output(String name, int width) {
        graph.part(12, rows(name, width));
        return this;
    }

    private static Part rows(String name, int width) {
        Part shape = new Part().part(1, new Part().text(2, ROWS)).part(1, new Part().number(1, width));
        Part tensor = new Part().number(1, FLOAT).part(2, shape);
        return new Part().text(1, name).part(2, new Part().part(1, tensor));
    }

    /** Adds a node with one output, such as {@code node("Add", List.of("a", "b"), "sum")}. */
    public GraphBuilder node(String operator, List<String> inputs, String output) {
        graph.part(1, node(operator, inputs).text(2, output).text(3, output).text(4, operator));
        return this;
    }

    /** Adds a node that works along the numbers of each row: {@code ReduceL2} and the like, which keep the dimension. */
    public GraphBuilder perRow(String operator, String input, String output) {
        Part axes = new Part().text(1, "axes").number(8, 1).number(20, INTEGERS);
        graph.part(
                1,
                node(operator, List.of(input))
                        .text(2, output)
                        .text(3, output)
                        .text(4, operator)
                        .part(5, axes));
        return this;
    }

    private static Part node(String operator, List<String> inputs) {
        Checks.requireText(operator, "operator");
        Part node = new Part();
        inputs.forEach(input -> node.text(1, input));
        return node;
    }

    /** Adds a number. */
    public GraphBuilder constant(String name, double value) {
        return tensor(name, new double[] {value});
    }

    /** Adds a row of numbers. */
    public GraphBuilder row(String name, double[] values) {
        return tensor(name, values, values.length);
    }

    /**
     * Adds a table of numbers.
     *
     * @param columns how many there are
     * @param values row by row
     */
    public GraphBuilder matrix(String name, int columns, double[] values) {
        return tensor(name, values, values.length / columns, columns);
    }

    private GraphBuilder tensor(String name, double[] values, long... sizes) {
        ByteBuffer raw = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            if (!Float.isFinite((float) value)) {
                throw new IllegalArgumentException(
                        "expected finite 32-bit numbers in " + name + " but one is " + value);
            }
            raw.putFloat((float) value);
        }
        Part tensor = new Part();
        for (long size : sizes) {
            tensor.number(1, size);
        }
        graph.part(5, tensor.number(2, FLOAT).text(8, name).bytes(9, raw.array()));
        return this;
    }

    /** Returns the model. */
    public byte[] toBytes() {
        Part operators = new Part().text(1, "").number(2, OPERATORS);
        return new Part()
                .number(1, FORMAT_VERSION)
                .text(2, "tokka")
                .part(7, graph)
                .part(8, operators)
                .toBytes();
    }
}
