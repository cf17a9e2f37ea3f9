// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.Answer;
import dev.tokka.DomainModel;
import dev.tokka.DomainModels;
import dev.tokka.Question;
import dev.tokka.Router;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Candidate;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Experiment;
import dev.tokka.evaluation.Results;
import dev.tokka.evaluation.analysis.Analysis;
import dev.tokka.evaluation.metric.text.TextMatch;
import dev.tokka.evaluation.routing.Costs;
import dev.tokka.evaluation.routing.LearnedRouter;
import dev.tokka.evaluation.routing.RouterReport;
import dev.tokka.evaluation.routing.RouterTraining;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of the guide to evaluation that routes. */
class RoutingGuideTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, UTF_8);
    private final Executor executor = Runnable::run;
    private final DomainModel base = knowing("fee");
    private final DomainModel retrieval = knowing("section");

    @TempDir
    Path folder;

    @Test
    void eachQuestionGoesWhereItIsExpectedToBeAnswered() throws IOException, InterruptedException {
        Results results = results();

        // SHOW
        RouterTraining training = RouterTraining.of(results, TextMatch.contains(), Costs.MEASURED);
        RouterReport report = training.evaluate(Analysis.DEFAULT, executor);
        out.println(report.toMarkdown(Locale.ENGLISH));
        if (report.verdict().worthRouting()) {
            training.train().write(folder.resolve("router.json"));
        }
        // END
        routed();

        assertThat(printed.toString(UTF_8)).contains("**Route.**");
    }

    private void routed() throws IOException {
        // SHOW
        Router router = LearnedRouter.read(folder.resolve("router.json"));
        DomainModel routed = DomainModels.route(router, Map.of("base", base, "retrieval", retrieval));
        // END

        assertThat(routed.answer("How high is the fee for a safe?").reply()).isPresent();
        assertThat(routed.answer("Which section treats safes?").reply()).isPresent();
    }

    private Results results() throws InterruptedException {
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String text = i % 2 == 0 ? "How high is the fee for item " : "Which section treats item ";
            cases.add(Case.of("case-" + i, Question.of(text + i + "?"), new Expected.Texts(List.of("yes"))));
        }
        return Experiment.of(
                        Benchmark.of("items", cases, TextMatch.contains()),
                        List.of(new Candidate("base", base), new Candidate("retrieval", retrieval)),
                        folder.resolve("answers.jsonl"))
                .run(executor);
    }

    private static DomainModel knowing(String word) {
        return question -> question.text().contains(word) ? Answer.reply("yes") : Answer.abstain("unknown");
    }
}
