// SPDX-License-Identifier: Apache-2.0
package dev.tokka.onnx;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tokka.onnx.ModelFileException.Reason;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Looks through the protocol buffer of a graph for the files that it refers to, before native code does.
 *
 * @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">the format</a>
 */
final class OnnxFile {

    private static final int MAX_DEPTH = 64;

    /** The messages of the format that can hold a tensor or part of one, with the numbers of those fields. */
    private enum Message {
        MODEL,
        TRAINING,
        GRAPH,
        FUNCTION,
        NODE,
        ATTRIBUTE,
        SPARSE_TENSOR,
        TENSOR,
        ENTRY;

        private static final Map<Message, Map<Integer, Message>> FIELDS = Map.of(
                MODEL, Map.of(7, GRAPH, 20, TRAINING, 25, FUNCTION),
                TRAINING, Map.of(1, GRAPH, 2, GRAPH),
                GRAPH, Map.of(1, NODE, 5, TENSOR, 15, SPARSE_TENSOR),
                FUNCTION, Map.of(7, NODE, 11, ATTRIBUTE),
                NODE, Map.of(5, ATTRIBUTE),
                ATTRIBUTE, Map.of(5, TENSOR, 6, GRAPH, 10, TENSOR, 11, GRAPH, 22, SPARSE_TENSOR, 23, SPARSE_TENSOR),
                SPARSE_TENSOR, Map.of(1, TENSOR, 2, TENSOR),
                TENSOR, Map.of(13, ENTRY),
                ENTRY, Map.of());
    }

    private final Path file;
    private final byte[] bytes;
    private final SortedSet<String> locations = new TreeSet<>();
    private int position;
    private boolean graph;

    private OnnxFile(Path file, byte[] bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    /** Returns the names of the files that hold tensors of the graph {@code bytes}, as the graph has them. */
    static SortedSet<String> externalData(Path file, byte[] bytes) {
        OnnxFile scan = new OnnxFile(file, bytes);
        scan.refuseOthers();
        scan.message(Message.MODEL, bytes.length, 0);
        if (!scan.graph) {
            throw scan.malformed("it holds no graph");
        }
        return scan.locations;
    }

    private void refuseOthers() {
        String start = new String(bytes, 0, Math.min(bytes.length, 24), ISO_8859_1);
        if (start.startsWith("version https://git-lfs")) {
            throw malformed("it is a pointer of Git LFS; fetch the file itself");
        }
        if (start.startsWith(
                "ORTM", 4)) { // ONNX Runtime would read it as a FlatBuffer, which is not looked through here
            throw malformed("it is in the format of ONNX Runtime; use the .onnx file");
        }
        if (start.startsWith("<") || start.startsWith("PK\3\4") || start.startsWith("\177ELF")) {
            throw malformed("it is a web page, an archive or a program");
        }
    }

    private void message(Message type, int end, int depth) {
        if (depth > MAX_DEPTH) {
            throw malformed("it is nested more than " + MAX_DEPTH + " deep");
        }
        String key = "";
        String value = "";
        while (position < end) {
            long tag = varint(end);
            if (tag >>> 32 != 0) { // some readers drop the upper bits and then see another field
                throw malformed("it is no protocol buffer, at byte " + position);
            }
            int field = (int) (tag >>> 3);
            if ((tag & 7) != 2) {
                skip((int) (tag & 7), end);
                continue;
            }
            int length = length(end);
            Message child = Message.FIELDS.getOrDefault(type, Map.of()).get(field);
            if (child != null) {
                graph |= child == Message.GRAPH;
                message(child, position + length, depth + 1);
                continue;
            }
            if (type == Message.ENTRY) {
                String text = new String(bytes, position, length, UTF_8);
                key = field == 1 ? text : key;
                value = field == 2 ? text : value;
            }
            position += length;
        }
        if (key.equals("location")) {
            locations.add(value);
        }
    }

    private void skip(int wireType, int end) {
        switch (wireType) {
            case 0 -> varint(end);
            case 1 -> advance(8, end);
            case 5 -> advance(4, end);
            default -> throw malformed("it is no protocol buffer, at byte " + position);
        }
    }

    private int length(int end) {
        long length = varint(end);
        if (length < 0 || length > end - position) {
            throw malformed("it is cut off or damaged, at byte " + position);
        }
        return (int) length;
    }

    private void advance(int count, int end) {
        if (count > end - position) {
            throw malformed("it is cut off, at byte " + position);
        }
        position += count;
    }

    private long varint(int end) {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            advance(1, end);
            byte next = bytes[position - 1];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw malformed("it is no protocol buffer, at byte " + position);
    }

    private ModelFileException malformed(String seen) {
        return new ModelFileException(file, Reason.MALFORMED, "expected an ONNX model but " + seen);
    }
}
