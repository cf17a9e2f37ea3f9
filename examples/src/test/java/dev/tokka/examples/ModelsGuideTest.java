// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.language.LanguageModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.output.Response;
import dev.tokka.Answer;
import dev.tokka.Deadline;
import dev.tokka.DomainModel;
import dev.tokka.Example;
import dev.tokka.IncompleteAnswerException;
import dev.tokka.ModelException;
import dev.tokka.ModelUnavailableException;
import dev.tokka.PolicyViolationException;
import dev.tokka.Question;
import dev.tokka.QuestionRejectedException;
import dev.tokka.TokenSink;
import dev.tokka.langchain4j.CallLimits;
import dev.tokka.langchain4j.ChatDomainModel;
import dev.tokka.langchain4j.CompletionDomainModel;
import dev.tokka.langchain4j.PriceTable;
import dev.tokka.langchain4j.PromptFormats;
import dev.tokka.langchain4j.PromptLanguage;
import dev.tokka.langchain4j.http.GuardedHttpClientBuilder;
import dev.tokka.langchain4j.http.HttpLimits;
import dev.tokka.prompting.Examples;
import dev.tokka.prompting.Prompting;
import dev.tokka.rag.Retrieval;
import dev.tokka.rag.UnsupportedSentences;
import dev.tokka.rag.document.SourceDocument;
import dev.tokka.rag.index.IndexSettings;
import dev.tokka.rag.index.IngestListener;
import dev.tokka.rag.index.LuceneIndex;
import dev.tokka.testkit.ScriptedChatModel;
import dev.tokka.testkit.ScriptedModel;
import dev.tokka.testkit.ScriptedReply;
import dev.tokka.testkit.server.FakeOpenAiServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The code of the guide to language models runs, and the guide shows it as it stands here, in this order; more follows. */
class ModelsGuideTest {

    private static final String LATEST = "Until when can a customer change a standing order?";
    private static final String TWO_DAYS = "Up to two business days before the next execution.";

    @TempDir
    static Path temp;

    private static LuceneIndex index;

    private final FakeOpenAiServer server = FakeOpenAiServer.start(ScriptedChatModel.replying(TWO_DAYS));
    private final String baseUrl = server.baseUrl();
    private final String apiKey = "key";
    private final String modelName = "small-1";
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, UTF_8);

    @BeforeAll
    static void open() {
        index = LuceneIndex.openLexical(temp.resolve("index"), IndexSettings.DEFAULT);
        String payments =
                "# Payments\n\nA standing order can be changed up to two business days before its next execution.\n";
        index.ingest(List.of(SourceDocument.markdown("payments.md", payments)), IngestListener.NONE);
    }

    @AfterAll
    static void close() {
        index.close();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private ChatModel chat(GuardedHttpClientBuilder http) {
        return OpenAiChatModel.builder()
                .httpClientBuilder(http)
                .baseUrl(baseUrl)
                .apiKey(apiKey)
                .modelName(modelName)
                .build();
    }

    private String printed() {
        return printed.toString(UTF_8).replace(System.lineSeparator(), "\n");
    }

    @Test
    void aServedModelIsConnectedInAFewLines() {
        // SHOW
        GuardedHttpClientBuilder http = new GuardedHttpClientBuilder();
        ChatModel chat = OpenAiChatModel.builder()
                .httpClientBuilder(http)
                .baseUrl(baseUrl)
                .apiKey(apiKey)
                .modelName(modelName)
                .build();
        DomainModel model = ChatDomainModel.of(chat).withTransport(http);

        Answer answer = model.answer("Until when can a customer change a standing order?");
        out.println(answer.reply().map(Answer.Reply::text).orElse("I do not know."));
        // END

        assertThat(printed()).isEqualTo(TWO_DAYS + "\n");
    }

    @Test
    void aBaseModelContinuesAPrompt() {
        LanguageModel language = prompt -> Response.from(TWO_DAYS);
        // SHOW
        DomainModel model = CompletionDomainModel.of(language)
                .named("house-base-7b")
                .withFormat(PromptFormats.completion(PromptLanguage.JAPANESE));
        // END

        assertThat(model.answer(LATEST).reply().orElseThrow().text()).isEqualTo(TWO_DAYS);
    }

    @Test
    void tokensAreStreamedWithinADeadline() {
        GuardedHttpClientBuilder http = new GuardedHttpClientBuilder();
        ChatModel chat = chat(http);
        // SHOW
        StreamingChatModel streaming = OpenAiStreamingChatModel.builder()
                .httpClientBuilder(http)
                .baseUrl(baseUrl)
                .apiKey(apiKey)
                .modelName(modelName)
                .build();
        DomainModel model = ChatDomainModel.of(chat, streaming).withTransport(http);

        Question question = Question.of("Until when can a customer change a standing order?")
                .with(Deadline.KEY, Deadline.after(Duration.ofSeconds(20)))
                .with(TokenSink.KEY, new TokenSink() {
                    @Override
                    public void token(String text) {
                        out.print(text);
                    }

                    @Override
                    public void restart() {
                        out.print("\n(once more) ");
                    }
                });
        Answer answer = model.answer(question);
        // END

        assertThat(printed()).isEqualTo(TWO_DAYS);
        assertThat(answer.reply().orElseThrow().text()).isEqualTo(TWO_DAYS);
    }

    @Test
    void everyFailureSaysWhatToDoNext() {
        List<RuntimeException> failures = List.of(
                new RateLimitException("slow down"),
                new ModelUnavailableException(
                        ModelUnavailableException.Reason.RATE_LIMITED, "later", Instant.parse("2030-01-01T00:00:00Z")),
                new IncompleteAnswerException(IncompleteAnswerException.Reason.CUT, "cut", "Up to two"),
                new QuestionRejectedException("the question is too long"),
                new PolicyViolationException("customer data stays here"));
        for (RuntimeException failure : failures) {
            DomainModel model = failure instanceof ModelException typed
                    ? ScriptedModel.builder().when("order").fail(typed).build()
                    : ChatDomainModel.of(
                            ScriptedChatModel.builder().fail(failure).build());
            // SHOW
            try {
                model.answer("Until when can a customer change a standing order?");
            } catch (ModelUnavailableException e) {
                out.println("later, or another model: " + e.reason()
                        + e.retryAt().map(at -> " " + at).orElse(""));
            } catch (IncompleteAnswerException e) {
                out.println("not an answer, cut off by " + e.reason() + ": " + e.partialText());
            } catch (QuestionRejectedException e) {
                out.println("another model, or another question: " + e.getMessage());
            } catch (PolicyViolationException e) {
                out.println("no model: " + e.getMessage());
            }
            // END
        }

        assertThat(printed().lines())
                .containsExactly(
                        "later, or another model: RATE_LIMITED",
                        "later, or another model: RATE_LIMITED 2030-01-01T00:00:00Z",
                        "not an answer, cut off by CUT: Up to two",
                        "another model, or another question: the question is too long",
                        "no model: customer data stays here");
    }

    @Test
    void timeAndSizeAreLimited() {
        // SHOW
        GuardedHttpClientBuilder http = new GuardedHttpClientBuilder()
                .limits(HttpLimits.DEFAULT.withIdleTimeout(Duration.ofSeconds(20)))
                .attempts(1);
        CallLimits limits =
                CallLimits.DEFAULT.withTimeout(Duration.ofSeconds(30)).withMaxCharacters(20_000);
        // END

        assertThat(ChatDomainModel.of(chat(http))
                        .withTransport(http)
                        .withLimits(limits)
                        .answer(LATEST)
                        .reply())
                .isPresent();
    }

    @Test
    void whatAnAnswerCostIsInItsTrace() {
        ChatModel chat = ScriptedChatModel.builder()
                .reply(ScriptedReply.text(TWO_DAYS).withUsage(1_200, 40).withModelName("small-1"))
                .build();
        // SHOW
        PriceTable prices = PriceTable.parse("""
                # model, input and output per million tokens, currency, valid from
                small-1, 0.15, 0.60, USD, 2025-01-01
                """);
        DomainModel model = ChatDomainModel.of(chat).withPrices(prices);

        Answer answer = model.answer("Until when can a customer change a standing order?");
        out.println(answer.trace().usage() + " " + answer.trace().cost());
        // END

        assertThat(printed()).isEqualTo("TokenUsage[input=1200, output=40] {USD=0.00020400}\n");
    }

    @Test
    void promptingTellsShowsAndHoldsToAForm() {
        ScriptedChatModel scripted = ScriptedChatModel.replying(TWO_DAYS, "I think: transfers", "transfer");
        DomainModel model = ChatDomainModel.of(scripted);
        List<Example> examples = List.of(
                new Example("When is the cut-off for dollars?", "At 11:00."),
                new Example("What does a new card cost?", "Nothing."));
        // SHOW
        DomainModel prompted =
                model.with(Prompting.instructions("Answer in one sentence, with the exact time or amount.")
                        .examples(Examples.nearest(4, examples)));
        DomainModel sorter = model.with(
                Prompting.instructions("Say what the message is about.").labels("card", "transfer", "other"));
        // END

        assertThat(prompted.answer(LATEST).reply().orElseThrow().text()).isEqualTo(TWO_DAYS);
        assertThat(sorter.answer("My order has not arrived.")
                        .reply()
                        .orElseThrow()
                        .text())
                .isEqualTo("transfer");
        scripted.verify();
    }

    @Test
    void retrievalHoldsAModelToTheDocuments() {
        ScriptedChatModel scripted = ScriptedChatModel.replying(
                "A standing order can be changed up to two business days before its next execution. [1]",
                "Whenever the moon is full.");
        DomainModel model = ChatDomainModel.of(scripted);
        // SHOW
        DomainModel handbook = model.with(Prompting.instructions("Answer in one sentence."))
                .with(Retrieval.from(index).weights(index).unsupported(UnsupportedSentences.FLAG));

        Answer answer = handbook.answer("Until when can a customer change a standing order?");
        answer.reply()
                .ifPresent(reply -> reply.citations()
                        .forEach(citation -> out.println(citation.source().label() + ": " + citation.quote())));
        // END

        assertThat(printed())
                .isEqualTo("payments.md > Payments: A standing order can be changed up to two business days before its"
                        + " next execution.\n");
        assertThat(handbook.answer(LATEST).reply()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/models.md", "docs/models.ja.md"})
    void theGuideShowsTheCodeAbove(String page) throws IOException {
        List<String> shown = new ArrayList<>(Documentation.shownBy(ModelsGuideTest.class));
        shown.addAll(Documentation.shownBy(CombinationsGuideTest.class));

        assertThat(Documentation.javaBlocks(page)).isEqualTo(shown);
    }
}
