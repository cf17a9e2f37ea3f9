// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.strategies;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.Answer;
import dev.tokka.DomainModel;
import dev.tokka.DomainModels;
import dev.tokka.Step;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Results;
import dev.tokka.evaluation.metric.text.TextMatch;
import dev.tokka.evaluation.routing.Costs;
import dev.tokka.evaluation.routing.LearnedRouter;
import dev.tokka.evaluation.routing.RouterTraining;
import dev.tokka.finetune.FineTunedModel;
import dev.tokka.rag.Retrieval;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoutingTest {

    @TempDir
    private Path folder;

    @Test
    void whatWasLearnedFromRealAnswersIsSavedReadAndRoutesLive() throws IOException, InterruptedException {
        Bank bank = bank();
        Results answers = Routing.apart(
                bank.ask(bank.benchmark(), folder, RoutingTest::strategies).results());
        Path file = folder.resolve("router.json");
        RouterTraining.of(answers, TextMatch.contains(), Costs.MEASURED).train().write(file);

        LearnedRouter router = LearnedRouter.read(file);
        Results routed = bank.ask(
                        bank.benchmark(),
                        folder.resolve("live"),
                        (tuned, retrieval) ->
                                Map.of("routed", DomainModels.route(router, strategies(tuned, retrieval))))
                .results();

        for (Case item : answers.benchmark().cases()) {
            String strategy = router.route(item.question()).name();
            Answer live = answer(routed, "routed", item);
            assertThat(live.reply().map(Answer.Reply::text))
                    .isEqualTo(answer(answers, strategy, item).reply().map(Answer.Reply::text));
            assertThat(live.trace().steps()).extracting(Step::name).contains("learned route");
        }
        assertThat(said(answers)).contains("# Routing", "| *always best* |", "over 30 questions");
    }

    private Bank bank() {
        Properties properties = new Properties();
        properties.setProperty("tokka.questions", "30");
        properties.setProperty("tokka.index", folder.resolve("index").toString());
        return new Bank(Path.of("demo-bank"), "model", properties);
    }

    private static Map<String, DomainModel> strategies(FineTunedModel tuned, Retrieval retrieval) {
        return Map.of(
                "base", tuned.withAdapter(""),
                "retrieval", tuned.withAdapter("").with(retrieval),
                "fine-tuned", tuned);
    }

    private static Answer answer(Results results, String model, Case item) {
        List<Outcome> outcomes = results.outcomes(model).getOrDefault(item.id(), List.of());
        return outcomes.get(0).given().orElseThrow();
    }

    private String said(Results answers) throws IOException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        new Routing(folder, new PrintStream(printed, true, UTF_8)).show("other questions", answers);
        return printed.toString(UTF_8);
    }
}
