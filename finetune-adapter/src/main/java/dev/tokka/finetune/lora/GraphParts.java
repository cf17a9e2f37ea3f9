// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.lora;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.ModelFileException.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a graph consists of, its subgraphs included: inputs, nodes, and the tensors that are part of the graph.
 *
 * @param inputs of the outermost graph, by name
 * @param nodes of all graphs
 * @param initializers of all graphs, by name; of two that have one name, both are missing
 * @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">the format, whose field numbers are used here</a>
 */
record GraphParts(Map<String, Input> inputs, List<Node> nodes, Map<String, Initializer> initializers) {

    private static final int MAX_DEPTH = 64;

    /**
     * An input.
     *
     * @param type its number in ONNX
     * @param dims -1 where it is free
     */
    record Input(int type, List<Long> dims) {}

    /**
     * A node.
     *
     * @param name often the path of the module that it was made from
     * @param transB whether the second input is taken with its rows as columns, as only {@code Gemm} can
     */
    record Node(String name, String operator, List<String> inputs, List<String> outputs, boolean transB) {}

    /**
     * A tensor.
     *
     * @param start where its bytes begin in the graph
     * @param length how many bytes there are; 0 if they are elsewhere, or written in another way
     * @param external where they are instead, by the keys of the format; often empty
     */
    record Initializer(int type, List<Long> dims, int start, int length, Map<String, String> external) {}

    /** Returns the parts of the graph {@code bytes}; {@code file} is for messages. */
    static GraphParts of(Path file, byte[] bytes) {
        Scan scan = new Scan(CodedInputStream.newInstance(bytes));
        try {
            scan.each((field, in) -> {
                if (field == 7) {
                    scan.message(() -> scan.graph(0));
                    return true;
                }
                return false;
            });
            return scan.parts();
        } catch (IOException e) {
            throw new ModelFileException(file, Reason.MALFORMED, "expected an ONNX model but it is damaged", e);
        }
    }

    private interface Message {
        void read() throws IOException;
    }

    private interface Field {
        /** Reads the value of a field, or leaves it and returns false. */
        boolean read(int field, CodedInputStream in) throws IOException;
    }

    private static final class Scan {

        private final CodedInputStream in;
        private final Map<String, Input> inputs = new HashMap<>();
        private final List<Node> nodes = new ArrayList<>();
        private final Map<String, List<Initializer>> initializers = new HashMap<>();

        Scan(CodedInputStream in) {
            this.in = in;
        }

        GraphParts parts() {
            Map<String, Initializer> unique = new HashMap<>();
            initializers.forEach((name, all) -> {
                if (all.size() == 1) {
                    unique.put(name, all.get(0));
                }
            });
            return new GraphParts(Map.copyOf(inputs), List.copyOf(nodes), Map.copyOf(unique));
        }

        private void each(Field reader) throws IOException {
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                if (!reader.read(WireFormat.getTagFieldNumber(tag), in)) {
                    in.skipField(tag);
                }
            }
        }

        private void message(Message reader) throws IOException {
            int limit = in.pushLimit(in.readRawVarint32());
            reader.read();
            in.popLimit(limit);
        }

        private void graph(int depth) throws IOException {
            if (depth > MAX_DEPTH) {
                throw new IOException("nested too deep");
            }
            each((field, from) -> {
                switch (field) {
                    case 1 -> message(() -> node(depth));
                    case 5 -> message(this::initializer);
                    case 11 -> message(() -> input(depth));
                    default -> {
                        return false;
                    }
                }
                return true;
            });
        }

        private void node(int depth) throws IOException {
            List<String> ins = new ArrayList<>();
            List<String> outs = new ArrayList<>();
            String[] texts = {"", ""};
            boolean[] transB = {false};
            each((field, from) -> {
                switch (field) {
                    case 1 -> ins.add(from.readString());
                    case 2 -> outs.add(from.readString());
                    case 3 -> texts[0] = from.readString();
                    case 4 -> texts[1] = from.readString();
                    case 5 -> message(() -> transB[0] |= attribute(depth));
                    default -> {
                        return false;
                    }
                }
                return true;
            });
            nodes.add(new Node(texts[0], texts[1], List.copyOf(ins), List.copyOf(outs), transB[0]));
        }

        /** Reads an attribute and returns whether it is a {@code transB} that is set. */
        private boolean attribute(int depth) throws IOException {
            String[] name = {""};
            long[] value = {0};
            each((field, from) -> {
                switch (field) {
                    case 1 -> name[0] = from.readString();
                    case 3 -> value[0] = from.readInt64();
                    case 6, 11 -> message(() -> graph(depth + 1));
                    default -> {
                        return false;
                    }
                }
                return true;
            });
            return name[0].equals("transB") && value[0] != 0;
        }

        private void initializer() throws IOException {
            List<Long> dims = new ArrayList<>();
            Map<String, String> external = new HashMap<>();
            String[] name = {""};
            int[] numbers = {0, 0, 0}; // type, start, length
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                switch (WireFormat.getTagFieldNumber(tag)) {
                    case 1 -> dims(dims, WireFormat.getTagWireType(tag));
                    case 2 -> numbers[0] = in.readInt32();
                    case 8 -> name[0] = in.readString();
                    case 9 -> {
                        numbers[2] = in.readRawVarint32();
                        numbers[1] = in.getTotalBytesRead();
                        in.skipRawBytes(numbers[2]);
                    }
                    case 13 -> message(() -> entry(external));
                    default -> in.skipField(tag);
                }
            }
            initializers
                    .computeIfAbsent(name[0], any -> new ArrayList<>())
                    .add(new Initializer(numbers[0], List.copyOf(dims), numbers[1], numbers[2], Map.copyOf(external)));
        }

        private void dims(List<Long> dims, int wireType) throws IOException {
            if (wireType == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
                message(() -> {
                    while (in.getBytesUntilLimit() > 0) {
                        dims.add(in.readInt64());
                    }
                });
            } else {
                dims.add(in.readInt64());
            }
        }

        private void entry(Map<String, String> external) throws IOException {
            String[] entry = {"", ""};
            each((field, from) -> {
                if (field == 1 || field == 2) {
                    entry[field - 1] = from.readString();
                    return true;
                }
                return false;
            });
            external.put(entry[0], entry[1]);
        }

        private void input(int depth) throws IOException {
            String[] name = {""};
            int[] type = {0};
            List<Long> dims = new ArrayList<>();
            each((field, from) -> {
                if (field == 1) {
                    name[0] = from.readString();
                    return true;
                }
                return only(field, 2, () -> within(1, () -> tensorType(type, dims)));
            });
            if (depth == 0) {
                inputs.put(name[0], new Input(type[0], List.copyOf(dims)));
            }
        }

        private void tensorType(int[] type, List<Long> dims) throws IOException {
            each((field, from) -> {
                if (field == 1) {
                    type[0] = from.readInt32();
                    return true;
                }
                return only(field, 2, () -> within(1, () -> dims.add(dim())));
            });
        }

        private long dim() throws IOException {
            long[] size = {-1};
            each((field, from) -> {
                if (field == 1) {
                    size[0] = from.readInt64();
                    return true;
                }
                return false;
            });
            return size[0];
        }

        private boolean only(int field, int wanted, Message reader) throws IOException {
            if (field != wanted) {
                return false;
            }
            message(reader);
            return true;
        }

        private void within(int wanted, Message reader) throws IOException {
            each((field, from) -> only(field, wanted, reader));
        }
    }
}
