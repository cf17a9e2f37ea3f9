// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.lora;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokka.onnx.ModelDirectory;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.ModelFileException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads tensors of the safetensors format. The file is mapped into memory, not copied, and everything its header says is
 * checked before a number is read: sizes, types, and that the tensors fill the file without a gap or an overlap.
 *
 * @see <a href="https://github.com/huggingface/safetensors#format">the format</a>
 */
final class Safetensors {

    private static final int LENGTH_BYTES = 8;
    private static final int MAX_HEADER_BYTES = 100_000_000; // as in the format

    private final Path file;

    private Safetensors(Path file) {
        this.file = file;
    }

    private record Part(String name, TensorType type, List<Integer> dims, long start, long end) {}

    /**
     * Returns the tensors of {@code file} by name.
     *
     * @throws ModelFileException if it is damaged, or has tensors of other types than F32, F16 and BF16
     */
    static Map<String, Tensor> read(Path file) {
        return new Safetensors(file).read();
    }

    private Map<String, Tensor> read() {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer length = bytes(channel, 0, LENGTH_BYTES);
            long header = length.getLong(0);
            if (header < 2 || header > MAX_HEADER_BYTES || header > channel.size() - LENGTH_BYTES) {
                throw malformed("its header would have " + header + " of " + channel.size() + " bytes");
            }
            byte[] json = new byte[(int) header];
            bytes(channel, LENGTH_BYTES, header).get(json);
            long start = LENGTH_BYTES + header;
            return map(channel, start, parts(ModelDirectory.parse(file, json), channel.size() - start));
        } catch (IOException e) {
            throw new ModelFileException(file, Reason.UNREADABLE, "the file cannot be read", e);
        }
    }

    private ByteBuffer bytes(FileChannel channel, long position, long length) throws IOException {
        if (channel.size() < position + length) {
            throw malformed("it is cut off after " + channel.size() + " bytes");
        }
        return channel.map(FileChannel.MapMode.READ_ONLY, position, length).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Maps the whole file if one mapping can hold it: a process has not many of them. */
    private Map<String, Tensor> map(FileChannel channel, long start, List<Part> parts) throws IOException {
        boolean whole = channel.size() <= Integer.MAX_VALUE;
        ByteBuffer all = whole ? bytes(channel, 0, channel.size()) : ByteBuffer.allocate(0);
        Map<String, Tensor> tensors = new TreeMap<>();
        for (Part part : parts) {
            long length = part.end - part.start;
            ByteBuffer data = whole
                    ? all.slice((int) (start + part.start), (int) length)
                    : bytes(channel, start + part.start, length);
            tensors.put(part.name, new Tensor(part.type, part.dims, data));
        }
        return tensors;
    }

    private List<Part> parts(JsonNode header, long size) {
        List<Part> parts = new ArrayList<>();
        header.properties().forEach(member -> {
            if (!member.getKey().equals("__metadata__")) {
                parts.add(part(member.getKey(), member.getValue()));
            }
        });
        parts.sort(Comparator.comparingLong(Part::start));
        long end = 0;
        for (Part part : parts) {
            if (part.start != end) {
                throw malformed(
                        "tensor " + part.name + " begins at byte " + part.start + " where " + end + " bytes are taken");
            }
            end = part.end;
        }
        if (end != size) {
            throw malformed("its header tells of " + end + " bytes of tensors but it has " + size);
        }
        return parts;
    }

    private Part part(String name, JsonNode tensor) {
        TensorType type = type(name, tensor.path("dtype").asText());
        List<Integer> dims = new ArrayList<>();
        long bytes = type.size();
        for (JsonNode dim : tensor.path("shape")) {
            if (!dim.isIntegralNumber() || !dim.canConvertToInt() || dim.intValue() < 0) {
                throw malformed("tensor " + name + " has a size that is no whole number from 0");
            }
            dims.add(dim.intValue());
            bytes = Math.multiplyHigh(bytes, dim.intValue()) == 0 ? bytes * dim.intValue() : -1;
            if (bytes < 0 || bytes > Integer.MAX_VALUE) {
                throw malformed("tensor " + name + " would have more than " + Integer.MAX_VALUE + " bytes");
            }
        }
        JsonNode offsets = tensor.path("data_offsets");
        boolean numbers = tensor.path("shape").isArray()
                && offsets.size() == 2
                && offsets.path(0).isIntegralNumber()
                && offsets.path(1).isIntegralNumber();
        long start = offsets.path(0).asLong(-1);
        if (!numbers || start < 0 || offsets.path(1).asLong() - start != bytes) {
            throw malformed("the shape of tensor " + name + " needs " + bytes + " bytes but it has another number");
        }
        return new Part(name, type, dims, start, start + bytes);
    }

    private TensorType type(String name, String type) {
        try {
            return TensorType.valueOf(type);
        } catch (IllegalArgumentException e) {
            throw new ModelFileException(
                    file,
                    Reason.UNSUPPORTED,
                    "expected F32, F16 or BF16 but tensor " + name + " is of another type",
                    e);
        }
    }

    private ModelFileException malformed(String seen) {
        return new ModelFileException(file, Reason.MALFORMED, "expected a safetensors file but " + seen);
    }
}
