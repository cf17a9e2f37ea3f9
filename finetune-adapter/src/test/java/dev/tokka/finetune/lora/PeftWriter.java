// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.lora;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Writes adapters as PEFT does. */
final class PeftWriter {

    private final Path directory;

    PeftWriter(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
    }

    /** Writes the settings, given without braces and without the type. */
    PeftWriter config(String members) throws IOException {
        Files.writeString(directory.resolve("adapter_config.json"), "{\"peft_type\": \"LORA\", " + members + "}");
        return this;
    }

    PeftWriter weights(Map<String, Tensor> tensors) throws IOException {
        Files.write(directory.resolve("adapter_model.safetensors"), safetensors(tensors));
        return this;
    }

    static byte[] safetensors(Map<String, Tensor> tensors) {
        StringBuilder header = new StringBuilder("{\"__metadata__\":{\"format\":\"pt\"}");
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        new TreeMap<>(tensors).forEach((name, tensor) -> {
            byte[] bytes = new byte[tensor.data().capacity()];
            tensor.data().get(0, bytes);
            header.append(",\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
                    .formatted(name, tensor.type(), tensor.dims(), data.size(), data.size() + bytes.length));
            data.writeBytes(bytes);
        });
        return file(header.append("}").toString(), data.toByteArray());
    }

    static byte[] file(String header, byte[] data) {
        byte[] text = header.getBytes(UTF_8);
        return ByteBuffer.allocate(8 + text.length + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.length)
                .put(text)
                .put(data)
                .array();
    }
}
