// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.kinds;

import dev.tokka.Description;
import dev.tokka.Embedder;
import dev.tokka.config.Kind;
import dev.tokka.config.Making;
import dev.tokka.config.Role;
import dev.tokka.config.Setting;
import dev.tokka.config.Settings;
import dev.tokka.config.Type;
import dev.tokka.rag.Encoder;
import dev.tokka.rag.Reranker;
import dev.tokka.rag.onnx.AdaptedEncoder;
import dev.tokka.rag.onnx.OnnxEncoder;
import dev.tokka.rag.onnx.OnnxOptions;
import dev.tokka.rag.onnx.OnnxReranker;
import dev.tokka.rag.text.Language;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Encoders and rerankers in files, each directory opened once with the same options. */
final class OnnxKinds {

    /** What turns texts into vectors, with all that this module knows of it. */
    static final Role<Encoder> ENCODER = new Role<>("encoder", Encoder.class);

    static final Role<Reranker> RERANKER = new Role<>("reranker", Reranker.class);

    private static final Setting<Path> DIRECTORY =
            Setting.required("directory", Type.directory(), "The directory of the model.");
    private static final Setting<String> MODEL = Setting.of(
            "model", Type.text(), "", "The graph, relative to the directory, such as onnx/model_quantized.onnx.");
    private static final Setting<Path> SETTINGS =
            Setting.optional("settings", Type.file(), "A file of settings instead of the one in the directory.");
    private static final Setting<List<Language>> LANGUAGES = Setting.of(
            "languages",
            Type.list(Type.choice(Map.of("en", Language.ENGLISH, "ja", Language.JAPANESE)), 1),
            List.of(),
            "The languages that it is good for; without them those that its files name.");
    private static final Setting<Integer> DIMENSION = Setting.optional(
            "dimension", Type.integer(1, Integer.MAX_VALUE), "How many numbers of a vector are kept, the first ones.");
    private static final Setting<Integer> MAX_TOKENS = Setting.optional(
            "max-tokens", Type.integer(8, Integer.MAX_VALUE), "The longest text in tokens, special ones included.");
    private static final Setting<Integer> THREADS = Setting.optional(
            "threads", Type.integer(1, 1_024), "How many runs at once; without it as many as there are processors.");
    private static final Setting<Integer> BATCH_TOKENS = Setting.optional(
            "batch-tokens",
            Type.integer(1, Integer.MAX_VALUE),
            "The most tokens of texts that run together; without it one text a run.");
    private static final Setting<Duration> OPEN_TIMEOUT = Setting.of(
            "open-timeout",
            Type.duration(Duration.ofMillis(1)),
            Duration.ofSeconds(10),
            "How long the model may take for the short texts that it is tried on.");

    private static final Setting<Path> ADAPTER = Setting.required(
            "directory", Type.directory(), "The directory with the tokka-vector-adapter.json of the adapter.");
    private static final Setting<Encoder> ADAPTED =
            Setting.required("encoder", Type.part(ENCODER), "The encoder that the adapter was trained on.");

    private OnnxKinds() {}

    /** The encoders that come with this module. */
    private enum Bundled {
        BGE_SMALL_EN
    }

    private record BundledKey(Bundled bundled) {}

    private record EncoderKey(Path directory, OnnxOptions options) {}

    private record AdapterKey(Path directory, String encoder) {}

    private record RerankerKey(Path directory, OnnxOptions options) {}

    static List<Kind<?>> encoders() {
        return List.of(
                ENCODER.kind(
                        "bundled",
                        "An encoder that comes with the library.",
                        Type.choice(Bundled.class),
                        OnnxKinds::bundled),
                ENCODER.kind(
                        "directory",
                        "An encoder from a directory in the layout of Hugging Face.",
                        Type.directory(),
                        (directory, making) -> encoder(directory, OnnxOptions.defaults(), making)),
                ENCODER.kind(
                        "onnx",
                        "An encoder from a directory in the layout of Hugging Face, opened as you say.",
                        Type.object(
                                DIRECTORY,
                                MODEL,
                                SETTINGS,
                                LANGUAGES,
                                DIMENSION,
                                MAX_TOKENS,
                                THREADS,
                                BATCH_TOKENS,
                                OPEN_TIMEOUT),
                        (settings, making) -> encoder(settings.get(DIRECTORY), encoding(settings), making)),
                ENCODER.kind(
                        "adapted",
                        "An encoder whose vectors of questions an adapter changes; an index stays as it is.",
                        Type.object(ADAPTER, ADAPTED),
                        OnnxKinds::adapted),
                Role.EMBEDDER.kind(
                        "encoder",
                        "The vectors of an encoder.",
                        Type.part(ENCODER),
                        (encoder, making) -> new QuestionEmbedder(encoder)));
    }

    static List<Kind<?>> rerankers() {
        return List.of(
                RERANKER.kind(
                        "directory",
                        "A cross-encoder from a directory in the layout of Hugging Face.",
                        Type.directory(),
                        (directory, making) -> reranker(directory, OnnxOptions.defaults(), making)),
                RERANKER.kind(
                        "onnx",
                        "A cross-encoder from a directory in the layout of Hugging Face, opened as you say.",
                        Type.object(DIRECTORY, MODEL, SETTINGS, MAX_TOKENS, THREADS, BATCH_TOKENS, OPEN_TIMEOUT),
                        (settings, making) -> reranker(settings.get(DIRECTORY), options(settings), making)));
    }

    private static Encoder bundled(Bundled bundled, Making making) {
        return switch (bundled) {
            case BGE_SMALL_EN -> making.shared(new BundledKey(bundled), OnnxEncoder.class, OnnxEncoder::bgeSmallEn);
        };
    }

    private static Encoder encoder(Path directory, OnnxOptions options, Making making) {
        return making.shared(
                new EncoderKey(directory, options), OnnxEncoder.class, () -> OnnxEncoder.open(directory, options));
    }

    private static Encoder adapted(Settings settings, Making making) {
        Path directory = settings.get(ADAPTER);
        Encoder encoder = settings.get(ADAPTED);
        return making.shared(
                new AdapterKey(directory, encoder.describe().fingerprint()),
                AdaptedEncoder.class,
                () -> AdaptedEncoder.open(directory, encoder));
    }

    private static Reranker reranker(Path directory, OnnxOptions options, Making making) {
        return making.shared(
                new RerankerKey(directory, options), OnnxReranker.class, () -> OnnxReranker.open(directory, options));
    }

    /** Returns what both kinds of models are opened with. */
    private static OnnxOptions options(Settings settings) {
        OnnxOptions options =
                OnnxOptions.defaults().withModel(settings.get(MODEL)).withOpenTimeout(settings.get(OPEN_TIMEOUT));
        options = settings.find(SETTINGS).map(options::withSettings).orElse(options);
        options = settings.find(MAX_TOKENS).map(options::withMaxTokens).orElse(options);
        options = settings.find(THREADS).map(options::withThreads).orElse(options);
        return settings.find(BATCH_TOKENS).map(options::withBatchTokens).orElse(options);
    }

    private static OnnxOptions encoding(Settings settings) {
        OnnxOptions options = options(settings).withLanguages(Set.copyOf(settings.get(LANGUAGES)));
        return settings.find(DIMENSION).map(options::withDimension).orElse(options);
    }

    /** An encoder of questions as core knows it. */
    record QuestionEmbedder(Encoder encoder) implements Embedder {

        @Override
        public float[] embed(String text) {
            return encoder.encode(Encoder.Role.QUERY, List.of(text)).get(0);
        }

        @Override
        public Description describe() {
            return encoder.describe();
        }
    }
}
