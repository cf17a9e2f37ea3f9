// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.kinds;

import dev.tokka.DomainModel;
import dev.tokka.Embedder;
import dev.tokka.config.Kind;
import dev.tokka.config.Making;
import dev.tokka.config.Role;
import dev.tokka.config.Setting;
import dev.tokka.config.Settings;
import dev.tokka.config.Type;
import dev.tokka.finetune.classification.EmbeddingFeatures;
import dev.tokka.finetune.classification.HeadModel;
import java.nio.file.Path;
import java.util.Optional;

/** Heads in files. */
final class HeadKinds {

    private static final Setting<Path> DIRECTORY =
            Setting.required("directory", Type.directory(), "The directory with the tokka-head.json of the head.");
    private static final Setting<Embedder> EMBEDDER = Setting.optional(
            "embedder", Type.part(Role.EMBEDDER), "The encoder that it was trained on; without it, it needs none.");
    private static final Setting<Double> THRESHOLD = Setting.optional(
            "threshold",
            Type.number(0, 1),
            "The least probability of a label that is replied; without it those of the training.");

    /** Two heads of one directory may have different embedders, of which one is wrong. */
    private record Key(Path directory, String embedder) {}

    private HeadKinds() {}

    static Kind<DomainModel> head() {
        return Role.MODEL.kind(
                "head",
                "A head that labels texts, trained in the JVM on the vectors of an encoder or on characters.",
                Type.object(DIRECTORY, EMBEDDER, THRESHOLD),
                HeadKinds::open);
    }

    private static DomainModel open(Settings settings, Making making) {
        Path directory = settings.get(DIRECTORY);
        Optional<Embedder> embedder = settings.find(EMBEDDER);
        Key key = new Key(
                directory, embedder.map(own -> own.describe().fingerprint()).orElse(""));
        HeadModel model = making.shared(
                key,
                HeadModel.class,
                () -> embedder.map(own -> HeadModel.open(directory, EmbeddingFeatures.of(own)))
                        .orElseGet(() -> HeadModel.open(directory)));
        return settings.find(THRESHOLD).map(model::withThreshold).orElse(model);
    }
}
