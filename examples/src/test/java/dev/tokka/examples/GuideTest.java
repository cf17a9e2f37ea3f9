// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.Answer;
import dev.tokka.Citation;
import dev.tokka.Deadline;
import dev.tokka.DomainModel;
import dev.tokka.ModelUnavailableException;
import dev.tokka.Query;
import dev.tokka.Question;
import dev.tokka.Retriever;
import dev.tokka.Step;
import dev.tokka.TokenSink;
import dev.tokka.rag.ExtractiveModel;
import dev.tokka.rag.Retrieval;
import dev.tokka.rag.document.DocumentException;
import dev.tokka.rag.document.ReadLimits;
import dev.tokka.rag.document.SourceDocument;
import dev.tokka.rag.document.StructureChunker;
import dev.tokka.rag.index.Fusion;
import dev.tokka.rag.index.IndexSettings;
import dev.tokka.rag.index.IngestListener;
import dev.tokka.rag.index.IngestReport;
import dev.tokka.rag.index.LuceneIndex;
import dev.tokka.rag.onnx.OnnxEncoder;
import dev.tokka.testkit.DomainModelContract;
import dev.tokka.testkit.RetrieverContract;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The code of the guide to retrieval runs, and the guide shows it as it stands here, in this order. */
class GuideTest {

    private static final String LAPTOP = "My work laptop was stolen on the train. How quickly must I report it?";
    private static final String WITHIN_ONE_HOUR = "A lost or stolen laptop or telephone is reported within one hour";

    @TempDir
    static Path temp;

    private static Path documents;
    private static OnnxEncoder encoder;
    private static LuceneIndex index;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, UTF_8);
    private Path indexFolder;

    @BeforeAll
    static void open() throws IOException {
        documents = temp.resolve("documents");
        for (String document : List.of("en/information-security.md", "en/payments.md", "ja/furikomi.html")) {
            Path copy = documents.resolve(document);
            Files.createDirectories(copy.getParent());
            Files.copy(Path.of("handbook").resolve(document), copy);
        }
        Files.writeString(documents.resolve("broken.pdf"), "no PDF");
        Files.writeString(documents.resolve("minutes.odt"), "not read yet");
        encoder = OnnxEncoder.bgeSmallEn();
        index = LuceneIndex.open(temp.resolve("index"), encoder);
        index.ingest(documents);
    }

    @AfterAll
    static void close() {
        index.close();
        encoder.close();
    }

    @BeforeEach
    void chooseAFolder() throws IOException {
        indexFolder = Files.createTempDirectory(temp, "index");
    }

    @Test
    void aFolderIsIngestedAndWhatFailedIsListed() {
        // SHOW
        try (OnnxEncoder encoder = OnnxEncoder.bgeSmallEn();
                LuceneIndex index = LuceneIndex.open(indexFolder, encoder)) {
            IngestReport report = index.ingest(documents);

            out.println(report);
            for (DocumentException failure : report.failures()) {
                out.println(failure.reason() + " " + failure.getMessage());
            }
        }
        // END

        assertThat(printed.toString(UTF_8).lines())
                .startsWith("3 added, 0 updated, 0 unchanged, 0 removed, 1 skipped, 1 failed")
                .anyMatch(line -> line.startsWith("MALFORMED broken.pdf: "));
    }

    @Test
    void progressIsWhatIsOnTheDisk() {
        try (LuceneIndex index = LuceneIndex.openLexical(indexFolder, IndexSettings.DEFAULT)) {
            // SHOW
            index.ingest(
                    documents,
                    progress -> out.println(progress.done() + " of " + progress.total() + " done, now on the disk: "
                            + progress.acknowledged()));
            // END
        }

        assertThat(printed.toString(UTF_8).strip())
                .isEqualTo("4 of 4 done, now on the disk: "
                        + "[en/information-security.md, en/payments.md, ja/furikomi.html]");
    }

    @Test
    void documentsMayComeFromElsewhere() {
        try (LuceneIndex index = LuceneIndex.openLexical(indexFolder, IndexSettings.DEFAULT)) {
            // SHOW
            SourceDocument page = SourceDocument.markdown("wiki/vault", "# Vault\n\nThe vault opens at 07:45.");
            IngestReport report = index.ingest(List.of(page), IngestListener.NONE);
            // END

            assertThat(report.added()).containsExactly("wiki/vault");
            assertThat(index.ingest(documents).removed()).containsExactly("wiki/vault");
        }
    }

    @Test
    void theSettingsOfTheGuideAreTheDefaults() {
        // SHOW
        IndexSettings settings = IndexSettings.DEFAULT
                .withChunker(StructureChunker.ofCharacters(1_000))
                .withLimits(new ReadLimits(32 << 20, 4 << 20, 2_000, Duration.ofSeconds(10)))
                .withFusion(new Fusion.Convex(0.7))
                .withBm25(new IndexSettings.Bm25(1.2, 0.5))
                .withCandidates(100);
        // END

        assertThat(settings.withChunker(IndexSettings.DEFAULT.chunker())).isEqualTo(IndexSettings.DEFAULT);
        assertThat(settings.chunker())
                .hasToString(IndexSettings.DEFAULT.chunker().toString());
    }

    @Test
    void wordsAloneAnswerJapaneseQuestions() {
        // SHOW
        try (LuceneIndex index = LuceneIndex.openLexical(indexFolder, IndexSettings.DEFAULT)) {
            index.ingest(documents);
            DomainModel model =
                    new ExtractiveModel(index).with(Retrieval.from(index).weights(index));

            out.println(model.answer("給与振込のデータはいつまでに受け付ければ間に合いますか。"));
        }
        // END

        assertThat(printed.toString(UTF_8)).contains("3営業日前の12時00分").contains("furikomi.html");
    }

    private Answer ask() {
        // SHOW
        DomainModel model = new ExtractiveModel(index, encoder)
                .with(Retrieval.from(index).limit(8).minSupport(0.6).weights(index));

        Answer answer = model.answer("My work laptop was stolen on the train. How quickly must I report it?");
        // END
        return answer;
    }

    private void show(Answer answer) {
        // SHOW
        if (answer instanceof Answer.Reply reply) {
            out.println(reply.text());
            for (Citation citation : reply.citations()) {
                out.println("[" + citation.number() + "] " + citation.source().label());
                out.println("    says:     " + citation.claim().of(reply.text()));
                out.println("    rests on: " + citation.quote());
                out.println("    support:  " + citation.support());
            }
        } else if (answer instanceof Answer.Abstention abstention) {
            out.println("I do not know: " + abstention.reason());
        }
        // END
    }

    @Test
    void anAnswerIsAReplyOrAnAbstention() {
        show(ask());
        show(Answer.abstain("no passage fits the question"));

        assertThat(printed.toString(UTF_8).lines())
                .anyMatch(line -> line.startsWith("    says:     " + WITHIN_ONE_HOUR))
                .anyMatch(line -> line.startsWith("    rests on: " + WITHIN_ONE_HOUR))
                .contains("I do not know: no passage fits the question");
    }

    @Test
    void aCitationLeadsToTheWordsInTheDocument() {
        Citation citation = ask().reply().orElseThrow().citations().get(0);

        // SHOW
        String text = index.text(citation.source().document()).orElseThrow();
        String words = citation.source().span().of(text);
        // END

        assertThat(words).isEqualTo(citation.quote()).startsWith(WITHIN_ONE_HOUR);
    }

    @Test
    void theTraceSaysWhatWasDone() {
        Answer answer = ask();

        // SHOW
        for (Step step : answer.trace().steps()) {
            out.println(step.name() + ", " + step.duration().toMillis() + " ms, " + step.details());
        }
        // END

        assertThat(printed.toString(UTF_8)).contains("retrieve, ", "extract, ", "check citations, ", "relevance=");
    }

    @Test
    void replyIsStreamedWithinTheDeadline() {
        DomainModel model =
                new ExtractiveModel(index, encoder).with(Retrieval.from(index).weights(index));

        // SHOW
        TokenSink sink = new TokenSink() {
            @Override
            public void token(String text) {
                out.print(text);
            }

            @Override
            public void restart() {
                out.println(" … once more:");
            }
        };
        Question question = Question.of("My work laptop was stolen on the train. How quickly must I report it?")
                .with(TokenSink.KEY, sink)
                .with(Deadline.KEY, Deadline.after(Duration.ofSeconds(20)));
        Answer answer = model.answer(question);
        // END

        assertThat(answer.reply().orElseThrow().text())
                .isEqualTo(printed.toString(UTF_8))
                .startsWith(WITHIN_ONE_HOUR);
        assertThatThrownBy(() -> model.answer(question.with(Deadline.KEY, Deadline.after(Duration.ZERO))))
                .isInstanceOf(ModelUnavailableException.class);
    }

    // SHOW
    static Retriever within(String folder, Retriever all) {
        return query -> all.retrieve(new Query(query.text(), 100, query.attributes())).stream()
                .filter(passage -> passage.source().document().startsWith(folder))
                .limit(query.limit())
                .toList();
    }
    // END

    @Test
    void aRetrieverMayBeALambda() {
        assertThat(within("ja/", index).retrieve(Query.of("給与振込", 3)))
                .hasSizeBetween(1, 3)
                .allMatch(passage -> passage.source().document().startsWith("ja/"));
    }

    private static DomainModel yours(UnaryOperator<String> client) {
        // SHOW
        DomainModel base = question -> {
            StringBuilder prompt = new StringBuilder("Answer from the passages only; end each sentence with [n].\n");
            for (int i = 0; i < question.evidence().size(); i++) {
                String passage = question.evidence().get(i).text();
                prompt.append('[').append(i + 1).append("] ").append(passage).append('\n');
            }
            return Answer.reply(client.apply(prompt + question.text()));
        };
        DomainModel model = base.with(Retrieval.from(index).weights(index));
        // END
        return model;
    }

    @Test
    void aModelMayBeALambdaAndIsHeldToThePassages() {
        Answer grounded = yours(prompt -> WITHIN_ONE_HOUR + " [1] [99].").answer(LAPTOP);
        Answer invented = yours(prompt -> "Buy a bicycle instead [1].").answer(LAPTOP);

        assertThat(grounded.reply().orElseThrow().citations()).hasSize(1);
        assertThat(invented).isInstanceOf(Answer.Abstention.class);
    }

    @Test
    void theNextModelIsAskedWhereOneFails() {
        DomainModel model = yours(prompt -> {
            throw new ModelUnavailableException("the service is down");
        });

        // SHOW
        DomainModel extractive =
                new ExtractiveModel(index, encoder).with(Retrieval.from(index).weights(index));
        DomainModel clerk = question -> Answer.reply("A colleague will call you back.");

        DomainModel always = model.orElse(extractive).orElse(clerk);
        // END

        assertThat(always.answer(LAPTOP).reply().orElseThrow().text()).startsWith(WITHIN_ONE_HOUR);
        assertThat(always.answer("Why is the sky blue?").reply().orElseThrow().text())
                .isEqualTo("A colleague will call you back.");
    }

    @Nested
    // SHOW
    class WithinTest implements RetrieverContract {

        @Override
        public Retriever retriever() {
            return within("en/", index);
        }

        @Override
        public Query query() {
            return Query.of("cut-off for transfers", 5);
        }
    }
    // END

    @Nested
    // SHOW
    class HandbookModelTest implements DomainModelContract {

        @Override
        public DomainModel model() {
            return new ExtractiveModel(index).with(Retrieval.from(index).weights(index));
        }

        @Override
        public Question question() {
            return Question.of("What is the cut-off for a transfer in euros?");
        }
    }
    // END

    @ParameterizedTest
    @ValueSource(strings = {"docs/retrieval.md", "docs/retrieval.ja.md"})
    void theGuideShowsTheCodeAbove(String guide) throws IOException {
        List<String> shown = new ArrayList<>(Documentation.shownBy(GuideTest.class));
        shown.addAll(Documentation.shownBy(RetrievalAtWorkGuideTest.class));
        // Run where the engines are, with -Pengines.
        shown.addAll(Documentation.shownIn(
                Documentation.ROOT.resolve("engines/src/test/java/dev/tokka/rag/store/StoresGuideTest.java")));

        assertThat(Documentation.javaBlocks(guide)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "README.ja.md",
                "docs/README.md",
                "docs/models.md",
                "docs/models.ja.md",
                "docs/retrieval.md",
                "docs/retrieval.ja.md",
                "CONTRIBUTING.md"
            })
    void everyLinkLeadsToAFile(String page) throws IOException {
        Path file = Documentation.ROOT.resolve(page);

        List<String> broken = Documentation.links(page).stream()
                .filter(link -> !link.startsWith("http"))
                .filter(link -> !Files.exists(file.resolveSibling(link)))
                .toList();

        assertThat(broken).isEmpty();
    }
}
