// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import dev.tokka.finetune.onnx.OnnxChatModel;
import dev.tokka.finetune.onnx.OnnxChatOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Prints the resident bytes of a process with a model and some adapters, each of which was used: {@code MODEL COUNT}. */
final class AdapterMemory {

    private AdapterMemory() {}

    public static void main(String... args) throws IOException {
        Path model = Path.of(args[0]);
        List<Path> files = AdapterCost.files(model, Integer.parseInt(args[1]));
        OnnxChatOptions options = OnnxChatOptions.defaults().withPrefixBytes(0).withGraph("onnx/model_lora.onnx");
        for (int i = 0; i < files.size(); i++) {
            options = options.withAdapter("adapter-" + i, files.get(i));
        }
        try (OnnxChatModel base = OnnxChatModel.open(model, options)) {
            for (int i = 0; i < 50; i++) { // as many requests without adapters
                OnnxChatModel one = files.isEmpty() ? base : base.withAdapter("adapter-" + i % files.size());
                Writing.of(one, "Question: What is it?", 1);
            }
            System.gc();
            System.out.println(ResidentMemory.now().total() * 1048576);
        }
    }

    static double fileBytes(Path model, int count) throws IOException {
        long bytes = 0;
        for (Path file : AdapterCost.files(model, count)) {
            bytes += Files.size(file);
        }
        return bytes;
    }
}
