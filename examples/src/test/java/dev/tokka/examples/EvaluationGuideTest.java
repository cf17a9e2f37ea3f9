// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokka.Answer;
import dev.tokka.DataClass;
import dev.tokka.DomainModel;
import dev.tokka.Passage;
import dev.tokka.Question;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Budget;
import dev.tokka.evaluation.Candidate;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Experiment;
import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Results;
import dev.tokka.evaluation.Tags;
import dev.tokka.evaluation.analysis.Analysis;
import dev.tokka.evaluation.analysis.Baseline;
import dev.tokka.evaluation.analysis.Gate;
import dev.tokka.evaluation.analysis.Report;
import dev.tokka.evaluation.benchmark.Row;
import dev.tokka.evaluation.benchmark.Rows;
import dev.tokka.evaluation.dataset.Banking77;
import dev.tokka.evaluation.generation.Documents;
import dev.tokka.evaluation.generation.GeneratedQuestions;
import dev.tokka.evaluation.generation.LeakCheck;
import dev.tokka.evaluation.generation.LeakReport;
import dev.tokka.evaluation.generation.QuestionGenerator;
import dev.tokka.evaluation.generation.ReviewSheet;
import dev.tokka.evaluation.judge.CaseOutcome;
import dev.tokka.evaluation.judge.JudgeFindings;
import dev.tokka.evaluation.judge.JudgeIdentity;
import dev.tokka.evaluation.judge.JudgeReport;
import dev.tokka.evaluation.judge.JudgeVerdict;
import dev.tokka.evaluation.judge.Judging;
import dev.tokka.evaluation.judge.Rubric;
import dev.tokka.evaluation.metric.behaviour.Abstention;
import dev.tokka.evaluation.metric.overlap.BertScore;
import dev.tokka.evaluation.metric.text.TextMatch;
import dev.tokka.evaluation.published.PublishedNumbers;
import dev.tokka.evaluation.recommendation.Constraints;
import dev.tokka.evaluation.recommendation.Recommendation;
import dev.tokka.evaluation.recommendation.Terms;
import dev.tokka.evaluation.report.Findings;
import dev.tokka.evaluation.report.HtmlReport;
import dev.tokka.evaluation.report.Wording;
import dev.tokka.rag.ExtractiveModel;
import dev.tokka.rag.Retrieval;
import dev.tokka.rag.index.LuceneIndex;
import dev.tokka.rag.onnx.OnnxEncoder;
import dev.tokka.testkit.ScriptedModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The code of the guide to evaluation. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EvaluationGuideTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, UTF_8);
    private final Path questions = Path.of("questions/en.jsonl");
    private final ExecutorService executor = Executors.newFixedThreadPool(4);
    private OnnxEncoder encoder;
    private LuceneIndex index;
    private DomainModel base;

    @TempDir
    Path folder;

    @BeforeAll
    void open(@TempDir Path indexFolder) {
        encoder = OnnxEncoder.bgeSmallEn();
        index = LuceneIndex.open(indexFolder, encoder);
        index.ingest(Path.of("handbook/en"));
        base = new ExtractiveModel(index, encoder);
    }

    @BeforeEach
    void forget() {
        printed.reset();
    }

    @AfterAll
    void close() {
        executor.shutdown();
        index.close();
        encoder.close();
    }

    @Test
    void casesComeFromAFileOfOnesOwn() {
        // SHOW
        List<Case> cases = new ArrayList<>();
        for (Row row : Rows.read(questions)) {
            Expected expected = row.text("answerable").equals("true")
                    ? new Expected.Texts(List.of(row.filled("answer"), row.filled("quote")))
                    : new Expected.NoAnswer();
            Case asked = Case.of(row.filled("id"), Question.of(row.filled("question")), expected);
            String section = row.text("section");
            cases.add(section.isEmpty() ? asked : asked.withTag(Tags.CLUSTER, section));
        }
        Benchmark benchmark = Benchmark.of("Handbook", cases, TextMatch.contains());
        // END

        assertThat(benchmark.cases()).hasSize(40);
        assertThat(benchmark.hash()).isEqualTo(benchmark().hash());
    }

    @Test
    void vectorsOfAnyEncoderMeasureHowAlikeTextsAre() {
        // SHOW
        Metric similar = BertScore.of(encoder::tokenVectors, encoder.describe());
        // END

        Case fee = Case.of("fee", Question.of("Fee?"), new Expected.Texts(List.of("The transfer costs 500 yen.")));
        double same = score(similar, fee, "The transfer costs 500 yen.");
        double near = score(similar, fee, "You pay 500 yen for the transfer.");
        double far = score(similar, fee, "Gardens bloom early in spring.");
        assertThat(same).isCloseTo(1, within(1e-6));
        assertThat(near).isBetween(far + 0.1, same - 0.01);
        assertThat(similar.describe().parts()).containsExactly(encoder.describe());
    }

    private static double score(Metric metric, Case item, String reply) {
        return metric.score(item, new Outcome.Answered(Answer.reply(reply), Duration.ZERO))
                .value();
    }

    @Test
    void modelsAreAskedWithinABudgetAndAnswersKept() throws InterruptedException {
        Benchmark benchmark = benchmark();
        // SHOW
        List<Candidate> candidates =
                List.of(new Candidate("base", base), new Candidate("retrieval", base.with(Retrieval.from(index))));
        Results results = Experiment.of(benchmark, candidates, folder.resolve("answers.jsonl"))
                .withConcurrency(4)
                .withBudget(Budget.UNLIMITED.withTokens(1_000_000).withTime(Duration.ofMinutes(30)))
                .withProgress(progress -> out.println((progress.kept() + progress.asked()) + " of " + progress.total()))
                .run(executor);
        // END

        assertThat(results.complete()).isTrue();
        assertThat(printed.toString(UTF_8)).contains("80 of 80");
    }

    @Test
    void aReportSaysWhatMayBeConcluded() throws InterruptedException, IOException {
        Results results = results();
        // SHOW
        Report report = Analysis.DEFAULT.of(results, executor);
        report.comparisons()
                .forEach(pair -> out.println(pair.first() + ", " + pair.second() + ": "
                        + (pair.distinguishable(0.05) ? "they differ" : "they cannot be told apart")));
        Files.writeString(folder.resolve("report.html"), HtmlReport.write(report, Wording.ENGLISH));
        // END

        assertThat(printed.toString(UTF_8)).startsWith("base, retrieval: they differ");
        assertThat(folder.resolve("report.html")).exists();
    }

    @Test
    void keptAnswersAreScoredAgain() throws InterruptedException {
        Benchmark benchmark = benchmark();
        results();
        // SHOW
        Results again = Results.read(folder.resolve("answers.jsonl"), benchmark)
                .withMetrics(List.of(TextMatch.contains(), Abstention.abstainsWhenItShould()));
        out.printf(Locale.ROOT, "%.3f%n", again.value("retrieval", Abstention.abstainsWhenItShould()));
        // END

        assertThat(printed.toString(UTF_8)).matches("0\\.\\d{3}\n");
    }

    @Test
    void aRecommendationPutsConstraintsFirst() throws InterruptedException, IOException {
        Report report = Analysis.DEFAULT.of(results(), executor);
        // SHOW
        Terms inProcess =
                Terms.UNKNOWN.withHighestDataClass(DataClass.CONFIDENTIAL).withoutEgress();
        Constraints constraints = Constraints.NONE
                .dataClass(DataClass.CONFIDENTIAL)
                .noEgress()
                .maxLatency(Duration.ofSeconds(5))
                .mustCite(0.9);
        Recommendation recommendation = Recommendation.of(report, measured -> measured.with(inProcess), constraints);
        out.println(recommendation.toMarkdown(Locale.ENGLISH));
        Files.writeString(
                folder.resolve("report.html"),
                HtmlReport.write(Findings.of(report).with(recommendation), Wording.ENGLISH));
        // END

        assertThat(printed.toString(UTF_8)).contains("Use **retrieval**.", "Replies that cite: required ≥ 90.0 %");
    }

    @Test
    void aGateStopsWhatHasBecomeWorse() throws InterruptedException, IOException {
        Results results = results();
        // SHOW
        Path file = folder.resolve("baseline.json");
        Baseline.of(results, "retrieval").write(file); // once, when the model is accepted

        Gate.Verdict verdict = Gate.DEFAULT.check(results, Baseline.read(file));
        out.println(verdict.words());
        if (!verdict.passed()) {
            throw new IllegalStateException(verdict.words());
        }
        // END

        assertThat(verdict.passed()).isTrue();
    }

    @Test
    void aJudgeGradesWhatNoRuleCan() throws InterruptedException {
        Results results = results();
        ScriptedModel judge = ScriptedModel.replying("The answer is right. Grade: 4");
        // SHOW
        Judging judging = Judging.by(Rubric.gradeInEnglish()).withRepeats(2);
        Results judged = Experiment.of(
                        judging.benchmark(results),
                        List.of(new Candidate("judge", judge)),
                        folder.resolve("grades.jsonl"))
                .run(executor);
        JudgeReport report = new JudgeReport(
                JudgeIdentity.of(judge.describe(), judging.rubric()), judging.read(CaseOutcome.all(judged, "judge")));
        JudgeVerdict verdict = report.compareGrades(
                new JudgeReport.Candidate("retrieval", Set.of()),
                new JudgeReport.Candidate("base", Set.of()),
                JudgeReport.Terms.STRICT);
        out.println(verdict.inWords());
        Findings findings = Findings.of(Analysis.DEFAULT.of(results, executor)).with(JudgeFindings.of(report, verdict));
        // END

        assertThat(verdict.first()).isEqualTo("retrieval");
        assertThat(HtmlReport.write(findings, Wording.ENGLISH)).contains("<h2>Judges</h2>");
        assertThat(printed.toString(UTF_8)).isNotBlank();
    }

    @Test
    void documentsBecomeABenchmark() throws IOException {
        String text = "Transfers abroad cost 5 euros.";
        DomainModel writer = ScriptedModel.replying("""
                {"questions": [{"kind": "number", "question": "What does a transfer abroad cost?",
                  "answer": "5 euros", "quote": "Transfers abroad cost 5 euros."}]}
                """);
        DomainModel closedBook = ScriptedModel.replying("I do not know.");
        // SHOW
        List<Passage> passages = Documents.passages("fees.md", text, 4000);
        GeneratedQuestions generated =
                QuestionGenerator.builder(writer).closedBook(closedBook).build().generate(passages);
        ReviewSheet sheet = new ReviewSheet(generated.questions());
        sheet.write(folder.resolve("review.csv")); // people fill in: accepted, corrected or rejected
        List<Case> cases =
                sheet.read(folder.resolve("review.csv"), "A. Reviewer").cases();
        // END

        assertThat(generated.reasons()).isEmpty();
        assertThat(cases).isEmpty();
    }

    @Test
    void trainingDataIsSearchedForTheQuestions() {
        List<Case> cases = benchmark().cases();
        List<LeakCheck.Row> training = List.of(
                new LeakCheck.Row("row-1", "Q: " + cases.get(3).question().text() + " A: yes"),
                new LeakCheck.Row("row-2", "The bank was founded long ago in a small town by the sea."));
        // SHOW
        LeakReport leaks = LeakCheck.of(cases).check(training);
        leaks.leaks().forEach(leak -> out.println(leak));
        // END

        assertThat(leaks.leaks()).hasSize(1);
        assertThat(leaks.clean()).extracting(LeakCheck.Row::id).containsExactly("row-2");
    }

    @Test
    void officialFilesBecomeBenchmarks() throws IOException {
        Files.writeString(
                folder.resolve("train.csv"), "text,category\nWhere is my card?,card_arrival\nTop up?,top_up\n");
        Files.writeString(folder.resolve("test.csv"), "text,category\nMy card has not come,card_arrival\n");
        // SHOW
        Benchmark intents = Banking77.benchmark(folder.resolve("train.csv"), folder.resolve("test.csv"));
        PublishedNumbers published = PublishedNumbers.load().of(intents.name());
        published
                .all()
                .forEach(one -> out.println(one.value().printed() + ", "
                        + (one.comparability().comparable() ? "comparable" : "not comparable")
                        + ": " + one.comparability().reason()));
        // END

        assertThat(intents.cases()).hasSize(1);
        assertThat(printed.toString(UTF_8)).startsWith("93.4, not comparable: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/evaluation.md", "docs/evaluation.ja.md"})
    void theGuideShowsThisCode(String page) throws IOException {
        List<String> shown = new ArrayList<>(Documentation.shownBy(EvaluationGuideTest.class));
        shown.addAll(Documentation.shownBy(RoutingGuideTest.class));

        assertThat(Documentation.javaBlocks(page)).isEqualTo(shown);
    }

    private Benchmark benchmark() {
        List<Case> cases = new ArrayList<>();
        for (Row row : Rows.read(questions)) {
            Expected expected = row.text("answerable").equals("true")
                    ? new Expected.Texts(List.of(row.filled("answer"), row.filled("quote")))
                    : new Expected.NoAnswer();
            Case asked = Case.of(row.filled("id"), Question.of(row.filled("question")), expected);
            String section = row.text("section");
            cases.add(section.isEmpty() ? asked : asked.withTag(Tags.CLUSTER, section));
        }
        return Benchmark.of("Handbook", cases, TextMatch.contains());
    }

    private Results results() throws InterruptedException {
        List<Candidate> candidates =
                List.of(new Candidate("base", base), new Candidate("retrieval", base.with(Retrieval.from(index))));
        return Experiment.of(benchmark(), candidates, folder.resolve("answers.jsonl"))
                .run(executor);
    }
}
