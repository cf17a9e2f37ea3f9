// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tokka.Answer;
import dev.tokka.Citation;
import dev.tokka.DomainModel;
import dev.tokka.IncompleteAnswerException;
import dev.tokka.ModelUnavailableException;
import dev.tokka.Passage;
import dev.tokka.Question;
import dev.tokka.QuestionRejectedException;
import dev.tokka.Source;
import dev.tokka.Span;
import dev.tokka.TokenSink;
import dev.tokka.Trace;
import dev.tokka.examples.Browser;
import dev.tokka.rag.ExtractiveModel;
import dev.tokka.rag.Retrieval;
import dev.tokka.rag.UnsupportedSentences;
import dev.tokka.rag.index.LuceneIndex;
import dev.tokka.rag.onnx.OnnxEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in Chromium, as its readers use it. Skipped where there is no Chromium, unless tokka.chromium=required. */
class PageTest {

    private static final String ENTER = "\uE007";
    private static final String ESCAPE = "\uE00C";
    private static final String LAPTOP = "My work laptop was stolen on the train. How quickly must I report it?";
    private static final String WITHIN_ONE_HOUR =
            "A lost or stolen laptop or telephone is reported within one hour of being noticed,"
                    + " also at night and on holidays.";
    private static final String ATTACK = "<img src=x onerror=\"document.title='attacked'\">";

    @TempDir
    static Path temp;

    private static OnnxEncoder encoder;
    private static LuceneIndex index;
    private static Optional<Browser> english = Optional.empty();

    private Optional<AnswerServer> server = Optional.empty();

    @BeforeAll
    static void open() throws Exception {
        String missing = Browser.missing();
        if ("required".equals(System.getProperty("tokka.chromium"))) {
            assertThat(missing).isEmpty();
        }
        assumeTrue(missing.isEmpty(), missing);
        Path documents = temp.resolve("documents");
        for (String document : List.of("en/information-security.md", "en/payments.md", "ja/furikomi.html")) {
            Path copy = documents.resolve(document);
            Files.createDirectories(copy.getParent());
            Files.copy(Path.of("handbook").resolve(document), copy);
        }
        encoder = OnnxEncoder.bgeSmallEn();
        index = LuceneIndex.open(temp.resolve("index"), encoder);
        index.ingest(documents);
        english = Optional.of(Browser.start("en-GB", Files.createDirectory(temp.resolve("english"))));
    }

    @AfterAll
    static void close() throws Exception {
        if (english.isPresent()) {
            english.get().close();
            index.close();
            encoder.close();
        }
    }

    @AfterEach
    void stop() {
        server.ifPresent(AnswerServer::close);
    }

    private static Expert handbook() {
        return new Expert(
                new ExtractiveModel(index, encoder).with(Retrieval.from(index).weights(index)), index::text);
    }

    private static Expert undocumented(DomainModel model) {
        return new Expert(model, id -> Optional.empty());
    }

    private void show(Browser browser, Expert expert) throws IOException {
        ServiceLimits limits =
                new ServiceLimits(200, 2, Duration.ofSeconds(60), Duration.ofMillis(50), Duration.ofSeconds(1));
        AnswerServer started = AnswerServer.start(0, expert, limits, line -> {});
        server = Optional.of(started);
        browser.open(started.uri());
        browser.await("document.activeElement.id === 'question'");
    }

    private static void ask(Browser browser, String question) throws IOException {
        browser.type("#question", question + ENTER);
        browser.await("document.querySelector('.exchange') && document.getElementById('stop').hidden");
    }

    private static TokenSink sink(Question question) {
        return question.attributes().get(TokenSink.KEY).orElseThrow();
    }

    @Test
    void aCitationOpensTheDocumentAtTheQuotedWords() throws Exception {
        Browser browser = english.orElseThrow();
        show(browser, handbook());

        ask(browser, LAPTOP);

        assertThat(browser.text(".answer .text")).contains(WITHIN_ONE_HOUR, "[1]");
        browser.click(".answer .marker");
        browser.await("document.querySelector('mark')");
        assertThat(browser.text("mark")).isEqualTo(WITHIN_ONE_HOUR);
        assertThat(browser.text("#source-title")).isEqualTo("en/information-security.md");
        assertThat(browser.text("#source-text")).contains("calls the ISOC within 15");
        assertThat(browser.evaluate("(() => { const m = document.querySelector('mark').getBoundingClientRect();"
                                + " const p = document.getElementById('source-text').getBoundingClientRect();"
                                + " return m.top >= p.top && m.bottom <= p.bottom; })()")
                        .asBoolean())
                .as("the marked words are in view")
                .isTrue();
    }

    @Test
    void aNewQuestionClosesTheDocumentThatCouldCoverItsAnswer() throws Exception {
        Browser browser = english.orElseThrow();
        show(browser, handbook());
        ask(browser, LAPTOP);
        browser.click(".answer .marker");
        browser.await("document.querySelector('mark')");

        ask(browser, LAPTOP);

        assertThat(browser.evaluate("document.getElementById('source').hidden").asBoolean())
                .isTrue();
    }

    @Test
    void thePageWorksFromTheKeyboard() throws Exception {
        Browser browser = english.orElseThrow();
        show(browser, handbook());
        ask(browser, LAPTOP);

        browser.type(".answer .marker", ENTER);
        browser.await("document.activeElement.tagName === 'MARK'");
        browser.type("body", ESCAPE);

        browser.await("document.getElementById('source').hidden");
        assertThat(browser.evaluate("document.activeElement.className").asText())
                .isEqualTo("marker");
    }

    @Test
    void whatTheDocumentsDoNotAnswerIsNotKnown() throws Exception {
        Browser browser = english.orElseThrow();
        show(browser, handbook());

        ask(browser, "What is the yearly rent for a safe deposit box at Osaka Main?");

        assertThat(browser.text(".answer .text")).isEqualTo("I do not know.");
        assertThat(browser.text("#status")).isEqualTo("I do not know.");
        assertThat(browser.evaluate("document.querySelectorAll('.marker').length")
                        .asInt())
                .isZero();
    }

    @Test
    void aJapaneseReaderIsSpokenToInJapanese() throws Exception {
        try (Browser japanese = Browser.start("ja", Files.createDirectory(temp.resolve("japanese")))) {
            show(japanese, handbook());

            ask(japanese, "給与振込のデータはいつまでに受け付ければ間に合いますか。");

            assertThat(japanese.evaluate("document.documentElement.lang").asText())
                    .isEqualTo("ja");
            assertThat(japanese.text("#send")).isEqualTo("質問する");
            assertThat(japanese.text(".answer .text")).contains("3営業日前の12時00分まで");
            japanese.click(".answer .marker");
            japanese.await("document.querySelector('mark')");
            assertThat(japanese.text("mark")).contains("給与振込のデータは");
            ask(japanese, "貸金庫の年間使用料はいくらですか。");
            assertThat(japanese.text(".answer .text")).isEqualTo("分かりません。");
        }
    }

    @Test
    void tokensAppearAsTheyComeAndVanishWhenTheModelStartsOver() throws Exception {
        Semaphore next = new Semaphore(0);
        Browser browser = english.orElseThrow();
        show(browser, undocumented(question -> {
            sink(question).token("Perhaps ");
            next.acquireUninterruptibly();
            sink(question).restart();
            next.acquireUninterruptibly();
            sink(question).token("Within 30 days.");
            return Answer.reply("Within 30 days.");
        }));

        browser.type("#question", "How long?" + ENTER);
        browser.await("document.querySelector('.answer[aria-busy] .text')?.textContent === 'Perhaps '");
        next.release();
        browser.await("document.querySelector('.answer[aria-busy] .text')?.textContent === ''");
        next.release();

        browser.await("document.querySelector('.answer:not([aria-busy]) .text')?.textContent === 'Within 30 days.'");
        assertThat(browser.text("#status")).startsWith("Answered in ");
    }

    @Test
    void nothingOfAnAnswerOrADocumentBecomesMarkup() throws Exception {
        Source source = new Source(ATTACK, List.of(ATTACK), new Span(0, ATTACK.length()));
        Citation citation = new Citation(1, new Span(0, ATTACK.length()), source, ATTACK, 1);
        Browser browser = english.orElseThrow();
        show(
                browser,
                new Expert(
                        question -> {
                            sink(question).token(ATTACK + " [1]");
                            return new Answer.Reply(
                                    ATTACK + " [1]", List.of(citation), OptionalDouble.empty(), Trace.EMPTY);
                        },
                        id -> Optional.of(ATTACK + ATTACK)));

        ask(browser, ATTACK);
        browser.click(".answer .marker");
        browser.await("document.querySelector('mark')");

        assertThat(browser.text(".answer .text")).contains(ATTACK);
        assertThat(browser.text("mark")).isEqualTo(ATTACK);
        assertThat(browser.evaluate("document.images.length").asInt()).isZero();
        assertThat(browser.evaluate("document.title").asText()).isEqualTo("Ask the documents");
    }

    @Test
    void aSentenceThatNoPassageSupportsIsMarked() throws Exception {
        String rule = "Claims are accepted for thirty days after the loss of the goods.";
        Passage passage = new Passage("1", rule, new Source("claims.md", List.of(), new Span(0, rule.length())), 1);
        DomainModel model = question -> Answer.reply(rule + " [1] The moon is cheese.");
        Browser browser = english.orElseThrow();
        show(
                browser,
                undocumented(
                        model.with(Retrieval.from(query -> List.of(passage)).unsupported(UnsupportedSentences.FLAG))));

        ask(browser, "How long?");

        assertThat(browser.text(".unsupported")).isEqualTo("The moon is cheese. (no passage supports this)");
    }

    @Test
    void aDocumentThatHasChangedIsNotMarkedWrongly() throws Exception {
        Citation citation =
                new Citation(1, new Span(0, 15), new Source("claims.md", List.of(), new Span(4, 11)), "30 days", 1);
        Browser browser = english.orElseThrow();
        show(
                browser,
                new Expert(
                        question -> Answer.reply("Within 30 days. [1]")
                                .reply()
                                .orElseThrow()
                                .withCitations(List.of(citation)),
                        id -> Optional.of("Now within 60 days.")));
        ask(browser, "How long?");

        browser.click(".answer .marker");

        browser.await("document.getElementById('source-note').textContent.startsWith('The document has changed')");
        assertThat(browser.evaluate("document.querySelector('mark')").isNull()).isTrue();
    }

    @Test
    void aCutAnswerIsShownAsCutAndARefusedOneAsRefused() throws Exception {
        Browser browser = english.orElseThrow();
        show(browser, undocumented(question -> {
            if (question.text().startsWith("Cut")) {
                throw new IncompleteAnswerException(IncompleteAnswerException.Reason.CUT, "cut", "Within 3");
            }
            throw new QuestionRejectedException("no");
        }));

        ask(browser, "Cut?");
        assertThat(browser.text(".answer .text")).isEqualTo("Within 3");
        assertThat(browser.text(".answer .failure")).contains("not a whole answer", "incomplete · CUT", "Incident ");

        browser.evaluate("document.getElementById('question').value = ''");
        ask(browser, "Too hard?");
        browser.await("document.querySelectorAll('.exchange').length === 2");
        assertThat(browser.text(".answer .failure")).contains("The model cannot take this question.");

        browser.evaluate("document.getElementById('question').value = 'q'.repeat(201)");
        browser.click("#send");
        browser.await("document.querySelectorAll('.exchange .failure').length === 3");
        assertThat(browser.text(".answer .failure")).contains("The question is too long.");
    }

    @Test
    void stoppingEndsTheCall() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        Browser browser = english.orElseThrow();
        show(browser, undocumented(question -> {
            sink(question).token("Well, ");
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                interrupted.countDown();
            }
            return Answer.abstain("stopped");
        }));

        browser.type("#question", "How long?" + ENTER);
        browser.await("document.querySelector('.text')?.textContent === 'Well, '");
        browser.click("#stop");

        assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
        browser.await("document.querySelector('.failure')");
        assertThat(browser.text(".answer .failure")).contains("Stopped.");
        assertThat(browser.text(".answer .text")).isEqualTo("Well, ");
    }

    @Test
    void anAnswerWhoseServiceVanishesIsNoAnswer() throws Exception {
        CountDownLatch forever = new CountDownLatch(1);
        Browser browser = english.orElseThrow();
        show(browser, undocumented(question -> {
            sink(question).token("Well, ");
            awaitQuietly(forever);
            return Answer.reply("Well, yes.");
        }));
        browser.type("#question", "How long?" + ENTER);
        browser.await("document.querySelector('.text')?.textContent === 'Well, '");

        server.orElseThrow().close();

        browser.await("document.querySelector('.failure')");
        forever.countDown();
        ask(browser, "And now?");
        assertThat(browser.text(".answer .failure")).contains("The connection to the service was lost.");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelUnavailableException(ModelUnavailableException.Reason.INTERRUPTED, "interrupted", e);
        }
    }
}
