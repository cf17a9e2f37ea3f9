// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.profile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tokka.Answer;
import dev.tokka.AnswerForm;
import dev.tokka.DomainModel;
import dev.tokka.Example;
import dev.tokka.LoadedModel;
import dev.tokka.Question;
import dev.tokka.config.ConfigException;
import dev.tokka.config.ConfigLoader;
import dev.tokka.config.Kind;
import dev.tokka.config.Problem;
import dev.tokka.config.Role;
import dev.tokka.config.Type;
import dev.tokka.prompting.Glossary;
import dev.tokka.prompting.Prompting;
import dev.tokka.prompting.reasoning.Reasoning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DomainProfileTest {

    private static final String MARKDOWN = """
            ---
            profile: Bank desk
            version: "3"
            role: You help the staff of a bank.
            covers: [accounts, cards]
            refuses:
              - about: taxes
                reply: Please ask a tax adviser.
              - about: the future
            instructions:
              - Say from when a fee applies.
            style: Plain and polite.
            glossary:
              - {term: AML, definition: anti-money laundering, avoid: [money washing]}
            examples:
              - {question: "When is the desk open?", answer: From nine to five.}
            ---

            Give the exact number that was asked for.

            - No guesses.
            """;

    private static final String JAPANESE = """
            profile: 窓口
            version: 令和7年版
            language: ja
            role: 銀行の窓口担当者を助けます。
            covers: [口座, カード]
            refuses:
              - {about: 税金, reply: 税理士にご相談ください。}
            style: です・ます調
            glossary:
              - {term: 当座預金, reading: とうざよきん, definition: 小切手を振り出せる預金, preferred: 当座預金口座, avoid: [当座口]}
            """;

    @TempDir
    Path folder;

    @Test
    void aProfileOfMarkdownHasEverythingInOneFile() throws IOException {
        DomainProfile profile = DomainProfile.read(file("desk.md", MARKDOWN));

        assertThat(profile).hasToString("Bank desk 3");
        assertThat(profile.language()).isEqualTo(Language.ENGLISH);
        assertThat(profile.instructions())
                .containsExactly(
                        "You help the staff of a bank.",
                        "Answer only questions about: accounts; cards. To any other question say only: I do not know.",
                        "To questions about taxes say only: Please ask a tax adviser.",
                        "To questions about the future say only: I do not know.",
                        "Say from when a fee applies.",
                        "Give the exact number that was asked for.\n\n- No guesses.",
                        "Style: Plain and polite.");
        assertThat(profile.glossary())
                .isEqualTo(Glossary.of(
                        Glossary.Term.of("AML", "anti-money laundering").avoid("money washing")));
        assertThat(profile.answers())
                .isEqualTo(new DomainProfile.Answers(
                        AnswerForm.FREE_TEXT, List.of(new Example("When is the desk open?", "From nine to five."))));
    }

    @Test
    void aJapaneseProfileSpeaksJapanese() throws IOException {
        DomainProfile profile = DomainProfile.read(file("desk.yaml", JAPANESE));

        assertThat(profile.instructions())
                .containsExactly(
                        "銀行の窓口担当者を助けます。",
                        "次の事柄についての質問にだけ答えてください：口座、カード。それ以外の質問には「分かりません。」とだけ答えてください。",
                        "税金についての質問には「税理士にご相談ください。」とだけ答えてください。",
                        "文体：です・ます調");
        assertThat(profile.glossary().terms())
                .containsExactly(new Glossary.Term("当座預金", "小切手を振り出せる預金", "とうざよきん", "当座預金口座", List.of("当座口")));
    }

    @Test
    void aProfileMayLetTheModelReason() throws IOException {
        DomainProfile profile = DomainProfile.read(file("desk.yaml", JAPANESE + "reasoning: {chain-of-thought: {}}\n"));
        DomainModel thinker = question -> Answer.reply(
                question.instructions().toString().contains("最終回答") ? "推論：\n手数料は無料。\n最終回答：無料です。" : "有料です。");

        assertThat(profile.answers().reasoning()).contains(Reasoning.chainOfThought());
        assertThat(thinker.with(profile).answer("手数料は？").reply().orElseThrow().text())
                .isEqualTo("無料です。");
        assertThat(DomainProfile.read(file("more.yaml", JAPANESE + "reasoning: {verification: {questions: 2}}\n"))
                        .answers()
                        .reasoning())
                .contains(Reasoning.verification().questions(2));
        assertThat(profile.hash())
                .isNotEqualTo(DomainProfile.read(file("plain.yaml", JAPANESE)).hash());
    }

    @Test
    void reasoningThatIsNoneOrTwoIsRefusedWhereItStands() {
        assertThatThrownBy(() -> DomainProfile.read(
                        file("desk.yaml", JAPANESE + "reasoning: {revision: {}, decomposition: {repairs: 0}}\n")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(
                        "expected one of chain-of-thought, decomposition, revision and verification but found 2");
        assertThatThrownBy(
                        () -> DomainProfile.read(file("desk.yaml", JAPANESE + "reasoning: {revision: {rounds: 9}}\n")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("desk.yaml:11:");
    }

    @Test
    void aModelIsToldWhatTheProfileSays() throws IOException {
        List<Question> asked = new ArrayList<>();
        DomainModel model = ((DomainModel) question -> {
                    asked.add(question);
                    return Answer.reply("From nine to five.");
                })
                .with(DomainProfile.read(file("desk.md", MARKDOWN)));

        assertThat(model.answer("What does AML cost?")).isInstanceOf(Answer.Reply.class);
        assertThat(asked).singleElement().satisfies(question -> {
            assertThat(question.instructions())
                    .startsWith("You help the staff of a bank.")
                    .anyMatch(told -> told.contains("Do not write: money washing."));
            assertThat(question.examples())
                    .containsExactly(new Example("When is the desk open?", "From nine to five."));
        });
    }

    @Test
    void theFormOfAnswersIsLabelsOrASchemaInAFileBeside() throws IOException {
        file("answer.schema.json", "{\"type\": \"object\"}");

        assertThat(form("{labels: [card, other]}")).isEqualTo(AnswerForm.oneOf("card", "other"));
        assertThat(form("{json-schema: answer.schema.json}"))
                .isEqualTo(new AnswerForm.JsonSchema("{\"type\": \"object\"}"));
        assertThatThrownBy(() -> form("{labels: [card, other], json-schema: answer.schema.json}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("short.yaml:4:7: expected either 'labels' or 'json-schema' but found both");
        assertThatThrownBy(() -> form("{}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("expected either 'labels' or 'json-schema' but found neither");
    }

    private AnswerForm form(String written) throws IOException {
        return DomainProfile.read(file("short.yaml", minimal("form: " + written)))
                .answers()
                .form();
    }

    @Test
    void everythingThatIsWrongIsToldWithItsLine() throws IOException {
        Path file = file("desk.md", """
                ---
                profile: Bank desk
                verison: "3"
                language: fr
                refuses:
                  - reply: No.
                glossary:
                  - {term: "", definition: something}
                ---
                """);

        assertThatThrownBy(() -> DomainProfile.read(file)).isInstanceOfSatisfying(ConfigException.class, e -> {
            assertThat(e.problems()).extracting(Problem::line).containsExactly(2, 2, 3, 4, 6, 8);
            assertThat(e)
                    .hasMessageContaining("'version' (")
                    .hasMessageContaining("'role' (Who the model is.)")
                    .hasMessageContaining("verison")
                    .hasMessageContaining("'about' (Which questions are not answered.)");
        });
    }

    @Test
    void aMarkdownFileWithoutSettingsIsRefused() throws IOException {
        assertThatThrownBy(() -> DomainProfile.read(file("plain.md", "# Desk\n\nBe polite.\n")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("plain.md:1:1: expected settings between two lines --- but found none");
        assertThatThrownBy(() -> DomainProfile.read(file("open.md", "---\nprofile: Desk\n")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("two lines ---");
    }

    @Test
    void bodyAndTextAreNotBothGiven() throws IOException {
        String both = "---\n" + minimal("text: Be polite.") + "---\nBe brief.\n";

        assertThatThrownBy(() -> DomainProfile.read(file("both.md", both)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("expected either 'text' or a body but found both");
    }

    @Test
    void theHashIsThatOfWhatIsSaidHoweverItIsWritten() throws IOException {
        String hash = read(minimal("covers: [accounts, cards]")).hash();

        assertThat(hash).matches("[0-9a-f]{64}");
        assertThat(read(minimal("covers:\n  - accounts # all of them\n  - \"cards\""))
                        .hash())
                .isEqualTo(hash);
        for (String other : List.of(
                "covers: [cards, accounts]",
                "covers: [accounts]",
                "covers: [accounts, cards]\nlanguage: ja",
                "covers: [accounts, cards]\nstyle: Brief.",
                "covers: [accounts, cards]\nglossary: [{term: AML, definition: a law}]",
                "covers: [accounts, cards]\nterms-per-question: 3",
                "covers: [accounts, cards]\nexamples: [{question: \"Open?\", answer: At nine.}]",
                "covers: [accounts, cards]\nform: {labels: [yes!, no!]}")) {
            assertThat(read(minimal(other)).hash()).as(other).isNotEqualTo(hash);
        }
        assertThat(read(minimal("covers: [accounts, cards]").replace("\"1\"", "\"2\""))
                        .hash())
                .isNotEqualTo(hash);
    }

    @Test
    void theDescriptionNamesTheProfileAndHoldsThatOfItsBase() throws IOException {
        DomainProfile profile = read(minimal("style: Brief."));
        DomainModel model = new Unasked().with(profile);

        assertThat(model.describe().kind()).isEqualTo("profile");
        assertThat(model.describe().name()).isEqualTo("Desk");
        assertThat(model.describe().properties()).containsEntry("version", "1").containsEntry("hash", profile.hash());
        assertThat(model.describe().parts())
                .containsExactly(profile.prompting().specialize(new Unasked()).describe());
        assertThat(model).hasToString("profile(Desk 1, prompting(instructions(2), " + new Unasked() + "))");
    }

    @Test
    void promptingByAProfileCanBeAddedTo() throws IOException {
        Prompting prompting = read(minimal("style: Brief.")).prompting().plusInstructions("Say please.");

        assertThat(prompting.instructions()).containsExactly("You help.", "Style: Brief.", "Say please.");
    }

    @Test
    void examplesMayStandInAFileOfTheirOwn() throws IOException {
        file("examples.jsonl", "{\"question\": \"Open?\", \"answer\": \"At nine.\"}\n");

        assertThat(read(minimal("examples: examples.jsonl"))).isEqualTo(read(minimal("""
                examples: [{question: "Open?", answer: At nine.}]""")));
        file("examples.jsonl", "{\"question\": \"Open?\"}\n");
        assertThatThrownBy(() -> read(minimal("examples: examples.jsonl")))
                .isInstanceOf(ConfigException.class)
                .hasMessage(folder.resolve("examples.jsonl")
                        + ":1:1: expected 'answer' (What a good model says.) but found none, in row 1");
    }

    @Test
    void editorsGetASchema() throws IOException {
        JsonNode schema = new JsonMapper().readTree(DomainProfile.schema());

        assertThat(schema.at("/required")).hasSize(3);
        assertThat(schema.at("/properties/glossary/items/properties/reading/description")
                        .textValue())
                .isEqualTo("How it is read, such as the kana of a term in kanji.");
        assertThat(schema.at("/additionalProperties").booleanValue()).isFalse();
    }

    @Test
    void aFileOfAModelNamesAProfile() throws IOException {
        file("desk.md", MARKDOWN);
        Path model = file("model.yaml", "tokka: 1\nmodel: {unasked: , with: [{profile: desk.md}]}\n");
        Kind<DomainModel> unasked =
                Role.MODEL.kind("unasked", "Is described.", Type.object(), (settings, making) -> new Unasked());

        try (LoadedModel loaded = new ConfigLoader().withKinds(unasked).load(model)) {
            assertThat(loaded.describe())
                    .isEqualTo(new Unasked()
                            .with(DomainProfile.read(folder.resolve("desk.md")))
                            .describe());
        }
        file("desk.md", "---\nprofile: Desk\nversion: \"1\"\n---\n");
        assertThatThrownBy(() -> new ConfigLoader().withKinds(unasked).load(model))
                .isInstanceOf(ConfigException.class)
                .hasMessage(folder.resolve("desk.md") + ":2:1: expected 'role' (Who the model is.) but found none");
    }

    private DomainProfile read(String yaml) throws IOException {
        return DomainProfile.read(file("short.yaml", yaml));
    }

    private static String minimal(String more) {
        return "profile: Desk\nversion: \"1\"\nrole: You help.\n" + more + "\n";
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text, UTF_8);
    }
}
