// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.kinds;

import dev.tokka.Description;
import dev.tokka.Embedder;
import dev.tokka.config.Making;
import dev.tokka.config.Role;
import dev.tokka.config.Setting;
import dev.tokka.config.Settings;
import dev.tokka.config.Type;
import dev.tokka.rag.Encoder;
import dev.tokka.rag.index.IndexSettings;
import dev.tokka.rag.index.LuceneIndex;
import dev.tokka.rag.onnx.OnnxEncoder;
import dev.tokka.rag.tuning.RagConfiguration;
import dev.tokka.rag.tuning.RagParts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Opens indexes and encoders, each once for a file. */
final class OpenIndex {

    /** What turns texts into vectors, with all that this module knows of it. */
    static final Role<Encoder> ENCODER_ROLE = new Role<>("encoder", Encoder.class);

    static final Setting<Path> INDEX =
            Setting.required("index", Type.directory(), "The directory of an index that was written before.");
    static final Setting<Encoder> ENCODER = Setting.optional(
            "encoder",
            Type.part(ENCODER_ROLE),
            "The encoder that the index was written with; without one it is searched by words only.");
    static final Setting<Path> TUNED = Setting.optional(
            "tuned", Type.file(), "A file of settings that a tuner has written, with which the index was written.");

    private OpenIndex() {}

    /** What an index is opened with. An encoder is the same one each time, see {@link #directory}. */
    private record Key(Path directory, Optional<Encoder> encoder, Optional<Path> tuned) {}

    private record EncoderKey(String name) {}

    static LuceneIndex of(Path directory, Settings settings, Making making) {
        Optional<Encoder> encoder = settings.find(ENCODER);
        IndexSettings index = tuned(settings)
                .map(tuned -> tuned.settings(IndexSettings.DEFAULT, RagParts.DEFAULT))
                .orElse(IndexSettings.DEFAULT);
        Key key = new Key(directory, encoder, settings.find(TUNED));
        return making.shared(
                key,
                LuceneIndex.class,
                () -> encoder.map(each -> LuceneIndex.open(directory, each, index))
                        .orElseGet(() -> LuceneIndex.openLexical(directory, index)));
    }

    static Optional<RagConfiguration> tuned(Settings settings) {
        return settings.find(TUNED).map(file -> {
            try {
                return RagConfiguration.read(file);
            } catch (IOException e) {
                throw new UncheckedIOException("the settings cannot be read from " + file, e);
            }
        });
    }

    static Encoder directory(Path directory, Making making) {
        EncoderKey key = new EncoderKey(directory.toString());
        return making.shared(key, OnnxEncoder.class, () -> OnnxEncoder.open(directory));
    }

    /** The encoders that come with this module. */
    enum Bundled {
        BGE_SMALL_EN
    }

    static Encoder bundled(Bundled bundled, Making making) {
        return switch (bundled) {
            case BGE_SMALL_EN -> making.shared(new EncoderKey(""), OnnxEncoder.class, OnnxEncoder::bgeSmallEn);
        };
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
