// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples;

import static dev.tokka.testkit.TokkaAssertions.assertThat;
import static dev.tokka.testkit.TokkaAssertions.assertThatFailure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.tokka.Answer;
import dev.tokka.Citation;
import dev.tokka.Deadline;
import dev.tokka.DomainModel;
import dev.tokka.ModelUnavailableException;
import dev.tokka.ModelUnavailableException.Reason;
import dev.tokka.Question;
import dev.tokka.Source;
import dev.tokka.Span;
import dev.tokka.Step;
import dev.tokka.TokenSink;
import dev.tokka.TokenUsage;
import dev.tokka.Trace;
import dev.tokka.langchain4j.ChatDomainModel;
import dev.tokka.testkit.Delay;
import dev.tokka.testkit.DomainModelContract;
import dev.tokka.testkit.Faults;
import dev.tokka.testkit.Pause;
import dev.tokka.testkit.RecordingSink;
import dev.tokka.testkit.ScriptedChatModel;
import dev.tokka.testkit.ScriptedModel;
import dev.tokka.testkit.ScriptedReply;
import dev.tokka.testkit.cassette.Cassette;
import dev.tokka.testkit.cassette.CassetteMismatchError;
import dev.tokka.testkit.cassette.CassetteMode;
import dev.tokka.testkit.cassette.CassetteSettings;
import dev.tokka.testkit.cassette.Matching;
import dev.tokka.testkit.cassette.Redaction;
import dev.tokka.testkit.cassette.UseCassette;
import dev.tokka.testkit.server.FakeOpenAiServer;
import dev.tokka.testkit.server.ServerFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The code of the guide to testing runs, and the guide shows it as it stands here, in this order. */
class TestingGuideTest {

    private static final String RULE = "A transfer costs 500 yen.";

    @TempDir
    static Path temp;

    // SHOW
    /** The service under test: answers, or says what the customer can do instead. */
    record Desk(DomainModel model) {

        String ask(String question) {
            try {
                Answer answer = model.answer(question);
                return answer.reply().map(Answer.Reply::text).orElse("A colleague will call you back.");
            } catch (ModelUnavailableException e) {
                return "Please try again later.";
            }
        }
    }
    // END

    @Test
    void aServiceIsTestedWithAScriptedModel() {
        // SHOW
        ScriptedModel model = ScriptedModel.builder()
                .when("fee")
                .reply("A transfer costs 500 yen.")
                .when("limit")
                .fail(new ModelUnavailableException("the service is down"))
                .build();
        Desk desk = new Desk(model);

        assertThat(desk.ask("What is the fee?")).isEqualTo("A transfer costs 500 yen.");
        assertThat(desk.ask("What is the limit?")).isEqualTo("Please try again later.");
        assertThat(desk.ask("Who are you?")).isEqualTo("A colleague will call you back.");
        assertThat(model.questions()).hasSize(3);
        // END
    }

    @Nested
    // SHOW
    class FeeModelTest implements DomainModelContract {

        @Override
        public DomainModel model() {
            return ScriptedModel.builder()
                    .when("fee")
                    .reply("A transfer costs 500 yen.")
                    .build();
        }

        @Override
        public Question question() {
            return Question.of("What is the fee?");
        }
    }
    // END

    @Test
    void answersAndFailuresHaveAssertions() {
        DomainModel model = ScriptedModel.builder()
                .when("fee")
                .answer(cited())
                .when("weather")
                .abstain("no evidence")
                .when("limit")
                .fail(new ModelUnavailableException(Reason.RATE_LIMITED, "too many calls"))
                .build();

        // SHOW
        assertThat(model.answer("What is the fee?"))
                .containsText("500 yen")
                .citesSource("fees.md")
                .citesSection("Transfers")
                .isGrounded()
                .hasStep("ask")
                .usedAtMostTokens(200);

        assertThat(model.answer("How is the weather?")).abstainsBecause("no evidence");

        assertThatFailure(() -> model.answer("What is the limit?"))
                .isRateLimited()
                .isWorthRetrying();
        // END
    }

    @Test
    void promptsAreTestedWithAScriptedChatModel() {
        // SHOW
        ScriptedChatModel chat = ScriptedChatModel.builder()
                .reply("Hello.")
                .when("fee")
                .reply(ScriptedReply.text("A transfer costs 500 yen.").withUsage(90, 7))
                .when("limit")
                .fail(new RateLimitException("too many calls"))
                .build();
        DomainModel model = ChatDomainModel.of(chat, chat);

        assertThat(model.answer("Hi.")).hasText("Hello.");
        assertThat(model.answer("What is the fee?"))
                .hasText("A transfer costs 500 yen.")
                .usedAtMostTokens(97);
        assertThatFailure(() -> model.answer("What is the limit?")).isRateLimited();

        assertThat(chat.requests().get(1).messages().toString()).contains("What is the fee?");
        chat.verify();
        // END
    }

    @Test
    void streamsAreTestedPieceByPiece() {
        // SHOW
        ScriptedChatModel chat = ScriptedChatModel.builder()
                .reply(ScriptedReply.text("A transfer costs 500 yen.").withPiecesOf(10))
                .reply(ScriptedReply.text("A transfer costs").withoutFinishReason())
                .build();
        DomainModel model = ChatDomainModel.of(chat, chat);
        RecordingSink sink = new RecordingSink();
        Question question = Question.of("What is the fee?").with(TokenSink.KEY, sink);

        model.answer(question);
        assertThat(sink.text()).isEqualTo("A transfer costs 500 yen.");

        assertThatFailure(() -> model.answer(question)).isIncomplete().hasPartialText("A transfer costs");
        // END
    }

    @Nested
    class WithACassette {

        // SHOW
        @Test
        @UseCassette("desk-fees")
        void theFeeIsCited(Cassette cassette) {
            DomainModel model = cassette.model(() -> realModel());

            assertThat(model.answer("What is the fee?")).containsText("500 yen").citesSource("fees.md");
        }
        // END
    }

    @Test
    void aCassetteMayHoldWhatLangChain4jSends() {
        Path file = temp.resolve("prompts.json");
        try (Cassette recording = Cassette.open(file, CassetteSettings.DEFAULT.withMode(CassetteMode.RECORD))) {
            ScriptedChatModel real = ScriptedChatModel.replying("A transfer costs 500 yen.");
            ChatDomainModel.of(recording.chatModel(() -> real)).answer("What is the fee?");
        }
        CassetteSettings replay = CassetteSettings.DEFAULT.withMode(CassetteMode.REPLAY);

        // SHOW
        try (Cassette cassette = Cassette.open(file, replay)) {
            ChatModel chat = cassette.chatModel(() -> OpenAiChatModel.builder()
                    .apiKey(System.getenv("OPENAI_API_KEY"))
                    .modelName("gpt-4o-mini")
                    .build());
            DomainModel model = ChatDomainModel.of(chat);

            assertThat(model.answer("What is the fee?")).containsText("500 yen");
        }
        // END

        assertThatExceptionOfType(CassetteMismatchError.class)
                .isThrownBy(() -> {
                    try (Cassette cassette = Cassette.open(file, replay)) {
                        cassette.chatModel(() -> ScriptedChatModel.replying()).chat("What is the charge?");
                    }
                })
                .withMessageContaining("-Dtokka.cassettes=record");
    }

    @Test
    void whatACassetteHoldsIsASetting() {
        // SHOW
        CassetteSettings settings = CassetteSettings.DEFAULT
                .withMatching(Matching.LENIENT)
                .withRedaction(Redaction.SECRETS_ONLY
                        .plusEmailAddresses()
                        .plus(Pattern.compile("\\b\\d{7}\\b"))); // account numbers
        // END

        assertThat(settings.redaction().apply("1234567, a@b.jp")).isEqualTo("<removed>, <removed>");
    }

    @Test
    void faultsCanBeRepeated() {
        DomainModel model = ScriptedModel.replying("A transfer costs 500 yen.");

        // SHOW
        Faults faults = Faults.seeded(42)
                .failing(0.2, message -> new ModelUnavailableException(Reason.TEMPORARY, message))
                .truncating(0.1)
                .garbling(0.1);
        DomainModel unreliable = faults.in(model);
        DomainModel always = unreliable.orElse(unreliable).orElse(model);

        for (int i = 0; i < 100; i++) {
            assertThat(always.answer("What is the fee?")).isReply();
        }
        // END
    }

    @Test
    void slownessNeedsNoWaiting() {
        DomainModel model = ScriptedModel.replying("A transfer costs 500 yen.");

        // SHOW
        DomainModel slow = Faults.seeded(42)
                .delaying(Delay.of(Duration.ofSeconds(30)))
                .pausing(Pause.none())
                .in(model);

        Question hurried = Question.of("What is the fee?").with(Deadline.KEY, Deadline.after(Duration.ofSeconds(5)));
        assertThatFailure(() -> slow.answer(hurried)).isUnavailableBecause(Reason.DEADLINE);
        // END
    }

    @Test
    void aWholeServiceTalksToAFakeServer() {
        // SHOW
        ScriptedChatModel script = ScriptedChatModel.builder()
                .when("fee")
                .reply("A transfer costs 500 yen.")
                .build();
        try (FakeOpenAiServer server = FakeOpenAiServer.start(script)) {
            server.fail(ServerFault.cutAfter(2)); // the first request: two events, then the connection breaks
            DomainModel model = ChatDomainModel.of(
                    OpenAiChatModel.builder()
                            .baseUrl(server.baseUrl())
                            .apiKey("any")
                            .modelName("any")
                            .build(),
                    OpenAiStreamingChatModel.builder()
                            .baseUrl(server.baseUrl())
                            .apiKey("any")
                            .modelName("any")
                            .build());
            Question streamed = Question.of("What is the fee?").with(TokenSink.KEY, new RecordingSink());

            assertThatFailure(() -> model.answer(streamed)).isIncomplete().hasPartialText("A transf");
            assertThat(model.answer(streamed)).hasText("A transfer costs 500 yen.");
            assertThat(server.requests().get(0).header("Authorization")).hasValue("Bearer any");
        }
        // END
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/testing.md", "docs/testing.ja.md"})
    void theGuideShowsTheCodeAbove(String guide) throws IOException {
        List<String> shown = new ArrayList<>(Documentation.shownBy(TestingGuideTest.class));
        shown.addAll(Documentation.shownBy(QualityGuideTest.class));

        assertThat(Documentation.javaBlocks(guide)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/testing.md", "docs/testing.ja.md"})
    void theGuideShowsTheMessageOfAMismatch(String guide) throws IOException {
        Path file = Path.of("src/test/resources/cassettes/desk-fees.json");
        try (Cassette cassette = Cassette.open(file, CassetteSettings.DEFAULT.withMode(CassetteMode.REPLAY))) {
            assertThatExceptionOfType(CassetteMismatchError.class)
                    .isThrownBy(
                            () -> cassette.model(TestingGuideTest::realModel).answer("What is the charge?"))
                    .satisfies(error -> assertThat(Files.readString(Documentation.ROOT.resolve(guide)))
                            .contains("```\n" + error.getMessage() + "\n```"));
        } catch (CassetteMismatchError closing) {
            assertThat(closing).hasMessageContaining("What is the charge?");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/testing.md", "docs/testing.ja.md"})
    void everyLinkLeadsToAFile(String page) throws IOException {
        Path file = Documentation.ROOT.resolve(page);

        assertThat(Documentation.links(page).stream().filter(link -> !link.startsWith("http")))
                .isNotEmpty()
                .allMatch(link -> Files.exists(file.resolveSibling(link)));
    }

    /** Stands for a model that needs a key and a network. */
    private static DomainModel realModel() {
        return ScriptedModel.builder().when("fee").answer(cited()).build();
    }

    private static Answer cited() {
        Source source = new Source("fees.md", List.of("Fees", "Transfers"), new Span(120, 120 + RULE.length()));
        Citation citation = new Citation(1, new Span(0, RULE.length()), source, RULE, 1);
        Step step = new Step("ask", Duration.ofMillis(420), new TokenUsage(90, 7), Optional.empty(), Map.of());
        return new Answer.Reply(RULE + " [1]", List.of(citation), OptionalDouble.empty(), Trace.of(step));
    }
}
