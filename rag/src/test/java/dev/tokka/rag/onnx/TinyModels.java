// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.onnx;

import java.io.IOException;
import java.nio.file.Path;

/** Directories of tiny models, for tests of other packages. */
public final class TinyModels {

    private static final float[] TABLE = {0, 0, 0, 1, 1, 1, 1, 1, 3, 4, -5, 2, 1, 7, 2, 9, 1, 1};
    private static final float[] WEIGHTS = {0, 0, 0, 0, 0.5f, -0.25f, 0.125f, 0, 0};

    private TinyModels() {}

    /** Writes an encoder of two numbers, with its {@code tokenizer.json}, into {@code directory} and returns that. */
    public static Path encoder(Path directory) throws IOException {
        new TinyModel(directory)
                .file("tokka-encoder.json", "{\"pooling\": \"mean\"}")
                .bertTokenizer()
                .graph(TinyModel.encoder(TABLE));
        return directory;
    }

    /** Writes a cross-encoder that likes fees and no cards into {@code directory} and returns that. */
    public static Path reranker(Path directory) throws IOException {
        new TinyModel(directory)
                .file("tokka-reranker.json", "{\"probability\": false}")
                .bertTokenizer()
                .graph(TinyModel.scorer(1, WEIGHTS));
        return directory;
    }
}
