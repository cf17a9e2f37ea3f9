// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation;

import dev.tokka.Answer;
import dev.tokka.DomainModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An experiment in a process of its own that is to be killed: its model answers 25 questions and then hangs. */
final class KilledExperiment {

    static final int ANSWERS = 25;

    private KilledExperiment() {}

    /** Runs with the ledger as its argument; the name of the model is that of the test. */
    public static void main(String... args) throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        DomainModel model = question -> {
            if (asked.incrementAndGet() > ANSWERS) {
                hang();
            }
            return Answer.reply(question.text().replace("?", ""));
        };
        ExecutorService threads = Executors.newFixedThreadPool(4);
        Experiment.of(Benchmarks.numbers(60), List.of(new Candidate("echo", model)), Path.of(args[0]))
                .withConcurrency(4)
                .withProgress(progress -> System.out.println(progress.done()))
                .run(threads);
    }

    private static void hang() {
        try {
            System.in.read(); // nobody writes there
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
