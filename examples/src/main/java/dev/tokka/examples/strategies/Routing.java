// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.strategies;

import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Results;
import dev.tokka.evaluation.Tags;
import dev.tokka.evaluation.analysis.Analysis;
import dev.tokka.evaluation.routing.Costs;
import dev.tokka.evaluation.routing.RouterReport;
import dev.tokka.evaluation.routing.RouterTraining;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Says what it is worth to send each question to one of the strategies of a study, on questions that the router had not
 * learned from, and keeps the router if it is worth something.
 *
 * @param folder of the study
 * @param out where it is said
 */
record Routing(Path folder, PrintStream out) {

    /**
     * Learns from the answers, whose first metric says what is right.
     *
     * @param about what the router is tried on
     */
    void show(String about, Results answers) throws IOException {
        if (answers.benchmark().cases().size() < RouterTraining.FEWEST_QUESTIONS) {
            return;
        }
        out.println("Learning a router, tried on " + about + " …\n");
        RouterTraining training =
                RouterTraining.of(answers, answers.benchmark().metrics().get(0), Costs.MEASURED);
        RouterReport report;
        try {
            report = training.evaluate(Analysis.DEFAULT, Runnable::run);
        } catch (IllegalArgumentException e) { // there is nothing to choose
            out.println(e.getMessage() + "\n");
            return;
        }
        out.println(report.toMarkdown(Locale.ENGLISH));
        if (report.verdict().worthRouting()) {
            Path router = folder.resolve("router.json");
            training.train().write(router);
            out.println("The router: " + router + "\n");
        }
    }

    /** Returns the answers with each question a cluster of its own, so that a router learns from others of the same kind. */
    static Results apart(Results answers) {
        Benchmark all = answers.benchmark();
        List<Case> cases = all.cases().stream()
                .map(item -> item.withTag(Tags.CLUSTER, item.id()))
                .toList();
        return new Results(
                new Benchmark(all.name(), all.version(), cases, all.metrics(), all.protocol()),
                answers.fingerprints(),
                answers.entries());
    }
}
