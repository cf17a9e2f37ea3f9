// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.Answer;
import dev.tokka.DomainModel;
import dev.tokka.DomainModels;
import dev.tokka.Example;
import dev.tokka.LoadedModel;
import dev.tokka.Question;
import dev.tokka.QuestionRejectedException;
import dev.tokka.config.ConfigLoader;
import dev.tokka.config.Kind;
import dev.tokka.config.Role;
import dev.tokka.config.Type;
import dev.tokka.prompting.ExampleIndex;
import dev.tokka.prompting.ExampleTraining;
import dev.tokka.prompting.ExampleTrial;
import dev.tokka.prompting.Examples;
import dev.tokka.prompting.Glossary;
import dev.tokka.prompting.LearnedExamples;
import dev.tokka.prompting.OutputContract;
import dev.tokka.prompting.Prompting;
import dev.tokka.prompting.RecordAnswers;
import dev.tokka.prompting.ReplyCheck;
import dev.tokka.prompting.optimization.GradedQuestion;
import dev.tokka.prompting.optimization.OptimizationBudget;
import dev.tokka.prompting.optimization.Optimized;
import dev.tokka.prompting.optimization.PromptOptimizer;
import dev.tokka.prompting.profile.DomainProfile;
import dev.tokka.prompting.reasoning.Reasoning;
import dev.tokka.testkit.ScriptedModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The code and the profile of the guide to prompting. */
class PromptingGuideTest {

    private static final String GUIDE = "docs/prompting.md";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, UTF_8);

    @Test
    void aMessageGetsALabel() {
        DomainModel base = ScriptedModel.replying("Label: card");
        List<Example> examples =
                List.of(new Example("I lost my card.", "card"), new Example("Where is my transfer?", "transfer"));
        // SHOW
        DomainModel desk = base.with(Prompting.instructions("Say what the message is about.")
                .glossary(Glossary.of(
                        Glossary.Term.of("AML", "anti-money laundering").avoid("money washing")))
                .examples(Examples.nearest(4, examples))
                .labels("card", "transfer", "other"));
        out.println(desk.answer("My card is gone."));
        // END

        assertThat(printed.toString(UTF_8)).contains("card").doesNotContain("Label");
    }

    @Test
    void aProfileIsAFile() throws IOException {
        DomainModel base = ScriptedModel.replying("Please ask a tax adviser.");
        Path file = profile();
        // SHOW
        DomainProfile profile = DomainProfile.read(file);
        DomainModel model = base.with(profile);
        out.println(profile + " " + profile.hash());
        // END

        assertThat(printed.toString(UTF_8)).matches("Bank desk 3 [0-9a-f]{64}\\R");
        assertThat(model.describe().properties()).containsEntry("hash", profile.hash());
    }

    @Test
    void aContractMakesDatesAlike() throws IOException {
        DomainModel base = ScriptedModel.replying("令和6年4月1日");
        DomainProfile profile = DomainProfile.read(profile());
        // SHOW
        DomainModel clerk = base.with(profile)
                .with(OutputContract.of(ReplyCheck.wordsOf(profile.glossary()), ReplyCheck.without("guaranteed")));
        DomainModel dates = base.with(OutputContract.of(ReplyCheck.date()));
        out.println(dates.answer("Since when?").reply().orElseThrow().text());
        // END

        assertThat(printed.toString(UTF_8)).isEqualToIgnoringNewLines("2024-04-01");
        assertThat(clerk.answer("Since when?").reply().orElseThrow().text()).isEqualTo("令和6年4月1日");
    }

    @Test
    void aRecordComesBack() {
        DomainModel base = ScriptedModel.replying("{\"amount\": 120, \"currency\": \"JPY\"}");
        // SHOW
        record Fee(int amount, String currency, Optional<String> validUntil) {}

        RecordAnswers<Fee> fees = RecordAnswers.of(Fee.class, base);
        Optional<Fee> fee =
                fees.answer(Question.of("What does a transfer cost?")).toOptional();
        out.println(fee);
        // END

        assertThat(fee).contains(new Fee(120, "JPY", Optional.empty()));
    }

    @Test
    void reasoningStaysOutOfTheReply() {
        DomainModel base = ScriptedModel.replying("Three times 120 yen are 360 yen.\nFinal answer: 360 yen");
        // SHOW
        DomainModel careful = base.with(Reasoning.chainOfThought());
        out.println(careful.answer("How much are three transfers at 120 yen?")
                .reply()
                .orElseThrow()
                .text());
        // END

        assertThat(printed.toString(UTF_8)).isEqualToIgnoringNewLines("360 yen");
    }

    @Test
    void aBetterPromptIsSearchedFor() throws IOException {
        DomainModel base = question -> Answer.reply(
                question.instructions().toString().contains("thing")
                                && question.text().contains("transfer")
                        ? "transfer"
                        : "card");
        DomainModel largeModel = question -> Answer.reply("Name the thing that the customer misses.");
        List<GradedQuestion> questions = IntStream.range(0, 30)
                .mapToObj(i -> i % 2 == 0
                        ? GradedQuestion.of("Where is my card " + i + "?", "card")
                        : GradedQuestion.of("Where is my transfer " + i + "?", "transfer"))
                .toList();
        // SHOW
        Prompting start = Prompting.instructions("Say what it is about.").labels("card", "transfer");
        Optimized found = PromptOptimizer.of(base, start)
                .writer(largeModel)
                .budget(OptimizationBudget.calls(2_000).withTokens(1_000_000, 2_000))
                .optimize(questions, folder.resolve("answers.jsonl"));
        out.println(found);
        found.write(folder.resolve("found.yaml"), "Bank desk", "4");
        DomainModel better = base.with(found.recommended());
        // END

        assertThat(printed.toString(UTF_8)).contains("It improves on the start: use written 1");
        assertThat(better.answer("And the transfer?").reply().orElseThrow().text())
                .isEqualTo("transfer");
        assertThat(DomainProfile.read(folder.resolve("found.yaml")).instructions())
                .isEqualTo(found.recommended().prompting().instructions());
    }

    @Test
    void manyExamplesAreAnIndex() {
        DomainModel base = question -> Answer.reply(question.examples().toString());
        Stream<Example> examples = IntStream.range(0, 1_000)
                .mapToObj(i -> new Example("How do I pay bill " + i + "?", i % 2 == 0 ? "transfer" : "card"));
        // SHOW
        Path directory = folder.resolve("examples");
        ExampleIndex.build(directory, examples);
        try (ExampleIndex index = ExampleIndex.open(directory)) {
            DomainModel desk = base.with(Prompting.none().examples(Examples.nearest(4, index)));
            out.println(desk.answer("Bill 7 is open."));
        }
        // END

        assertThat(printed.toString(UTF_8)).contains("How do I pay bill 7?");
    }

    @Test
    void whatHelpsIsLearnedFromTrials() throws IOException {
        List<Example> examples = List.of(
                new Example("Where is my card?", "card"),
                new Example("Where is my card now?", "transfer"),
                new Example("Where is my transfer?", "transfer"));
        List<ExampleTrial> trials = IntStream.range(0, 200)
                .mapToObj(i -> new ExampleTrial(
                        Question.of("Where is card " + i + "?"), List.of(examples.get(i % 3)), i % 3 == 0))
                .toList();
        // SHOW
        Examples candidates = Examples.nearest(32, examples);
        LearnedExamples learned = ExampleTraining.of(candidates).train(1, trials);
        out.println(learned.evidence());
        learned.write(folder.resolve("learned.json"));
        // END

        assertThat(printed.toString(UTF_8)).startsWith("learned: 200 trials of 200 questions");
        assertThat(LearnedExamples.read(folder.resolve("learned.json"), candidates)
                        .select(Question.of("Where is my card then?")))
                .containsExactly(examples.get(0));
    }

    @Test
    void allOfItStandsInAFile() throws IOException {
        DomainModel small = ScriptedModel.replying("Rules against money washing.");
        DomainModel large = ScriptedModel.replying("None.");
        profile();
        Files.writeString(
                folder.resolve("answered.csv"),
                Documentation.blocks("csv", GUIDE).get(0));
        String written = Documentation.blocks("yaml", GUIDE).get(0);
        Path served = Files.writeString(folder.resolve("served.yaml"), written);
        Path scripted = Files.writeString(
                folder.resolve("scripted.yaml"), written.replaceAll("openai: \\{.*model: (\\w+)}", "$1: "));

        try (LoadedModel model = DomainModels.load(served)) {
            assertThat(model.describe().isOpaque()).isFalse();
        }
        DomainProfile profile = DomainProfile.read(folder.resolve("desk.md"));
        DomainModel made = small.with(Reasoning.revision().criticizedBy(large))
                .with(profile)
                .with(Prompting.none()
                        .examples(Examples.nearest(
                                4,
                                List.of(
                                        new Example("When is the desk open?", "From nine to five."),
                                        new Example("My card is gone, what now?", "Call us at once: we block it.")))))
                .with(OutputContract.of(ReplyCheck.wordsOf(profile.glossary()), ReplyCheck.without("guaranteed"))
                        .repairs(2));
        ConfigLoader loader = new ConfigLoader().withKinds(kind("small", small), kind("large", large));
        try (LoadedModel model = loader.load(scripted)) {
            assertThat(model.describe()).isEqualTo(made.describe());
            assertThatThrownBy(() -> model.answer("What must I read?"))
                    .isInstanceOf(QuestionRejectedException.class)
                    .hasMessageContaining("in attempt 3 of 3 the reply holds a forbidden word");
        }
    }

    private static Kind<DomainModel> kind(String name, DomainModel model) {
        return Role.MODEL.kind(name, "Is scripted.", Type.object(), (settings, making) -> model);
    }

    @ParameterizedTest
    @ValueSource(strings = {GUIDE, "docs/prompting.ja.md"})
    void theGuideShowsTheCodeAsItStandsHere(String page) throws IOException {
        assertThat(Documentation.javaBlocks(page)).isEqualTo(Documentation.shownBy(getClass()));
        assertThat(Documentation.blocks("markdown", page))
                .hasSize(1)
                .isEqualTo(Documentation.blocks("markdown", GUIDE));
        for (String language : List.of("yaml", "csv")) {
            assertThat(Documentation.blocks(language, page))
                    .hasSize(1)
                    .isEqualTo(Documentation.blocks(language, GUIDE));
        }
    }

    private Path profile() throws IOException {
        return Files.writeString(
                folder.resolve("desk.md"),
                Documentation.blocks("markdown", GUIDE).get(0));
    }
}
