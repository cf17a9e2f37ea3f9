// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.onnx;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a model directory is opened. Everything has a default; what changes results is part of the model's description.
 *
 * @param graph the file of the graph, relative to the directory, such as {@code "onnx/model_quantized.onnx"}; empty for
 *     {@code onnx/model_lora.onnx} if there are adapters, else {@code onnx/model.onnx}, {@code model.onnx},
 *     {@code onnx/decoder_model_merged.onnx}, or the only {@code .onnx} file
 * @param adapters where the adapters are, by the names that requests use; names are not blank
 * @param merged a directory as PEFT saves it, whose adapter is added to the weights while they are loaded; for graphs without
 *     inputs for adapters
 * @param capacity how much is done at once
 * @param prefixBytes the most bytes of keys and values that are kept of the beginnings of prompts; 0 keeps none
 * @param openTimeout how long the model may take for the few tokens that it is tried on when opened; positive
 */
public record OnnxChatOptions(
        String graph,
        Map<String, Path> adapters,
        Optional<Path> merged,
        Capacity capacity,
        long prefixBytes,
        Duration openTimeout) {

    private static final long DEFAULT_PREFIX_BYTES = 256L << 20;

    /** As the files say, without adapters, 256 MiB of beginnings, one minute to open. */
    public static OnnxChatOptions defaults() {
        return new OnnxChatOptions(
                "", Map.of(), Optional.empty(), Capacity.DEFAULT, DEFAULT_PREFIX_BYTES, Duration.ofMinutes(1));
    }

    /** Checks and copies the components. */
    public OnnxChatOptions {
        requireNonNull(graph, "graph");
        adapters = Collections.unmodifiableMap(new LinkedHashMap<>(adapters));
        adapters.forEach((name, path) -> {
            Checks.requireText(name, "adapter name");
            requireNonNull(path, "adapter path");
        });
        requireNonNull(merged, "merged");
        requireNonNull(capacity, "capacity");
        if (prefixBytes < 0) {
            throw new IllegalArgumentException("prefixBytes must be at least 0 but is " + prefixBytes);
        }
        if (openTimeout.isNegative() || openTimeout.isZero()) {
            throw new IllegalArgumentException("openTimeout must be positive but is " + openTimeout);
        }
    }

    /**
     * How much is done at once.
     *
     * @param threads the threads of one run, the caller's included; at least 1
     * @param requests the requests that run at once; at least 1
     * @param waiting the requests that wait for their turn before others are refused; at least 0
     * @param context the most tokens of a prompt and its answer, if fewer than the model can read; at least 8
     */
    public record Capacity(int threads, int requests, int waiting, int context) {

        /** A thread per processor, as many requests as processors, 64 waiting, the whole context of the model. */
        public static final Capacity DEFAULT = new Capacity(
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().availableProcessors(),
                64,
                Integer.MAX_VALUE);

        /** Checks the ranges above. */
        public Capacity {
            Checks.requireAtLeast(1, threads, "threads");
            Checks.requireAtLeast(1, requests, "requests");
            Checks.requireAtLeast(0, waiting, "waiting");
            Checks.requireAtLeast(8, context, "context");
        }

        /** Returns this with another number of threads for one run. */
        public Capacity withThreads(int newThreads) {
            return new Capacity(newThreads, requests, waiting, context);
        }

        /** Returns this with other numbers of requests that run at once and that wait. */
        public Capacity withRequests(int newRequests, int newWaiting) {
            return new Capacity(threads, newRequests, newWaiting, context);
        }

        /** Returns this with a shorter context. */
        public Capacity withContext(int newContext) {
            return new Capacity(threads, requests, waiting, newContext);
        }
    }

    /** Returns these options with another graph, such as {@code "onnx/model_quantized.onnx"}. */
    public OnnxChatOptions withGraph(String newGraph) {
        return new OnnxChatOptions(newGraph, adapters, merged, capacity, prefixBytes, openTimeout);
    }

    /** Returns these options with one more adapter, or another one of that name. */
    public OnnxChatOptions withAdapter(String name, Path path) {
        Map<String, Path> more = new LinkedHashMap<>(adapters);
        more.put(name, path);
        return new OnnxChatOptions(graph, more, merged, capacity, prefixBytes, openTimeout);
    }

    /**
     * Returns these options with an adapter that is added to the weights of the base while they are loaded: for graphs
     * without inputs for adapters. There is one at most, and no base beside it.
     *
     * @param path a directory as PEFT saves it; the weights must have 32 or 16 bits
     */
    public OnnxChatOptions withMerged(Path path) {
        return new OnnxChatOptions(graph, adapters, Optional.of(path), capacity, prefixBytes, openTimeout);
    }

    /** Returns these options with another capacity. */
    public OnnxChatOptions withCapacity(Capacity newCapacity) {
        return new OnnxChatOptions(graph, adapters, merged, newCapacity, prefixBytes, openTimeout);
    }

    /** Returns these options with another budget for the beginnings of prompts; 0 keeps none. */
    public OnnxChatOptions withPrefixBytes(long newPrefixBytes) {
        return new OnnxChatOptions(graph, adapters, merged, capacity, newPrefixBytes, openTimeout);
    }

    /** Returns these options with more or less time to try the model when it is opened. */
    public OnnxChatOptions withOpenTimeout(Duration newOpenTimeout) {
        return new OnnxChatOptions(graph, adapters, merged, capacity, prefixBytes, newOpenTimeout);
    }
}
