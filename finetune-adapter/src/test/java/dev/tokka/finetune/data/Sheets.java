// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data;

import dev.tokka.finetune.data.datasheet.Datasheet;
import dev.tokka.finetune.data.datasheet.Datasheet.About;
import dev.tokka.finetune.data.generation.DocumentQuestions;
import dev.tokka.finetune.data.generation.RowGeneration;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Datasheets for tests. */
public final class Sheets {

    private Sheets() {}

    /** Returns the sheet of a set on fees that is made in {@code directory}. */
    public static Datasheet of(Path directory) throws IOException {
        List<SourceDocument> documents =
                List.of(SourceDocument.of("a.md", "The fee of the card is 500 yen.", "CC BY 4.0"));
        TrainingSet set = RowGeneration.of(DocumentQuestions.inWordings(1), documents)
                .build()
                .run(directory)
                .set()
                .orElseThrow();
        return Datasheet.of(new About("fees 1", "Teaches fees.", "", Instant.EPOCH), set);
    }
}
