// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.kinds;

import dev.tokka.DomainModel;
import dev.tokka.Embedder;
import dev.tokka.config.Kind;
import dev.tokka.config.KindProvider;
import dev.tokka.config.Making;
import dev.tokka.config.Role;
import dev.tokka.config.Setting;
import dev.tokka.config.Settings;
import dev.tokka.config.Type;
import dev.tokka.finetune.FineTunedModel;
import dev.tokka.finetune.classification.EmbeddingFeatures;
import dev.tokka.finetune.onnx.OnnxChatModel;
import dev.tokka.finetune.onnx.OnnxChatOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Offers {@code fine-tuned}, {@code onnx} and {@code head} to files. */
public final class FineTunedKinds implements KindProvider {

    private static final Setting<Path> DIRECTORY =
            Setting.required("directory", Type.directory(), "The directory with the tokka-model.json of the model.");
    private static final Setting<String> ADAPTER = Setting.optional(
            "adapter", Type.text(), "One of the model's adapters; without it the one that its file names.");

    private static final Setting<Boolean> BASE =
            Setting.of("base", Type.truth(), false, "Whether the base answers, without an adapter.");

    private static final Setting<Embedder> EMBEDDER = Setting.optional(
            "embedder", Type.part(Role.EMBEDDER), "The encoder that a head was trained on; other models need none.");

    /** Views with different adapters share what one of them opened; heads with different embedders do not. */
    private record Key(Path directory, String embedder) {}

    private record EngineKey(Path directory) {}

    /** Creates the provider; {@link java.util.ServiceLoader} does. */
    public FineTunedKinds() {}

    @Override
    public List<Kind<?>> kinds() {
        return List.of(
                Role.MODEL.kind(
                        "fine-tuned",
                        "A fine-tuned model with the prompt of its training, in this process or served, or a head.",
                        Type.object(DIRECTORY, ADAPTER, BASE, EMBEDDER),
                        FineTunedKinds::fineTuned),
                Role.MODEL.kind(
                        "onnx",
                        "A chat model in this process, from a directory in the layout of Hugging Face for ONNX.",
                        Type.directory(),
                        FineTunedKinds::onnx),
                HeadKinds.head());
    }

    private static DomainModel fineTuned(Settings settings, Making making) {
        Path directory = settings.get(DIRECTORY);
        Optional<Embedder> embedder = settings.find(EMBEDDER);
        Key key = new Key(
                directory, embedder.map(own -> own.describe().fingerprint()).orElse(""));
        FineTunedModel model = making.shared(
                key,
                FineTunedModel.class,
                () -> embedder.map(own -> FineTunedModel.open(directory, EmbeddingFeatures.of(own)))
                        .orElseGet(() -> FineTunedModel.open(
                                directory,
                                OnnxChatOptions.defaults(),
                                name -> Optional.ofNullable(making.environment().get(name)))));
        Optional<String> adapter = settings.find(ADAPTER);
        if (adapter.isPresent() && settings.get(BASE)) {
            throw new IllegalArgumentException("expected either 'adapter' or 'base' but found both");
        }
        return adapter.or(() -> settings.get(BASE) ? Optional.of("") : Optional.empty())
                .map(model::withAdapter)
                .orElse(model);
    }

    private static DomainModel onnx(Path directory, Making making) {
        return making.shared(new EngineKey(directory), OnnxChatModel.class, () -> OnnxChatModel.open(directory))
                .asDomainModel();
    }
}
