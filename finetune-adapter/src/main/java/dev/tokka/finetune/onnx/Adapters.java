// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.onnx;

import static java.util.Objects.requireNonNull;

import dev.tokka.ModelUnavailableException;
import dev.tokka.QuestionRejectedException;
import dev.tokka.finetune.lora.LoraAdapter;
import dev.tokka.finetune.lora.LoraInputs;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.ModelFileException.Reason;
import dev.tokka.onnx.OnnxCall;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The adapters of one base by name. Safe for use by many threads. */
final class Adapters implements AutoCloseable {

    private final Map<String, LoraAdapter> adapters;

    private Adapters(Map<String, LoraAdapter> adapters) {
        this.adapters = Collections.unmodifiableMap(adapters);
    }

    /**
     * Opens the adapters at {@code paths} for the graph that has {@code inputs}.
     *
     * @throws ModelFileException if one cannot be used with it
     */
    static Adapters open(LoraInputs inputs, Map<String, Path> paths) {
        Map<String, LoraAdapter> adapters = new LinkedHashMap<>();
        try {
            paths.forEach((adapter, path) -> adapters.put(adapter, LoraAdapter.open(path, inputs)));
        } catch (RuntimeException e) {
            adapters.values().forEach(LoraAdapter::close);
            throw e;
        }
        return new Adapters(adapters);
    }

    /** Returns the names, in the order of the options. */
    Set<String> names() {
        return adapters.keySet();
    }

    /** Returns the digest of an adapter; empty for the base. */
    String digest(String name) {
        return name.isEmpty() ? "" : of(name).digest();
    }

    /**
     * Checks that there is an adapter {@code name}, or that it is empty.
     *
     * @throws QuestionRejectedException if there is none
     */
    void require(String name) {
        if (!name.isEmpty()) {
            of(name);
        }
    }

    private LoraAdapter of(String name) {
        LoraAdapter adapter = adapters.get(requireNonNull(name, "adapter"));
        if (adapter == null) {
            throw new QuestionRejectedException(
                    "model: expected one of the adapters " + names() + " but was asked for \"" + name + "\"");
        }
        return adapter;
    }

    /**
     * Returns what {@code work} returns, with an adapter that stays open until then.
     *
     * @param work given what makes the runs of a call go through the adapter
     */
    <T> T use(String name, Function<Activation, T> work) {
        if (name.isEmpty()) {
            return work.apply(call -> {});
        }
        try (LoraAdapter.Use use = of(name).use()) {
            return work.apply(call -> use.activate(call.options()));
        }
    }

    /** Makes the runs of a call go through an adapter. */
    @FunctionalInterface
    interface Activation {

        /** Begins; once for each call. */
        void activate(OnnxCall call);
    }

    /** Does {@code trial}, which runs the adapter {@code name}. */
    void tryOut(String name, Runnable trial) {
        try {
            trial.run();
        } catch (ModelUnavailableException e) {
            if (e.reason() == ModelUnavailableException.Reason.INTERRUPTED) {
                throw e;
            }
            throw new ModelFileException(
                    of(name).path(),
                    Reason.WRONG_RESULT,
                    "expected an adapter of this graph but it fails with it; get the one that was trained on this base",
                    e);
        }
    }

    @Override
    public void close() {
        adapters.values().forEach(LoraAdapter::close);
    }
}
