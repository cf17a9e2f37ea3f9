// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import dev.tokka.finetune.onnx.OnnxChatModel;
import dev.tokka.finetune.onnx.OnnxChatOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What changing adapters costs in time, and many of them in memory, on the bundled model.
 *
 * @param model the directory
 */
record AdapterCost(Path model) {

    private static final int ADAPTERS = 50;
    private static final int REQUESTS = 400;

    /** A heap that gives back what it does not need, so that what was read to open the adapters does not count. */
    private static final List<String> GIVING =
            List.of("-Xms8m", "-Xmx256m", "-XX:+UseSerialGC", "-XX:MinHeapFreeRatio=5", "-XX:MaxHeapFreeRatio=10");

    List<Figure> measure() throws IOException {
        double switching = switchMilliseconds();
        double files = fileMegabytes();
        double grown = resident(ADAPTERS) - resident(0);
        return List.of(
                Figure.of("adapter switch", switching, "ms").atMost(1),
                Figure.of("50 adapters of rank 16, files", files, "MB"),
                Figure.of("50 adapters of rank 16, resident", grown, "MB"),
                Figure.of("50 adapters of rank 16, resident / files", grown / files)
                        .atMost(1.1));
    }

    private double fileMegabytes() throws IOException {
        long bytes = 0;
        for (Path file : files(model, ADAPTERS)) {
            bytes += Files.size(file);
        }
        return bytes / (double) (1 << 20);
    }

    private double resident(int adapters) {
        double[] megabytes = new double[3];
        for (int i = 0; i < megabytes.length; i++) {
            megabytes[i] = Double.parseDouble(JavaProcess.run(
                            GIVING, AdapterMemory.class.getName(), List.of(model.toString(), String.valueOf(adapters)))
                    .get(0));
        }
        return Percentile.median(megabytes);
    }

    /** Returns how much longer a request takes when the one before had another adapter; the two ways take turns. */
    private double switchMilliseconds() throws IOException {
        OnnxChatOptions options = OnnxChatOptions.defaults().withPrefixBytes(0).withGraph("onnx/model_lora.onnx");
        for (String name : List.of("raft", "facts-x10")) {
            options = options.withAdapter(name, model.resolve("adapters/" + name + "/adapter.onnx_adapter"));
        }
        double[] same = new double[REQUESTS];
        double[] other = new double[REQUESTS];
        try (OnnxChatModel base = OnnxChatModel.open(model, options)) {
            OnnxChatModel one = base.withAdapter("raft");
            OnnxChatModel two = base.withAdapter("facts-x10");
            for (int i = -50; i < REQUESTS; i++) {
                Writing.of(one, "Question: What is it?", 1);
                double stayed = Writing.of(one, "Question: What is it?", 1).nanos() / 1e6;
                double switched = Writing.of(two, "Question: What is it?", 1).nanos() / 1e6;
                if (i >= 0) {
                    same[i] = stayed;
                    other[i] = switched;
                }
            }
        }
        return Percentile.median(other) - Percentile.median(same);
    }

    /** Returns the adapters of {@code model} over and over, {@code count} in all. */
    static List<Path> files(Path model, int count) throws IOException {
        List<Path> some;
        try (java.util.stream.Stream<Path> folders = Files.list(model.resolve("adapters"))) {
            some = folders.map(folder -> folder.resolve("adapter.onnx_adapter"))
                    .sorted()
                    .toList();
        }
        return java.util.stream.IntStream.range(0, count)
                .mapToObj(i -> some.get(i % some.size()))
                .toList();
    }
}
