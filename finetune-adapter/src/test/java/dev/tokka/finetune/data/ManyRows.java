// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data;

import dev.tokka.finetune.data.cleaning.Cleaning;
import dev.tokka.finetune.data.cleaning.DocumentSplit;
import dev.tokka.finetune.data.cleaning.DocumentSplit.Part;
import dev.tokka.finetune.data.cleaning.Quality;
import dev.tokka.finetune.data.datasheet.Composition;
import dev.tokka.finetune.data.format.RowFiles;
import dev.tokka.finetune.data.format.RowFormats;
import dev.tokka.finetune.data.generation.LabelRows;
import dev.tokka.finetune.data.generation.LabelledText;
import dev.tokka.finetune.data.generation.RowGeneration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes, cleans, splits, counts and writes many rows, in a process of little memory. */
final class ManyRows {

    private static final int BATCH = 100;

    private ManyRows() {}

    /** Works in the folder of the first argument on as many rows as the second one says, of as many characters as the third. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        int rows = Integer.parseInt(arguments[1]);
        String filling = "x".repeat(Integer.parseInt(arguments[2]));
        Iterable<LabelledText> texts = () -> IntStream.range(0, rows)
                .mapToObj(i -> new LabelledText(
                        "text-" + i % 1_000, "This is number " + i + ": " + filling, "answer " + i % 7))
                .iterator();
        TrainingSet made = RowGeneration.of(LabelRows.extraction("Say the answer.", "own work"), texts)
                .executor(Runnable::run, BATCH)
                .build()
                .run(folder.resolve("made"))
                .set()
                .orElseThrow();
        TrainingSet cleaned = Cleaning.NONE
                .then("lengths", Quality.lengths(1, 100))
                .then("refusals", Quality.refusals())
                .run(made, folder.resolve("cleaned"))
                .set();
        new DocumentSplit(
                        List.of(new Part("train", 0.95), new Part("test", 0.05)),
                        row -> row.content().wanted(),
                        1)
                .run(cleaned, folder.resolve("split"));
        Composition composition = Composition.of(cleaned);
        try (Stream<TrainingRow> all = cleaned.rows()) {
            long written = RowFiles.write(all, RowFormats.openAiChat(), folder.resolve("rows-of-chat.jsonl"));
            if (written != rows || composition.rows() != rows) {
                throw new IllegalStateException("expected " + rows + " rows but there are " + written);
            }
        }
    }
}
