// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong is said at once, where it is, with what was expected and what was found. */
class ProblemsTest {

    private static final Setting<Path> FILE = Setting.optional("file", Type.file(), "A file.");
    private static final Setting<Path> DIRECTORY = Setting.optional("directory", Type.directory(), "A directory.");
    private static final Setting<Secret> KEY = Setting.optional("key", Type.secret(), "A key.");
    private static final Setting<java.net.URI> ADDRESS = Setting.optional("address", Type.address(), "An address.");
    private static final Setting<String> TEXT = Setting.optional("text", Type.text(), "A text.");
    private static final Kind<?> ALL = Role.MODEL.kind(
            "all", "Has settings.", Type.object(FILE, DIRECTORY, KEY, ADDRESS, TEXT), (settings, making) -> {
                if (settings.find(TEXT).isPresent()) {
                    String key = settings.find(KEY).map(Secret::value).orElse("nothing");
                    throw new IllegalStateException("the server refuses " + key, new IOException("it was " + key));
                }
                return new Parts.Says(settings.find(KEY).map(Secret::value).orElse("none"));
            });

    @TempDir
    Path folder;

    @Test
    void allProblemsAreSaidAtOnceWithTheirPlaces() throws IOException {
        assertThat(problems("""
                tokka: 2
                modles: {}
                models:
                  house:
                    fallbak: [{says: A.}]
                  round: {fallback: [{use: trip}, {says: A.}]}
                  trip: {vote: {models: [{use: round}], quorum: 0}}
                model:
                  fallback:
                    - use: hose
                    - says: [A.]
                    - {says: A., use: house}
                    - says: A.
                      with:
                        - cached: {max-agee: 10, abstentions: 1}
                        - cached: {max-age: 10}
                        - limited: {rate: 5}
                        - cleared: secret
                        - {}
                    - A.
                """))
                .containsExactly(
                        "1:8: expected a whole number from 1 to 1 but found 2",
                        "2:1: expected one of $schema, model, models, tokka but found 'modles' (did you mean 'models'?)",
                        "5:5: expected a kind of model, one of cascade, fallback, langchain4j, ollama, openai, route,"
                                + " says, use, vote but found 'fallbak' (did you mean 'fallback'?)",
                        "7:32: expected models that do not use themselves but found round -> trip -> round",
                        "7:49: expected a whole number from 1 to 2147483647 but found 0",
                        "10:12: expected one of house, round, trip (a name under 'models') but found 'hose' (did you mean"
                                + " 'house'?)",
                        "11:13: expected a text but found a list",
                        "12:7: expected one kind of model, one of cascade, fallback, langchain4j, ollama, openai, route,"
                                + " says, use, vote but found says and use",
                        "15:19: expected 'max-age' (How long an answer is given again.) but found none",
                        "15:20: expected one of abstentions, max-age, max-characters, similar but found 'max-agee' (did"
                                + " you mean 'max-age'?)",
                        "15:47: expected true or false but found 1",
                        "16:29: expected a time such as 30s or 10m, at least 1ms but found 10",
                        "17:27: expected a mapping of calls, period but found 5",
                        "18:20: expected one of confidential, internal, public, restricted but found 'secret'",
                        "19:11: expected one kind of specialization, one of audited, cached, cleared, egress, governed,"
                                + " leak-guard, limited, monitored, observed, pseudonymized, redacted, resilient,"
                                + " safe-links, self-consistent, shadowed but found none",
                        "20:7: expected a model, a mapping but found a text");
    }

    @Test
    void theMessageHasALineForEachProblem() throws IOException {
        Path file = write("tokka: 1\nmodel: {fallback: [{sais: A.}, {says: }]}\n");

        ConfigException failure = catchThrowableOfType(ConfigException.class, () -> loader().load(file));

        assertThat(String.valueOf(failure.getMessage()).lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith(file + ":2:"))
                .anyMatch(line -> line.endsWith("2:38: expected a text but found nothing"));
    }

    @Test
    void whatAFileNamesMustBeThere() throws IOException {
        Files.writeString(folder.resolve("there.txt"), "x");

        assertThat(problems("""
                tokka: 1
                model:
                  fallback:
                    - all: {file: there.txt, directory: .}
                    - all: {file: ., directory: there.txt}
                    - all: {file: "../none.txt"}
                    - all: {text: "${TOKKA_NONE}", key: "${file:none.key}"}
                """))
                .containsExactly(
                        "5:19: expected a file but found none at " + folder,
                        "5:33: expected a directory but found none at " + folder.resolve("there.txt"),
                        "6:19: expected a file but found none at " + folder.resolveSibling("none.txt"),
                        "7:19: expected the environment variable TOKKA_NONE but found none of that name, or a blank one",
                        "7:41: expected the file none.key but found no such file");
    }

    @ParameterizedTest
    @CsvSource({"ftp://localhost", "http://user:sk-1234@localhost", "localhost:80", "'http://a b'"})
    void addressesAreThoseOfServersAndHoldNoPassword(String address) throws IOException {
        assertThat(problems("tokka: 1\nmodel: {all: {address: \"" + address + "\"}}\n"))
                .containsExactly("2:24: expected an address such as http://localhost:8000/v1, without user name and"
                        + " password but found something else");
    }

    @Test
    void secretsWrittenOutAreRefusedAndNotShown() throws IOException {
        assertThat(problems("tokka: 1\nmodel: {all: {key: sk-1234}}\n"))
                .containsExactly(
                        "2:20: expected a secret as ${NAME} of an environment variable or ${file:path} but found a"
                                + " text, written out");
    }

    @Test
    void secretsFromOutsideReachTheModelWithoutTheSpaceAroundThem() throws IOException {
        Files.writeString(folder.resolve("key.txt"), "sk-5678\n");

        assertThat(loader().load(write("tokka: 1\nmodel: {all: {key: \"${KEY}\"}}\n")))
                .hasToString("sk-1234");
        assertThat(loader().load(write("tokka: 1\nmodel: {all: {key: \"${file:key.txt}\"}}\n")))
                .hasToString("sk-5678");
        assertThat(new Secret("sk-1234")).hasToString("***");
    }

    @Test
    void secretsInTheWordsOfAFailureAreNotShownNorIsTheFailure() throws IOException {
        Path file = write("tokka: 1\nmodel: {all: {key: \"${KEY}\", text: A.}}\n");

        ConfigException failure = catchThrowableOfType(ConfigException.class, () -> loader().load(file));

        assertThat(failure)
                .hasMessage(file + ":2:14: all: the server refuses ***")
                .hasNoCause();
    }

    @Test
    void failuresWithoutSecretsAreTheCause() throws IOException {
        Path file = write("tokka: 1\nmodel: {all: {text: A.}}\n");

        ConfigException failure = catchThrowableOfType(ConfigException.class, () -> loader().load(file));

        assertThat(failure).hasMessage(file + ":2:14: all: the server refuses nothing");
        assertThat(failure).hasRootCauseInstanceOf(IOException.class);
    }

    private ConfigLoader loader() {
        return Parts.loader().withKinds(ALL).withEnvironment(Map.of("KEY", " sk-1234 "));
    }

    private List<String> problems(String text) throws IOException {
        ConfigLoader loader = text.contains("all:") ? loader() : Parts.loader();
        Path file = write(text);
        ConfigException failure = catchThrowableOfType(ConfigException.class, () -> loader.load(file));
        return failure.problems().stream()
                .map(problem -> problem.line() + ":" + problem.column() + ": " + problem.message())
                .toList();
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("model.yaml"), text);
    }
}
