// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.lora;

import com.google.flatbuffers.FlatBufferBuilder;
import com.google.flatbuffers.Table;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.ModelFileException.Reason;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads and writes the adapters of ONNX Runtime, which are FlatBuffers.
 *
 * <p>ONNX Runtime believes what an adapter says of its own sizes, so one that is read here is written anew before native
 * code sees it.
 *
 * @see <a href="https://github.com/microsoft/onnxruntime/blob/main/onnxruntime/lora/adapter_format/adapter_schema.fbs">the
 *     schema, whose field numbers are used here</a>
 */
final class AdapterFile {

    private static final String IDENTIFIER = "TORT";
    private static final int FORMAT_VERSION = 1;
    private static final int ALIGNMENT = 8;

    private AdapterFile() {}

    /** A table of the schema: {@code Adapter} or {@code Parameter}. */
    private static final class Fields extends Table {

        private Fields(int position, ByteBuffer bytes) {
            __reset(position, bytes);
        }

        static Fields root(ByteBuffer bytes) {
            return new Fields(__indirect(bytes.position(), bytes), bytes);
        }

        static boolean isAdapter(ByteBuffer bytes) {
            return bytes.capacity() >= 8 && __has_identifier(bytes, IDENTIFIER);
        }

        private int offset(int field) {
            return __offset(4 + 2 * field);
        }

        int number(int field) {
            int offset = offset(field);
            return offset == 0 ? 0 : bb.getInt(bb_pos + offset);
        }

        String text(int field) {
            int offset = offset(field);
            return offset == 0 ? "" : __string(bb_pos + offset);
        }

        /** Returns how many elements a vector has, of which each takes {@code size} bytes. */
        int length(int field, int size) {
            int offset = offset(field);
            int length = offset == 0 ? 0 : __vector_len(offset);
            if (length < 0 || (length > 0 && length > (bb.capacity() - __vector(offset)) / size)) {
                throw new IndexOutOfBoundsException(length);
            }
            return length;
        }

        Fields table(int field, int index) {
            return new Fields(__indirect(__vector(offset(field)) + 4 * index), bb);
        }

        long number(int field, int index) {
            return bb.getLong(__vector(offset(field)) + 8 * index);
        }

        ByteBuffer bytes(int field) {
            int length = length(field, 1);
            return length == 0 ? ByteBuffer.allocate(0) : bb.slice(__vector(offset(field)), length);
        }
    }

    /**
     * Returns the tensors of an adapter by name.
     *
     * @param file where it is, for messages
     * @throws ModelFileException if it is damaged, of another version, or has tensors of other types
     */
    static Map<String, Tensor> read(Path file, byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (!Fields.isAdapter(buffer)) {
            throw malformed(file, "it does not begin like one");
        }
        try {
            Fields adapter = Fields.root(buffer);
            if (adapter.number(0) != FORMAT_VERSION) {
                throw new ModelFileException(
                        file,
                        Reason.UNSUPPORTED,
                        "expected an adapter of format version " + FORMAT_VERSION + " but it has " + adapter.number(0));
            }
            Map<String, Tensor> tensors = new TreeMap<>();
            long total = 0;
            for (int i = 0; i < adapter.length(3, 4); i++) {
                Fields parameter = adapter.table(3, i);
                Tensor tensor = tensor(file, parameter);
                total += tensor.data().capacity() + 1L;
                if (tensors.put(parameter.text(0), tensor) != null || total > bytes.length) {
                    throw malformed(file, "its tensors overlap or have one name");
                }
            }
            return tensors;
        } catch (IndexOutOfBoundsException | IllegalArgumentException | NegativeArraySizeException e) {
            throw new ModelFileException(file, Reason.MALFORMED, "expected an adapter but it is damaged", e);
        }
    }

    private static Tensor tensor(Path file, Fields parameter) {
        TensorType type = TensorType.ofOnnx(parameter.number(2))
                .orElseThrow(() -> new ModelFileException(
                        file, Reason.UNSUPPORTED, "expected tensors of 32 or 16 bits but it has others"));
        List<Integer> dims = new ArrayList<>();
        long bytes = type.size();
        for (int i = 0; i < parameter.length(1, 8); i++) {
            long dim = parameter.number(1, i);
            if (dim < 1 || dim > Integer.MAX_VALUE || bytes * dim > Integer.MAX_VALUE) {
                throw malformed(file, "a tensor has the size " + dim);
            }
            dims.add((int) dim);
            bytes *= dim;
        }
        ByteBuffer data = parameter.bytes(3);
        if (data.capacity() != bytes) {
            throw malformed(file, "a tensor needs " + bytes + " bytes but has " + data.capacity());
        }
        return new Tensor(type, dims, data);
    }

    /** Returns {@code tensors} as an adapter; equal tensors give equal bytes. */
    static byte[] write(Map<String, Tensor> tensors) {
        long size = tensors.values().stream()
                .mapToLong(tensor -> tensor.data().capacity() + 256L)
                .sum();
        FlatBufferBuilder builder = new FlatBufferBuilder(Math.toIntExact(size + 256));
        int[] parameters = new TreeMap<>(tensors)
                .entrySet().stream()
                        .mapToInt(entry -> parameter(builder, entry.getKey(), entry.getValue()))
                        .toArray();
        int all = builder.createVectorOfTables(parameters);
        builder.startTable(4);
        builder.addInt(0, FORMAT_VERSION, 0);
        builder.addInt(1, 1, 0); // the versions of adapter and model are the user's own; nothing reads them
        builder.addInt(2, 1, 0);
        builder.addOffset(3, all, 0);
        builder.finish(builder.endTable(), IDENTIFIER);
        return builder.sizedByteArray();
    }

    private static int parameter(FlatBufferBuilder builder, String name, Tensor tensor) {
        int text = builder.createString(name);
        builder.startVector(8, tensor.dims().size(), 8);
        for (int i = tensor.dims().size() - 1; i >= 0; i--) {
            builder.addLong(tensor.dims().get(i));
        }
        int dims = builder.endVector();
        ByteBuffer room = builder.createUnintializedVector(1, tensor.data().capacity(), ALIGNMENT);
        room.put(tensor.data().duplicate());
        int data = builder.endVector();
        builder.startTable(4);
        builder.addOffset(0, text, 0);
        builder.addOffset(1, dims, 0);
        builder.addInt(2, tensor.type().onnx(), 0);
        builder.addOffset(3, data, 0);
        return builder.endTable();
    }

    private static ModelFileException malformed(Path file, String seen) {
        return new ModelFileException(file, Reason.MALFORMED, "expected an adapter of ONNX Runtime but " + seen);
    }
}
