// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Example;
import dev.tokka.Passage;
import dev.tokka.Question;
import dev.tokka.Step;
import dev.tokka.TokenUsage;
import dev.tokka.Trace;
import dev.tokka.prompting.Examples;
import dev.tokka.prompting.Prompting;
import dev.tokka.prompting.optimization.Alternated;
import dev.tokka.prompting.optimization.Alternation;
import dev.tokka.prompting.optimization.Grade;
import dev.tokka.prompting.optimization.GradedQuestion;
import dev.tokka.prompting.optimization.OptimizationBudget;
import dev.tokka.prompting.optimization.Optimized;
import dev.tokka.prompting.optimization.PromptOptimizer;
import dev.tokka.prompting.optimization.ReasoningChoice;
import dev.tokka.prompting.optimization.Spent;
import dev.tokka.prompting.optimization.Trainer;
import dev.tokka.prompting.optimization.Variant;
import dev.tokka.prompting.profile.DomainProfile;
import dev.tokka.prompting.reasoning.Reasoning;
import dev.tokka.rag.document.SourceDocument;
import dev.tokka.rag.index.Fusion;
import dev.tokka.rag.index.IndexSettings;
import dev.tokka.rag.index.IngestListener;
import dev.tokka.rag.index.LuceneIndex;
import dev.tokka.rag.tuning.RagConfiguration;
import dev.tokka.rag.tuning.RagParts;
import dev.tokka.rag.tuning.RagTuner;
import dev.tokka.rag.tuning.TuningQuestion;
import dev.tokka.rag.tuning.TuningReport;
import dev.tokka.rag.tuning.TuningSpace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The code of the guide to optimization. */
class OptimizationGuideTest {

    private static final String GUIDE = "docs/optimization.md";
    private static final List<String> THINGS =
            List.of("vault", "card", "transfer", "loan", "safe", "cheque", "key", "visa");

    @TempDir
    Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, UTF_8);

    /** Gets every second message right at once, and all of them if it may reason. */
    private record Clerk() implements DomainModel {

        @Override
        public Answer answer(Question question) {
            boolean reasons = question.instructions().toString().contains("Final answer:");
            boolean right = reasons || Integer.parseInt(question.text().split(" ", -1)[1]) % 2 == 0;
            String label = question.text().contains("card") == right ? "card" : "transfer";
            return Answer.reply(reasons ? "Reasoning: see the last word.\nFinal answer: " + label : label)
                    .withTrace(Trace.of(
                            new Step("chat", Duration.ZERO, new TokenUsage(50, 5), Optional.empty(), Map.of())));
        }

        @Override
        public Description describe() {
            return Description.of("clerk");
        }
    }

    /** Says the sentence of the evidence that has most words in common with the question, and more if it is not told to be brief. */
    private record Reader() implements DomainModel {

        @Override
        public Answer answer(Question question) {
            Set<String> asked = words(question.text());
            String best = "";
            int most = -1;
            for (int i = 0; i < question.evidence().size(); i++) {
                Passage passage = question.evidence().get(i);
                Set<String> common = words(passage.text());
                common.retainAll(asked);
                if (common.size() > most) {
                    most = common.size();
                    best = passage.text().strip().replaceAll("(?s).*\n", "").replaceAll("\\.$", "") + " [" + (i + 1)
                            + "].";
                }
            }
            boolean brief = question.instructions().toString().contains("brief");
            return Answer.reply(brief ? best : best + " " + best);
        }

        private static Set<String> words(String text) {
            return new HashSet<>(Arrays.asList(text.toLowerCase(Locale.ROOT).split("\\W+", -1)));
        }

        @Override
        public Description describe() {
            return Description.of("reader");
        }
    }

    /** Answers as the nearest of the examples it was trained with is answered. */
    private record NearestLabel(Examples nearest) implements DomainModel {

        static NearestLabel of(List<Example> examples) {
            return new NearestLabel(Examples.nearest(1, examples));
        }

        @Override
        public Answer answer(Question question) {
            return Answer.reply(nearest.select(question).get(0).answer());
        }

        @Override
        public Description describe() {
            return Description.of("nearest label").withPart(nearest.describe());
        }
    }

    @Test
    void reasoningIsSearchedToo() throws IOException {
        DomainModel base = new Clerk();
        Prompting start = Prompting.instructions("Say what it is about.").labels("card", "transfer");
        List<GradedQuestion> questions = messages();
        // SHOW
        Optimized found = PromptOptimizer.of(base, start)
                .reasoning(
                        ReasoningChoice.none(),
                        ReasoningChoice.of(Reasoning.chainOfThought()),
                        ReasoningChoice.of(Reasoning.revision()))
                .budget(OptimizationBudget.calls(2_000).withTokens(1_000_000, 2_000))
                .optimize(questions, folder.resolve("answers.jsonl"));
        out.println(found);
        found.write(folder.resolve("found.yaml"), "Bank desk", "5");
        DomainModel better = base.with(DomainProfile.read(folder.resolve("found.yaml")));
        // END

        assertThat(printed.toString(UTF_8))
                .contains("Best of reasoning: chain of thought 1.000, no reasoning 0.500")
                .containsPattern("It improves on the start: use start, .*, chain of thought\\.");
        assertThat(better.answer("Message 7 about my card")
                        .reply()
                        .orElseThrow()
                        .text())
                .isEqualTo("card");
    }

    @Test
    void retrievalAndPromptsAreSearchedTogether() throws IOException {
        DomainModel base = new Reader();
        DomainModel largeModel = question -> Answer.reply("Answer from the passages in one brief sentence.");
        Prompting start = Prompting.instructions("Answer from the passages.");
        List<SourceDocument> documents = documents();
        List<TuningQuestion> searches = IntStream.range(0, THINGS.size())
                .mapToObj(i -> TuningQuestion.of(asked(i), THINGS.get(i) + ".md"))
                .toList();
        List<GradedQuestion> questions = IntStream.range(0, 3 * THINGS.size())
                .mapToObj(i -> GradedQuestion.of(
                        "No " + i + ": " + asked(i % THINGS.size()), answer -> grade(answer, i % THINGS.size())))
                .toList();
        List<LuceneIndex> indexes = new ArrayList<>();
        // SHOW
        TuningReport tuned = RagTuner.lexical(documents)
                .space(TuningSpace.DEFAULT.withSizes(80, 1_000).withFusions(new Fusion.Convex(0)))
                .folds(2)
                .tune(searches, folder);

        List<Variant> variants = new ArrayList<>();
        for (TuningReport.Row row : tuned.table().subList(0, 2)) {
            RagConfiguration configuration = row.configuration();
            LuceneIndex index = LuceneIndex.openLexical(
                    folder.resolve("index-" + indexes.size()),
                    configuration.settings(IndexSettings.DEFAULT, RagParts.DEFAULT));
            index.ingest(documents, IngestListener.NONE);
            indexes.add(index);
            for (int limit : List.of(1, 3, 6)) {
                variants.add(Variant.of(
                        limit + " of " + configuration,
                        configuration.retrieval(index, RagParts.DEFAULT).limit(limit)));
            }
        }
        Optimized found = PromptOptimizer.of(base, start)
                .over(variants)
                .writer(largeModel)
                .budget(OptimizationBudget.calls(2_000))
                .optimize(questions, folder.resolve("combined.jsonl"));
        out.println(found);
        DomainModel better = base.with(found.recommended());
        // END

        assertThat(printed.toString(UTF_8)).contains("Best of variants: ", "It improves on the start: use written ");
        assertThat(found.best().combination().variant().name()).matches("[36] of structure.*");
        assertThat(grade(better.answer(asked(2)), 2).score()).isEqualTo(1);
        indexes.forEach(LuceneIndex::close);
    }

    @Test
    void promptAndWeightsAreImprovedByTurns() {
        DomainModel base = new Clerk();
        List<GradedQuestion> questions = messages();
        Prompting start = Prompting.instructions("Say what it is about.").labels("card", "transfer");
        // SHOW
        PromptOptimizer optimizer = PromptOptimizer.of(base, start).budget(OptimizationBudget.calls(3_000));
        Trainer trainer = set -> NearestLabel.of(set.examples());
        Alternated found = Alternation.of(optimizer, trainer, Spent.NOTHING)
                .steps(Alternation.Step.PROMPT, Alternation.Step.WEIGHTS, Alternation.Step.PROMPT)
                .optimize(questions, folder.resolve("alternation.jsonl"));
        out.println(found);
        DomainModel better = found.on(base);
        // END

        assertThat(printed.toString(UTF_8))
                .contains("prompt: kept as it was", "weights: start, examples as given, gain 0.5")
                .contains("It improves on the start: use start, examples as given, on the trained model ");
        assertThat(better.answer("Message 99 about my card")
                        .reply()
                        .orElseThrow()
                        .text())
                .isEqualTo("card");
    }

    @ParameterizedTest
    @ValueSource(strings = {GUIDE, "docs/optimization.ja.md"})
    void theGuideShowsTheCodeAsItStandsHere(String page) throws IOException {
        assertThat(Documentation.javaBlocks(page)).isEqualTo(Documentation.shownBy(getClass()));
        for (String link : Documentation.links(page)) {
            assertThat(Path.of("../docs").resolve(link)).exists();
        }
    }

    private static List<GradedQuestion> messages() {
        return IntStream.range(0, 40)
                .mapToObj(i -> {
                    String label = i / 2 % 2 == 0 ? "card" : "transfer";
                    return GradedQuestion.of("Message " + i + " about my " + label, label);
                })
                .toList();
    }

    /** What a thing costs, and for each thing a page that is found first and says nothing. */
    private static List<SourceDocument> documents() {
        List<SourceDocument> documents = new ArrayList<>();
        for (int i = 0; i < THINGS.size(); i++) {
            String thing = THINGS.get(i);
            documents.add(SourceDocument.markdown(
                    thing + ".md", "# " + thing + "\n\nThe " + thing + " costs " + (10 + i) + " euros here.\n"));
            documents.add(SourceDocument.markdown(
                    thing + "-list.md", "# " + thing + "\n\n" + (thing + ", ").repeat(4) + "price list\n"));
        }
        return documents;
    }

    private static String asked(int thing) {
        return "What is the price, what does the " + THINGS.get(thing) + " costs here?";
    }

    private static Grade grade(Answer answer, int thing) {
        String said = answer.reply().map(Answer.Reply::text).orElse("");
        String wanted = "costs " + (10 + thing) + " euros";
        boolean right = said.contains(wanted) && said.indexOf(wanted) == said.lastIndexOf(wanted);
        return right ? Grade.of(1) : new Grade(0, "Give the price once.");
    }
}
