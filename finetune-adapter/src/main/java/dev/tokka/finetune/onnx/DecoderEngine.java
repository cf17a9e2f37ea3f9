// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tokka.finetune.decoding.Sequences;
import dev.tokka.finetune.lora.LoraInputs;
import dev.tokka.finetune.lora.MergedGraph;
import dev.tokka.onnx.GuardedSession;
import dev.tokka.onnx.ModelDirectory;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.ModelFileException.Reason;
import dev.tokka.onnx.OnnxCall;
import dev.tokka.onnx.OnnxGraph;
import dev.tokka.onnx.Trial;
import java.util.List;
import java.util.function.Function;

/**
 * A decoder with its adapters, its queue and its cache of prefixes, opened together and closed together. Safe for use by
 * many threads; a request is one thread's.
 */
final class DecoderEngine implements AutoCloseable {

    private static final String MERGED = "onnx/decoder_model_merged.onnx";
    private static final String LORA = "onnx/model_lora.onnx";

    private final OnnxGraph file;
    private final DecoderGraph graph;
    private final Adapters adapters;
    private final RequestGate gate;
    private final PrefixCache prefixes;
    private final int context;
    private final int block;
    private volatile Traits traits = new Traits(true, true);

    private record Parts(OnnxGraph file, DecoderGraph graph, Adapters adapters) {}

    private DecoderEngine(Parts parts, OnnxChatOptions options, int block) {
        this.file = parts.file();
        this.graph = parts.graph();
        this.adapters = parts.adapters();
        this.block = block;
        this.gate = new RequestGate(
                options.capacity().requests(), options.capacity().waiting());
        this.prefixes = new PrefixCache(graph, block, options.prefixBytes());
        this.context = Math.min(graph.shape().context(), options.capacity().context());
    }

    /**
     * Opens the graph of {@code directory} that {@code options} choose, and tries it.
     *
     * @throws ModelFileException if the files are not those of a decoder that works
     */
    static DecoderEngine open(ModelDirectory directory, OnnxChatOptions options) {
        return open(directory, options, DecoderSequences.BLOCK);
    }

    /** Opens it with prompts read in blocks of {@code block} tokens. */
    static DecoderEngine open(ModelDirectory directory, OnnxChatOptions options, int block) {
        if (!directory.has("config.json")) {
            throw new ModelFileException(
                    directory.path(),
                    Reason.MISSING,
                    "expected a file config.json, which belongs to every model of the Hugging Face hub, but there is"
                            + " none");
        }
        JsonNode config = directory.json("config.json");
        String name = graphName(directory, options);
        OnnxGraph file = options.merged()
                .map(adapter -> MergedGraph.of(directory, name, adapter))
                .orElseGet(() -> OnnxGraph.of(directory, name));
        LoraInputs inputs = LoraInputs.of(directory, name);
        GuardedSession session = GuardedSession.open(file, own -> {
            configure(own, options.capacity().threads());
            if (inputs.isHalf()) {
                // At its default, the level above, ONNX Runtime 1.28 ends the process with a segmentation fault while
                // it opens a graph whose inputs for adapters default to empty tensors of 16 bits.
                own.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.EXTENDED_OPT);
            }
        });
        try {
            DecoderGraph graph = new DecoderGraph(session, ShapeReader.read(file.file(), config, session));
            Adapters adapters = Adapters.open(inputs, options.adapters());
            DecoderEngine engine = new DecoderEngine(new Parts(file, graph, adapters), options, block);
            engine.tryOut(options);
            return engine;
        } catch (RuntimeException e) {
            Trial.closeSoon(() -> session.close(() -> {}));
            throw e;
        }
    }

    private static String graphName(ModelDirectory directory, OnnxChatOptions options) {
        if (options.graph().isEmpty()) {
            if (!options.adapters().isEmpty() && directory.has(LORA)) {
                return LORA;
            }
            if (!directory.has("onnx/model.onnx") && !directory.has("model.onnx") && directory.has(MERGED)) {
                return MERGED;
            }
        }
        return directory.graph(options.graph());
    }

    private static void configure(OrtSession.SessionOptions options, int threads) throws OrtException {
        options.setIntraOpNumThreads(threads);
        options.setInterOpNumThreads(1);
        options.setMemoryPatternOptimization(false); // a pattern would be kept for every length of a sequence
        // The many short steps of a run would each wake sleeping threads; between two runs they must not burn a
        // processor.
        options.addConfigEntry("session.intra_op.allow_spinning", "1");
        options.addConfigEntry("session.force_spinning_stop", "1");
    }

    private void tryOut(OnnxChatOptions options) {
        try {
            Trial.within(options.openTimeout(), file.file(), this::tryOut);
        } catch (RuntimeException e) {
            Trial.closeSoon(this::close);
            throw e;
        }
    }

    private void tryOut() {
        traits = graph.session().call(call -> GraphTrial.run(file.file(), graph, call));
        for (String adapter : adapters.names()) {
            adapters.tryOut(adapter, () -> call(adapter, sequences -> sequences.append(List.of(new int[] {1, 2}))));
        }
    }

    OnnxGraph file() {
        return file;
    }

    DecoderShape shape() {
        return graph.shape();
    }

    Adapters adapters() {
        return adapters;
    }

    int context() {
        return context;
    }

    PrefixUsage prefixUsage() {
        return prefixes.usage();
    }

    /**
     * Returns what {@code work} returns of sequences that are new, when the turn of this request has come.
     *
     * @param adapter the name of an adapter, or empty for the base
     * @throws dev.tokka.ModelUnavailableException if too many requests wait, or the thread is interrupted
     * @throws IllegalStateException if this is closed, or was closed meanwhile
     */
    <T> T call(String adapter, Function<Sequences, T> work) {
        adapters.require(adapter);
        return gate.through(() -> adapters.use(
                adapter,
                activation -> graph.session().call(call -> {
                    activation.activate(call);
                    try (Sequences sequences = open(adapter, call)) {
                        return work.apply(sequences);
                    }
                })));
    }

    private Sequences open(String adapter, OnnxCall call) {
        return traits.padding()
                ? new DecoderSequences(graph, call, prefixes.of(adapter), settings())
                : new SeparateSequences(() -> new DecoderSequences(graph, call, prefixes.of(adapter), settings()));
    }

    private DecoderSequences.Settings settings() {
        return new DecoderSequences.Settings(context, traits.blocks() ? block : 0);
    }

    @Override
    public void close() {
        gate.close();
        graph.session().close(() -> {
            prefixes.close();
            adapters.close();
        });
    }
}
