// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.generation;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Question;
import dev.tokka.finetune.data.SourceDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/** A run whose teacher hangs at a call, so that it can be killed there. */
final class KilledGeneration implements DomainModel {

    static final List<SourceDocument> DOCUMENTS = IntStream.range(0, 40)
            .mapToObj(i -> SourceDocument.of("d" + i, "The fee of fund " + i + " is " + i + "00 yen.", "own work"))
            .toList();

    private final Path calls;
    private final int hangAt;

    KilledGeneration(Path calls, int hangAt) {
        this.calls = calls;
        this.hangAt = hangAt;
    }

    /** Runs into the folder of the first argument and hangs at the call that the second one says. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        run(new KilledGeneration(folder.resolveSibling("calls"), Integer.parseInt(arguments[1])), folder);
    }

    static Generated run(DomainModel teacher, Path folder) throws IOException {
        return RowGeneration.of(DocumentQuestions.inWordings(1).then(new Paraphrases(1)), DOCUMENTS)
                .teacher(teacher, TeacherBudget.of(1_000, 10_000_000, 100))
                .executor(Runnable::run, 4)
                .build()
                .run(folder);
    }

    @Override
    @SuppressWarnings("SystemOut") // how the other process learns that it is time to kill this one
    public Answer answer(Question question) {
        try {
            int call = Files.exists(calls) ? Files.readString(calls).length() : 0;
            if (call == hangAt) {
                System.out.println("hangs");
                new CountDownLatch(1).await();
            }
            Files.writeString(calls, "x".repeat(call + 1));
            return Answer.reply("{\"texts\":[\"Call " + call + "?\"]}");
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Description describe() {
        return Description.of("counting");
    }
}
