// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.strategies;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.exception.InvalidRequestException;
import dev.tokka.ModelException;
import dev.tokka.testkit.ScriptedChatModel;
import dev.tokka.testkit.ScriptedReply;
import dev.tokka.testkit.server.FakeOpenAiServer;
import dev.tokka.testkit.server.ServerFault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program, over a part of the handbook: as it is and with a language model on this machine. */
class SwapStrategiesTest {

    private static final String KEY = "key-7f3a";

    @TempDir
    static Path temp;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeAll
    static void copyAPartOfTheHandbook() throws IOException {
        for (String document : new String[] {"en/staff-matters.html", "en/account-opening.md", "ja/souzoku.md"}) {
            Path copy = temp.resolve("documents").resolve(document);
            Files.createDirectories(copy.getParent());
            Files.copy(Path.of("handbook").resolve(document), copy);
        }
    }

    private static Properties properties(String... more) {
        Properties properties = new Properties();
        properties.setProperty("tokka.docs", temp.resolve("documents").toString());
        properties.setProperty("tokka.index", temp.resolve("index").toString());
        for (int i = 0; i < more.length; i += 2) {
            properties.setProperty(more[i], more[i + 1]);
        }
        return properties;
    }

    private String run(Properties properties, Map<String, String> environment) throws IOException {
        new SwapStrategies(Path.of(""), new PrintStream(printed, true, UTF_8)).run(properties, environment);
        return printed.toString(UTF_8);
    }

    @Test
    void withoutAModelAllStrategiesExtractAndThatIsSaid() throws IOException {
        String printed = run(properties("tokka.questions", "6"), Map.of());

        assertThat(printed)
                .contains("No language model is named", "base and prompted have no passages", "TOKKA_BASE_URL")
                .contains("en-07  I work at a head office desk.", "they may work from home on two days a week")
                .contains("6 questions, 1 of which the handbook does not answer.");
        assertThat(row(printed, "base")).startsWith("base 0 0 6 1 0 ");
        assertThat(row(printed, "retrieval")).matches("retrieval [1-5] [1-5] [1-5] 1 0 .*");
    }

    @Test
    void aServedModelAnswersByEachStrategyAndIsPriced() throws IOException {
        Path prices = temp.resolve("prices.csv");
        Files.writeString(prices, "scripted, 1000, 0, USD, 2020-01-01\n");
        ScriptedChatModel model = ScriptedChatModel.builder()
                .when("two days a week")
                .reply(ScriptedReply.text("They may work from home on two days a week. [1]")
                        .withUsage(500, 10))
                .when("ready")
                .reply("ready")
                .when("anything", request -> true)
                .reply(ScriptedReply.text("Three days, perhaps.").withUsage(100, 5))
                .build();
        try (FakeOpenAiServer server = FakeOpenAiServer.start(model)) {
            String printed =
                    run(properties("tokka.questions", "6", "tokka.prices", prices.toString()), environment(server));

            assertThat(printed)
                    .contains("Trying small-1 at " + server.baseUrl())
                    .doesNotContain(KEY);
            assertThat(row(printed, "base")).matches("base 6 0 0 0 0 .* s 600 / 30 0.6000 USD");
            assertThat(row(printed, "retrieval")).startsWith("retrieval 1 1 5 1 0 ");
            assertThat(server.requests())
                    .hasSize(25)
                    .allSatisfy(
                            request -> assertThat(request.headers()).containsEntry("authorization", "Bearer " + KEY));
        }
    }

    @Test
    void aQuestionThatFailsIsShownAndTheOthersGoOn() throws IOException {
        ScriptedChatModel model = ScriptedChatModel.builder()
                .when("ready")
                .reply("ready")
                .when("home")
                .fail(new InvalidRequestException("too long"))
                .when("anything", request -> true)
                .reply("Three days, perhaps.")
                .build();
        try (FakeOpenAiServer server = FakeOpenAiServer.start(model)) {
            String printed = run(properties("tokka.questions", "6"), environment(server));

            assertThat(printed).containsPattern("base +FAILED: ");
            assertThat(row(printed, "base")).startsWith("base 5 0 0 0 1 ");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 404, 400})
    void whatIsSetUpWronglyEndsTheRunInOneLineWithoutTheKey(int status) {
        try (FakeOpenAiServer server =
                FakeOpenAiServer.start(ScriptedChatModel.builder().build())) {
            server.fail(ServerFault.status(status));

            assertThatThrownBy(() -> run(properties(), environment(server)))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("status " + status)
                    .hasMessageNotContaining(KEY)
                    .hasMessageNotContaining("\n");
            assertThat(server.requests()).hasSize(1);
        }
    }

    private static Map<String, String> environment(FakeOpenAiServer server) {
        return Map.of("TOKKA_BASE_URL", server.baseUrl(), "TOKKA_MODEL", "small-1", "TOKKA_API_KEY", KEY);
    }

    /** Returns the row of the table with one space between its cells. */
    private static String row(String printed, String strategy) {
        return printed.lines()
                .filter(line -> line.matches(strategy + " +\\d.*"))
                .findFirst()
                .orElseThrow()
                .replaceAll(" +", " ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "many", "12345"})
    void aCountThatIsNoneIsRefused(String count) {
        assertThatThrownBy(() -> run(properties("tokka.questions", count), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tokka.questions must be a number from 1 to 9999 but is " + count);
    }
}
