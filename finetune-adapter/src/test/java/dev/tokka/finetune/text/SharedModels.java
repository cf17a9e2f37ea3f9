// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokka.onnx.ModelDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;

/** The small models beside the checkout; tests that need one are skipped where there is none. */
final class SharedModels {

    private SharedModels() {}

    static ModelDirectory of(String name) {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            for (String models : List.of("shared/models", "examples/src/main/resources")) {
                if (Files.isDirectory(folder.resolve(models).resolve(name))) {
                    return ModelDirectory.of(folder.resolve(models).resolve(name));
                }
            }
        }
        return Assumptions.abort("needs the model " + name + " beside the checkout");
    }

    static List<JsonNode> golden(ModelDirectory directory) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(directory.file("golden.jsonl"))) {
            lines.add(new ObjectMapper().readTree(line));
        }
        return lines;
    }

    static int[] ids(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .flatMapToInt(id -> IntStream.of(id.intValue()))
                .toArray();
    }

    static List<ChatMessage> messages(JsonNode line) {
        return StreamSupport.stream(line.path("messages").spliterator(), false)
                .map(message -> new ChatMessage(
                        message.path("role").asText(), message.path("content").asText()))
                .toList();
    }
}
