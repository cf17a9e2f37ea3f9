// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import dev.tokka.finetune.onnx.OnnxChatModel;
import dev.tokka.finetune.onnx.OnnxChatOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Prints the resident memory, in units of 2^20 bytes, of a process with a model and some adapters, each of which was used: {@code MODEL COUNT}. */
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
            for (int i = 0; i < 4; i++) { // each lets the heap shrink a little more
                System.gc();
            }
            System.out.println(ResidentMemory.now().total());
        }
    }
}
