// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.graph;

import ai.onnxruntime.platform.Fp16Conversions;
import dev.tokka.onnx.GraphWriter;
import dev.tokka.onnx.GraphWriter.Message;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The nodes of a graph or of a branch, whose results it names, and the constants that they need. */
final class Nodes {

    private final GraphWriter graph;
    private final String prefix;
    private final Map<String, String> constants = new HashMap<>();
    private final boolean half;
    private int count;

    /** Begins with no nodes; {@code prefix} begins all names, {@code half} is the precision of {@link #real}. */
    Nodes(GraphWriter graph, String prefix, boolean half) {
        this.graph = graph;
        this.prefix = prefix;
        this.half = half;
    }

    GraphWriter graph() {
        return graph;
    }

    private String name() {
        return prefix + "n" + count++;
    }

    /** Adds {@code "Add a b"} and returns the name of its result. */
    String of(String call, Message... attributes) {
        String name = name();
        graph.node(name + " = " + call, attributes);
        return name;
    }

    /** Adds a node of several results and returns their names. */
    String[] several(int results, String call, Message... attributes) {
        String[] names = new String[results];
        Arrays.setAll(names, i -> name());
        graph.node(String.join(",", names) + " = " + call, attributes);
        return names;
    }

    /** Makes {@code x} the result {@code name} of the graph or branch, and returns the full name. */
    String output(String name, String x) {
        graph.node(prefix + name + " = Identity " + x);
        return prefix + name;
    }

    /** Returns one row of numbers of 32 bits. */
    String floats(float... values) {
        String name = name();
        graph.floats(name, values.length, values);
        return name;
    }

    /** Returns a list of whole numbers. */
    String list(long... values) {
        return constants.computeIfAbsent("list" + Arrays.toString(values), key -> {
            String name = name();
            graph.integers(name, values);
            return name;
        });
    }

    /** Returns a whole number. */
    String integer(long value) {
        return constants.computeIfAbsent("integer" + value, key -> {
            String name = name();
            graph.integer(name, value);
            return name;
        });
    }

    /** Returns a number of 32 bits. */
    String single(double value) {
        return constants.computeIfAbsent("single" + value, key -> {
            String name = name();
            graph.floats(name, 0, (float) value);
            return name;
        });
    }

    /** Returns a number in the precision of the graph. */
    String real(double value) {
        return half ? constants.computeIfAbsent("half" + value, key -> half(value)) : single(value);
    }

    private String half(double value) {
        String name = name();
        short bits = Fp16Conversions.floatToFp16((float) value);
        graph.tensor(name, GraphWriter.FLOAT16, new byte[] {(byte) bits, (byte) (bits >> 8)});
        return name;
    }

    /** Returns {@code x}, of 32 bits, in the precision of the graph. */
    String own(String x) {
        return half ? cast(x, GraphWriter.FLOAT16) : x;
    }

    /** Returns {@code x}, in the precision of the graph, with 32 bits. */
    String wide(String x) {
        return half ? cast(x, GraphWriter.FLOAT) : x;
    }

    String cast(String x, int type) {
        return of("Cast " + x, GraphWriter.attribute("to", type));
    }

    String reshape(String x, long... sizes) {
        return of("Reshape " + x + " " + list(sizes));
    }

    String transpose(String x, long... order) {
        return of("Transpose " + x, GraphWriter.list("perm", order));
    }

    String unsqueeze(String x, long... axes) {
        return of("Unsqueeze " + x + " " + list(axes));
    }

    /** Returns one size of {@code x}, as a single number. */
    String size(String x, long axis) {
        return of("Gather " + of("Shape " + x) + " " + integer(axis));
    }

    String range(String from, String to) {
        return of("Range " + from + " " + to + " " + integer(1));
    }

    /** Returns the second half of {@code x} turned round, then the first, as rotary positions need. */
    String rotated(String x, int width) {
        String last = list(-1);
        String first = of("Slice " + x + " " + list(0) + " " + list(width / 2) + " " + last);
        String second = of("Slice " + x + " " + list(width / 2) + " " + list(width) + " " + last);
        return of("Concat " + of("Neg " + second) + " " + first, GraphWriter.attribute("axis", -1));
    }

    /** Returns GELU by the hyperbolic tangent. */
    String gelu(String x) {
        String cube = of("Mul " + x + " " + of("Mul " + x + " " + x));
        String inner = of("Add " + x + " " + of("Mul " + cube + " " + real(0.044715)));
        String tanh = of("Tanh " + of("Mul " + inner + " " + real(Math.sqrt(2 / Math.PI))));
        String sum = of("Add " + tanh + " " + real(1));
        return of("Mul " + of("Mul " + x + " " + real(0.5)) + " " + sum);
    }

    String silu(String x) {
        return of("Mul " + x + " " + of("Sigmoid " + x));
    }
}
