// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import dev.tokka.rag.index.IngestListener;
import dev.tokka.rag.index.IngestReport;
import dev.tokka.rag.index.LuceneIndex;
import dev.tokka.rag.onnx.OnnxEncoder;
import java.nio.file.Path;
import java.util.List;

/**
 * Ingestion with the defaults into words and vectors on the disk.
 *
 * @param articles what to ingest
 * @param index where to
 */
record TokkaIngestion(List<SciFact.Article> articles, Path index) implements Runnable {

    @Override
    public void run() {
        try (OnnxEncoder encoder = OnnxEncoder.bgeSmallEn();
                LuceneIndex opened = LuceneIndex.open(index, encoder)) {
            IngestReport report = opened.ingest(
                    articles.stream().map(SciFact.Article::document).toList(), IngestListener.NONE);
            if (report.added().size() != articles.size()) {
                throw new IllegalStateException("expected " + articles.size() + " added but got " + report);
            }
        }
    }
}
