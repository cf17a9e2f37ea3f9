// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.SystemMessage;
import dev.tokka.Acceptance;
import dev.tokka.Answer;
import dev.tokka.Caching;
import dev.tokka.Caller;
import dev.tokka.DataClass;
import dev.tokka.DomainModel;
import dev.tokka.DomainModels;
import dev.tokka.Limits;
import dev.tokka.ModelUnavailableException;
import dev.tokka.Money;
import dev.tokka.PolicyViolationException;
import dev.tokka.Query;
import dev.tokka.Question;
import dev.tokka.Resilience;
import dev.tokka.Retriever;
import dev.tokka.Router;
import dev.tokka.Voting;
import dev.tokka.langchain4j.ChatDomainModel;
import dev.tokka.langchain4j.ContentRetrievers;
import dev.tokka.langchain4j.DomainChatModel;
import dev.tokka.prompting.Prompting;
import dev.tokka.rag.Retrieval;
import dev.tokka.rag.document.SourceDocument;
import dev.tokka.rag.index.IndexSettings;
import dev.tokka.rag.index.IngestListener;
import dev.tokka.rag.index.LuceneIndex;
import dev.tokka.testkit.ScriptedChatModel;
import dev.tokka.testkit.ScriptedModel;
import io.micrometer.observation.ObservationRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The second half of the code of the guide to language models: models out of models, and the way to LangChain4j and back. */
class CombinationsGuideTest {

    private static final String LATEST = "Until when can a customer change a standing order?";
    private static final String TWO_DAYS = "Up to two business days before the next execution.";

    @TempDir
    static Path temp;

    private static LuceneIndex index;

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

    private String printed() {
        return printed.toString(UTF_8).replace(System.lineSeparator(), "\n");
    }

    @Test
    void aSecondProviderTakesOver() {
        DomainModel first = ScriptedModel.builder()
                .when("order")
                .fail(new ModelUnavailableException("down"))
                .build();
        DomainModel second = ScriptedModel.replying(TWO_DAYS);
        // SHOW
        DomainModel model = DomainModels.fallback(
                DomainModels.resilient(first, Resilience.DEFAULT.withTimeout(Duration.ofSeconds(10))),
                DomainModels.resilient(second, Resilience.DEFAULT));
        // END

        assertThat(model.answer(LATEST).reply().orElseThrow().text()).isEqualTo(TWO_DAYS);
    }

    @Test
    void whatMayNotLeaveTheHouseDoesNot() {
        DomainModel inHouse = question -> {
            throw new ModelUnavailableException("down");
        };
        DomainModel hosted = ScriptedModel.replying(TWO_DAYS);
        // SHOW
        DomainModel model = DomainModels.fallback(inHouse, DomainModels.cleared(hosted, DataClass.INTERNAL));

        Answer answer = model.answer(Question.of("Until when can a customer change a standing order?")
                .with(DataClass.KEY, DataClass.INTERNAL));
        // END

        assertThat(answer.reply().orElseThrow().text()).isEqualTo(TWO_DAYS);
        assertThatExceptionOfType(PolicyViolationException.class).isThrownBy(() -> model.answer(LATEST));
    }

    @Test
    void theDearModelIsAskedOnlyWhereTheCheapOneIsNotGrounded() {
        DomainModel cheap = ScriptedModel.replying("Two days, I believe.");
        DomainModel dear = ScriptedModel.replying(TWO_DAYS);
        // SHOW
        DomainModel model = DomainModels.cascade(cheap, dear, Acceptance.grounding(0.8));
        // END

        assertThat(model.answer(LATEST).reply().orElseThrow().text()).isEqualTo(TWO_DAYS);
    }

    @Test
    void aRouterChoosesTheModelByTheKindOfQuestion() {
        DomainModel classifier = ScriptedModel.replying("payments");
        DomainModel payments = ScriptedModel.replying(TWO_DAYS);
        DomainModel lending = ScriptedModel.replying("At 3 %.");
        // SHOW
        DomainModel model = DomainModels.route(
                Router.byClassifier(classifier, "payments", "lending"),
                Map.of("payments", payments, "lending", lending));
        // END

        assertThat(model.answer(LATEST).reply().orElseThrow().text()).isEqualTo(TWO_DAYS);
    }

    @Test
    void severalAnswersAreVotedOn() {
        DomainModel model = ScriptedModel.replying("42");
        DomainModel other = ScriptedModel.replying("41");
        // SHOW
        DomainModel repeated = DomainModels.selfConsistent(model, 5);
        DomainModel jury = DomainModels.vote(List.of(model, model, other), Voting.MOST.withQuorum(2));
        // END

        assertThat(repeated.answer("What is six times seven?")
                        .reply()
                        .orElseThrow()
                        .text())
                .isEqualTo("42");
        assertThat(jury.answer("What is six times seven?").reply().orElseThrow().text())
                .isEqualTo("42");
    }

    @Test
    void aCallerHasABudgetAndEqualQuestionsAreAnsweredOnce() {
        ScriptedModel model = ScriptedModel.replying(TWO_DAYS);
        // SHOW
        Limits limits = Limits.NONE
                .withPlaces(8, Duration.ofSeconds(5))
                .withRate(60, Duration.ofMinutes(1))
                .withMoney(new Money(new BigDecimal("2.00"), Currency.getInstance("USD")), Duration.ofDays(1));
        DomainModel shared = DomainModels.cached(DomainModels.limited(model, limits), Caching.of(Duration.ofHours(1)));

        Answer answer = shared.answer(Question.of("Until when can a customer change a standing order?")
                .with(Caller.KEY, Caller.of("desk-7")));
        // END

        assertThat(answer.reply().orElseThrow().text()).isEqualTo(TWO_DAYS);
        shared.answer(Question.of(LATEST).with(Caller.KEY, Caller.of("desk-7")));
        assertThat(model.questions()).hasSize(1);
    }

    @Test
    void theWholeStackPrintsItself() throws IOException {
        ScriptedChatModel scripted = ScriptedChatModel.replying(
                "A standing order can be changed up to two business days before its next execution. [1]");
        DomainModel first = ChatDomainModel.of(scripted).named("small-1");
        DomainModel second = ChatDomainModel.of(scripted).named("other-1");
        ObservationRegistry registry = ObservationRegistry.create();
        Limits limits = Limits.NONE.withPlaces(8, Duration.ofSeconds(5));
        // SHOW
        DomainModel providers = DomainModels.fallback(
                DomainModels.resilient(first, Resilience.DEFAULT), DomainModels.resilient(second, Resilience.DEFAULT));
        DomainModel expert = providers
                .with(Prompting.instructions("Answer in one sentence."))
                .with(Retrieval.from(index).weights(index));
        DomainModel model = DomainModels.observed(
                DomainModels.cached(DomainModels.limited(expert, limits), Caching.of(Duration.ofHours(1))), registry);

        out.println(model);
        String fingerprint = model.describe().fingerprint();
        // END

        assertThat(model.answer(LATEST).reply().orElseThrow().citations()).hasSize(1);
        assertThat(fingerprint).hasSize(64);
        String shown = printed().replace(index.toString(), "index(handbook)");
        assertThat(Files.readString(Documentation.ROOT.resolve("docs/models.md")))
                .contains(shown);
        assertThat(Files.readString(Documentation.ROOT.resolve("docs/models.ja.md")))
                .contains(shown);
    }

    @Test
    void aiServicesWorkOnTopOfADomainModel() {
        DomainModel handbook = ScriptedModel.replying(TWO_DAYS);
        // SHOW
        Assistant assistant = AiServices.builder(Assistant.class)
                .chatModel(DomainChatModel.of(handbook))
                .chatMemory(MessageWindowChatMemory.withMaxMessages(20))
                .build();

        out.println(assistant.ask("Until when can a customer change a standing order?"));
        // END

        assertThat(printed()).isEqualTo(TWO_DAYS + "\n");
    }

    /** What the guide calls an interface of the reader's own. */
    interface Assistant {

        /** Answers in words. */
        @SystemMessage("You help the staff of a bank.")
        String ask(String question);
    }

    @Test
    void retrieversCrossTheBridgeBothWays() {
        // SHOW
        ContentRetriever theirs = ContentRetrievers.toContentRetriever(index, 6);
        Retriever ours = ContentRetrievers.toRetriever(theirs, "handbook of November");
        // END

        assertThat(ours.retrieve(Query.of(LATEST, 1)))
                .singleElement()
                .satisfies(passage -> assertThat(passage.source().document()).isEqualTo("payments.md"));
    }
}
