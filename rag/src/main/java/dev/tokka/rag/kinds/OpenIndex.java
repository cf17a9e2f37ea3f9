// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.kinds;

import dev.tokka.Retriever;
import dev.tokka.config.Kind;
import dev.tokka.config.Making;
import dev.tokka.config.Role;
import dev.tokka.config.Setting;
import dev.tokka.config.Settings;
import dev.tokka.config.Type;
import dev.tokka.rag.Documents;
import dev.tokka.rag.Encoder;
import dev.tokka.rag.index.IndexSettings;
import dev.tokka.rag.index.LuceneIndex;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Opens embedded indexes, each once for a file. */
final class OpenIndex {

    /** What documents can be read from again. */
    static final Role<Documents> DOCUMENTS = new Role<>("documents", Documents.class);

    static final Setting<Encoder> ENCODER = Setting.optional(
            "encoder",
            Type.part(OnnxKinds.ENCODER),
            "The encoder that the index was written with; without one it is searched by words only.");

    private static final Setting<Path> INDEX =
            Setting.required("index", Type.directory(), "The directory of an index that was written before.");

    private OpenIndex() {}

    /** What an index is opened with. An encoder is the same one each time. */
    private record Key(Path directory, Optional<Encoder> encoder, IndexSettings settings) {}

    static List<Kind<?>> kinds() {
        Type<Settings> type =
                Type.object(INDEX, ENCODER, IndexOptions.TUNED, IndexOptions.VOCABULARY, IndexOptions.EMBEDDED);
        Kind.Maker<Settings, LuceneIndex> maker = (settings, making) -> of(settings.get(INDEX), settings, making);
        return List.of(
                Role.RETRIEVER.<Settings>kind("lucene", "An embedded index.", type, maker),
                DOCUMENTS.kind("lucene", "The documents of an embedded index.", type, maker));
    }

    static LuceneIndex of(Path directory, Settings settings, Making making) {
        Optional<Encoder> encoder = settings.find(ENCODER);
        IndexSettings index = IndexOptions.embedded(settings);
        return making.shared(
                new Key(directory, encoder, index),
                LuceneIndex.class,
                () -> encoder.map(each -> LuceneIndex.open(directory, each, index))
                        .orElseGet(() -> LuceneIndex.openLexical(directory, index)));
    }

    /** Returns {@code retriever} as what its documents are read from, if it keeps them. */
    static Optional<Documents> documents(Retriever retriever) {
        return retriever instanceof Documents documents ? Optional.of(documents) : Optional.empty();
    }
}
