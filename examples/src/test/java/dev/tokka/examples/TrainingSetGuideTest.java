// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.Answer;
import dev.tokka.DataClass;
import dev.tokka.DomainModel;
import dev.tokka.Money;
import dev.tokka.Question;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.metric.text.TextMatch;
import dev.tokka.finetune.data.Evidence;
import dev.tokka.finetune.data.SourceDocument;
import dev.tokka.finetune.data.TrainingRow;
import dev.tokka.finetune.data.TrainingSet;
import dev.tokka.finetune.data.cleaning.Cleaning.Cleaned;
import dev.tokka.finetune.data.cleaning.DocumentSplit;
import dev.tokka.finetune.data.cleaning.Duplicates;
import dev.tokka.finetune.data.cleaning.LeakCheck;
import dev.tokka.finetune.data.cleaning.Quality;
import dev.tokka.finetune.data.cleaning.RedactedRows;
import dev.tokka.finetune.data.cleaning.SourceCheck;
import dev.tokka.finetune.data.datasheet.Datasheet;
import dev.tokka.finetune.data.datasheet.Datasheet.About;
import dev.tokka.finetune.data.format.RowFiles;
import dev.tokka.finetune.data.format.RowFormats;
import dev.tokka.finetune.data.format.ServedRows;
import dev.tokka.finetune.data.format.TemplateText;
import dev.tokka.finetune.data.format.TokenEstimate;
import dev.tokka.finetune.data.generation.Correction;
import dev.tokka.finetune.data.generation.Corrections;
import dev.tokka.finetune.data.generation.Distractors;
import dev.tokka.finetune.data.generation.DocumentQuestions;
import dev.tokka.finetune.data.generation.Generated;
import dev.tokka.finetune.data.generation.ModelQuestions;
import dev.tokka.finetune.data.generation.Paraphrases;
import dev.tokka.finetune.data.generation.Raft;
import dev.tokka.finetune.data.generation.RowGeneration;
import dev.tokka.finetune.data.generation.RowGenerator;
import dev.tokka.finetune.data.generation.TeacherBudget;
import dev.tokka.finetune.text.ChatTemplate;
import dev.tokka.finetune.text.ModelTokenizer;
import dev.tokka.governance.inventory.Development.Ingredient;
import dev.tokka.governance.privacy.Detectors;
import dev.tokka.governance.privacy.Redaction;
import dev.tokka.langchain4j.PromptFormats;
import dev.tokka.onnx.ModelDirectory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The code of the chapter "Training sets" of the guide to training. */
class TrainingSetGuideTest {

    private final Path handbook = Path.of("handbook/en");
    private final Path model = Path.of("demo-bank/model");
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, UTF_8);
    private final DomainModel teacher = question -> Answer.reply("{\"items\":[],\"texts\":[]}");
    private final Benchmark benchmark = Benchmark.of(
            "fees",
            List.of(Case.of("1", Question.of("What is given as extension?"), new Expected.Texts(List.of("4100")))),
            TextMatch.contains());

    @TempDir
    private Path folder;

    @Test
    void theWholeWayWithoutAModel() throws IOException {
        // SHOW
        List<SourceDocument> documents = SourceDocument.markdown(handbook, "own work");
        Generated made = RowGeneration.of(DocumentQuestions.inWordings(2), documents)
                .build()
                .run(folder.resolve("made"));
        TrainingSet rows = made.set().orElseThrow();
        out.println(made.count());
        // END
        // SHOW
        Map<String, SourceDocument> byId =
                documents.stream().collect(Collectors.toMap(SourceDocument::id, each -> each));
        List<String> asked =
                benchmark.cases().stream().map(each -> each.question().text()).toList();
        Cleaned cleaned = Quality.usual()
                .then("sources", new SourceCheck(byId, true))
                .thenNew("duplicates", Duplicates::exact)
                .thenNew("near duplicates", () -> Duplicates.near(Duplicates.Settings.DEFAULT))
                .then("leaks", LeakCheck.of(asked).filter())
                .then("personal data", new RedactedRows(Redaction.of(Detectors.usual())))
                .run(rows, folder.resolve("cleaned"));
        cleaned.counts().forEach(out::println);
        // END
        // SHOW
        Map<String, TrainingSet> parts = DocumentSplit.trainAndTest(0.1, 1).run(cleaned.set(), folder.resolve("parts"));
        // END
        // SHOW
        About about = new About("handbook 1", "Teaches tellers' questions.", "Not for advice.", Instant.now());
        Datasheet sheet = Datasheet.of(about, cleaned.set())
                .with(made)
                .with(cleaned)
                .withSources(documents)
                .withSetting("split seed", "1");
        Files.writeString(folder.resolve("datasheet.md"), sheet.toMarkdown());
        Files.writeString(folder.resolve("datasheet.json"), sheet.toJson());
        Ingredient ingredient = sheet.ingredient(); // for the recipe of the model, in the inventory
        // END
        // SHOW
        ServedRows served = new ServedRows(PromptFormats.chat());
        Path file = folder.resolve("train.jsonl");
        try (Stream<TrainingRow> all = cleaned.set().rows()) {
            RowFiles.write(all.map(served::apply), RowFormats.openAiChat(), file);
        }
        RowFiles.validate(file, RowFormats.openAiChat(), 10).forEach(problem -> out.println(problem.getMessage()));
        // END
        // SHOW
        ModelDirectory directory = ModelDirectory.of(model);
        try (ModelTokenizer tokenizer = ModelTokenizer.open(directory);
                Stream<TrainingRow> all = cleaned.set().rows()) {
            ChatTemplate template = ChatTemplate.of(directory, tokenizer).orElseThrow();
            TokenEstimate estimate = TokenEstimate.of(
                    all.limit(200),
                    row -> TemplateText.of(served.apply(row), template).tokens(tokenizer),
                    512);
            Money cost = estimate.cost(3, new BigDecimal("25"), Currency.getInstance("USD")); // three epochs
            out.println(estimate + " " + cost);
        }
        // END

        assertThat(rows.size()).isGreaterThan(500);
        assertThat(parts).containsOnlyKeys("train", "test");
        assertThat(ingredient.kind()).isEqualTo(Ingredient.Kind.TRAINING_DATA);
        assertThat(printed.toString(UTF_8))
                .contains("step=near duplicates")
                .contains("rows=200")
                .contains("USD");
        assertThat(RowFiles.validate(file, RowFormats.openAiChat(), 1)).isEmpty();
    }

    @Test
    void aTeacherAsksWithinItsBudget() throws IOException {
        List<SourceDocument> documents = List.of(SourceDocument.of("a.md", "The fee is 500 yen.", "own work"));
        // SHOW
        RowGenerator<SourceDocument> generator = ModelQuestions.perPiece(5).then(new Paraphrases(10));
        Money most = new Money(new BigDecimal("20"), Currency.getInstance("USD"));
        TeacherBudget budget = TeacherBudget.of(5_000, 40_000_000, 2_000)
                .withMoney(most, new BigDecimal("0.15"), new BigDecimal("0.60")); // of a million tokens read, written
        Generated taught = RowGeneration.of(generator, documents)
                .teacher(teacher, budget)
                .dataClass(DataClass.INTERNAL)
                .build()
                .run(folder.resolve("taught"));
        out.println(taught.spent() + (taught.set().isEmpty() ? ", and the budget did not suffice" : ""));
        // END
        // SHOW
        Map<String, SourceDocument> byId =
                documents.stream().collect(Collectors.toMap(SourceDocument::id, each -> each));
        List<Evidence> passages =
                documents.stream().flatMap(each -> Raft.passages(each).stream()).toList();
        RowGenerator<SourceDocument> raft =
                DocumentQuestions.inWordings(2).then(new Raft(byId, Distractors.random(passages), Raft.Settings.PAPER));
        // END
        // SHOW
        List<Correction> log = List.of(Correction.of("call-17", "What is the fee?", "700 yen", "500 yen"));
        Generated corrected =
                RowGeneration.of(new Corrections("own work"), log).build().run(folder.resolve("corrected"));
        // END

        assertThat(taught.spent().calls()).isEqualTo(1);
        assertThat(RowGeneration.of(raft, documents)
                        .build()
                        .run(folder.resolve("raft"))
                        .set())
                .isPresent();
        assertThat(corrected.set().orElseThrow().size()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"training.md", "training.ja.md"})
    void theGuideShowsTheCodeAsItStandsHere(String page) throws IOException {
        String source =
                Files.readString(Path.of("src/test/java", getClass().getName().replace('.', '/') + ".java"));
        List<String> shown = blocks("(?ms)^ *// SHOW\n(.*?)^ *// END$", source).stream()
                .map(block -> block.stripTrailing().stripIndent() + "\n")
                .toList();

        assertThat(shown).hasSize(9);
        assertThat(blocks("(?ms)^```java\n(.*?)^```$", Files.readString(Path.of("..", "docs", page))))
                .containsAll(shown);
    }

    private static List<String> blocks(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
