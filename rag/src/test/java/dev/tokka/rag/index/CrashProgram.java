// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import dev.tokka.rag.onnx.OnnxEncoder;
import java.nio.file.Path;
import java.util.Optional;

/** Ingests a folder and prints every document that is acknowledged, until it is killed. */
final class CrashProgram {

    private CrashProgram() {}

    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        Path docs = Path.of(arguments[1]);
        Optional<OnnxEncoder> encoder =
                arguments[2].equals("encoder") ? Optional.of(OnnxEncoder.bgeSmallEn(2)) : Optional.empty();
        try (LuceneIndex index = encoder.map(e -> LuceneIndex.open(folder, e))
                .orElseGet(() -> LuceneIndex.openLexical(folder, IndexSettings.DEFAULT))) {
            index.ingest(docs, progress -> {
                progress.acknowledged().forEach(System.out::println);
                System.out.flush();
            });
        }
        encoder.ifPresent(OnnxEncoder::close);
        System.out.println("finished");
    }
}
