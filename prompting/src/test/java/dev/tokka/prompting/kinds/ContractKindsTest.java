// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.kinds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.Answer;
import dev.tokka.DomainModel;
import dev.tokka.LoadedModel;
import dev.tokka.Question;
import dev.tokka.QuestionRejectedException;
import dev.tokka.config.ConfigException;
import dev.tokka.config.ConfigLoader;
import dev.tokka.config.Kind;
import dev.tokka.config.Role;
import dev.tokka.config.Type;
import dev.tokka.prompting.Glossary;
import dev.tokka.prompting.OutputContract;
import dev.tokka.prompting.ReplyCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Contracts in files. */
class ContractKindsTest {

    private static final String PROFILE = """
            ---
            profile: Bank desk
            version: "3"
            role: You help the staff of a bank.
            glossary:
              - {term: AML, definition: anti-money laundering, avoid: [money washing]}
            ---
            """;
    private static final Glossary GLOSSARY =
            Glossary.of(Glossary.Term.of("AML", "anti-money laundering").avoid("money washing"));
    private static final String SCHEMA = "{\"type\":\"object\",\"required\":[\"fee\"]}";

    private final List<Question> asked = new ArrayList<>();
    private final Queue<String> replies = new ArrayDeque<>();
    private final Kind<DomainModel> scripted =
            Role.MODEL.kind("scripted", "Says what is next.", Type.object(), (settings, making) -> this::next);

    @TempDir
    Path folder;

    private Answer next(Question question) {
        asked.add(question);
        return Answer.reply(replies.remove());
    }

    @BeforeEach
    void files() throws IOException {
        Files.writeString(folder.resolve("desk.md"), PROFILE);
        Files.writeString(folder.resolve("reply.json"), SCHEMA);
    }

    static Stream<Arguments> checks() {
        return Stream.of(
                Arguments.of("{labels: [card, transfer]}", ReplyCheck.labels(List.of("card", "transfer"))),
                Arguments.of("{json-schema: reply.json}", ReplyCheck.jsonSchema(SCHEMA)),
                Arguments.of("{json-schema: {type: object, required: [fee]}}", ReplyCheck.jsonSchema(SCHEMA)),
                Arguments.of(
                        "{matching: {expression: \"[A-Z]{2}-\\\\d{4}\", meaning: a case number}}",
                        ReplyCheck.matching("[A-Z]{2}-\\d{4}", "a case number")),
                Arguments.of("{glossary: {profile: desk.md}}", ReplyCheck.wordsOf(GLOSSARY)),
                Arguments.of(
                        "{glossary: {terms: [{term: AML, definition: anti-money laundering, avoid: [money washing]}]}}",
                        ReplyCheck.wordsOf(GLOSSARY)),
                Arguments.of("{without: [guaranteed, 絶対]}", ReplyCheck.without("guaranteed", "絶対")),
                Arguments.of("{date: }", ReplyCheck.date()),
                Arguments.of("{quantity: {}}", ReplyCheck.quantity()));
    }

    @ParameterizedTest
    @MethodSource("checks")
    void everyCheckIsThatOfJava(String written, ReplyCheck made) throws IOException {
        DomainModel base = this::next;
        try (LoadedModel model = load("contract: {checks: [" + written + ", {without: [x]}], repairs: 3}")) {
            DomainModel byJava = new OutputContract(List.of(made, ReplyCheck.without("x")), 3).specialize(base);

            assertThat(model.describe().parts().get(0))
                    .isEqualTo(byJava.describe().parts().get(0));
            assertThat(model.describe().properties())
                    .isEqualTo(byJava.describe().properties());
        }
        try (LoadedModel model = load("contract: {checks: [" + written + "]}")) {
            assertThat(model.describe().properties())
                    .isEqualTo(
                            OutputContract.of(made).specialize(base).describe().properties());
        }
    }

    @Test
    void aWordThatAProfileForbidsIsRepaired() throws IOException {
        replies.addAll(List.of("Rules against money washing.", "Rules of AML."));

        try (LoadedModel model = load("profile: desk.md}, {contract: {checks: [{glossary: {profile: desk.md}}]}")) {
            assertThat(model.answer("What must I read?").reply().orElseThrow().text())
                    .isEqualTo("Rules of AML.");
        }
        assertThat(asked).hasSize(2);
        assertThat(asked.get(1).instructions())
                .anyMatch(told -> told.contains("do not write \"money washing\", write \"AML\""));
    }

    @Test
    void aWordThatIsForbiddenToTheEndIsATypedFailure() throws IOException {
        replies.addAll(List.of("Rules against money washing.", "Against Money Washing."));

        try (LoadedModel model = load("contract: {checks: [{glossary: {profile: desk.md}}]}")) {
            assertThatThrownBy(() -> model.answer("What must I read?"))
                    .isInstanceOf(QuestionRejectedException.class)
                    .hasMessageContaining("in attempt 2 of 2 the reply holds a forbidden word")
                    .hasMessageNotContaining("ashing");
        }
    }

    @Test
    void labelsAndSchemasAreToldSinceTheyAreNoForm() throws IOException {
        replies.addAll(List.of("Label: card", "{\"fee\": 3}"));

        try (LoadedModel model = load("contract: {checks: [{labels: [card, other]}]}")) {
            assertThat(model.answer("My card is gone.").reply().orElseThrow().text())
                    .isEqualTo("card");
        }
        try (LoadedModel model = load("contract: {checks: [{json-schema: reply.json}]}")) {
            assertThat(model.answer("What is it?").reply().orElseThrow().text()).isEqualTo("{\"fee\": 3}");
        }
        assertThat(asked.get(0).instructions()).singleElement().asString().contains("- card\n- other");
        assertThat(asked.get(1).instructions()).singleElement().asString().contains(SCHEMA);
    }

    @Test
    void everythingThatIsWrongIsToldWithItsPlace() throws IOException {
        Files.writeString(folder.resolve("broken.md"), PROFILE.replace("role:", "roll:"));

        assertThatThrownBy(() -> load("""
                contract: {repairs: 4, checks: [
                  {label: [a, b]}, {labels: [a]}, {without: []}, {date: [1]},
                  {matching: {expression: "a"}}, {json-schema: none.json},
                  {glossary: {profile: broken.md}}]}"""))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("model.yaml:2:49: expected a whole number from 0 to 3 but found 4")
                .hasMessageContaining("model.yaml:3:4: expected a kind of check, one of date, glossary, json-schema,")
                .hasMessageContaining("model.yaml:3:29: expected a list of at least 2 but found one of 1")
                .hasMessageContaining("model.yaml:3:45: expected a list of at least 1 but found one of 0")
                .hasMessageContaining("model.yaml:3:57: expected an empty mapping but found a list")
                .hasMessageContaining("model.yaml:4:14: expected 'meaning' (")
                .hasMessageContaining("model.yaml:4:48: expected a file but found none at ")
                .hasMessageContaining("broken.md:4:1: expected one of ")
                .hasMessageContaining("broken.md:2:1: expected 'role' (");
    }

    @Test
    void whatCannotBeMadeIsToldWithItsPlaceAndAllAtOnce() {
        assertThatThrownBy(() -> load("""
                contract: {checks: [
                  {matching: {expression: "(a", meaning: a}}, {labels: [a, a]},
                  {json-schema: {type: 5}}, {glossary: {}},
                  {glossary: {profile: desk.md, terms: [{term: a, definition: b}]}}]}"""))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(
                        "model.yaml:3:27: expected a regular expression but found one with this problem at")
                .hasMessageContaining("model.yaml:3:56: labels: labels must be at least two and different")
                .hasMessageContaining("model.yaml:4:17: json-schema: schema must satisfy")
                .hasMessageContaining(
                        "model.yaml:4:40: glossary: expected either 'profile' or 'terms' but found neither")
                .hasMessageContaining("model.yaml:5:14: glossary: expected either 'profile' or 'terms' but found both");
    }

    private LoadedModel load(String with) throws IOException {
        Path file = Files.writeString(
                folder.resolve("model.yaml"), "tokka: 1\nmodel: {scripted: , with: [{" + with + "}]}\n");
        return new ConfigLoader().withKinds(scripted).load(file);
    }
}
