// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.kinds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.DataClass;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Embedder;
import dev.tokka.Example;
import dev.tokka.LoadedModel;
import dev.tokka.Specialization;
import dev.tokka.config.ConfigException;
import dev.tokka.config.ConfigLoader;
import dev.tokka.config.Kind;
import dev.tokka.config.Role;
import dev.tokka.config.Type;
import dev.tokka.prompting.Examples;
import dev.tokka.prompting.Glossary;
import dev.tokka.prompting.Prompting;
import dev.tokka.testkit.ScriptedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prompting in files: what Java composes, a file composes. */
class PromptingKindsTest {

    private static final DomainModel BASE = ScriptedModel.replying("card");
    private static final Kind<DomainModel> SCRIPTED =
            Role.MODEL.kind("scripted", "Replies card.", Type.object(), (settings, making) -> BASE);
    private static final Kind<Embedder> LENGTH =
            Role.EMBEDDER.kind("length", "Length.", Type.object(), (settings, making) -> new Length());
    private static final List<Example> EXAMPLES =
            List.of(new Example("I lost my card.", "card"), new Example("送金できません。", "transfer"));

    @TempDir
    Path folder;

    private record Length() implements Embedder {

        @Override
        public float[] embed(String text) {
            return new float[] {1, text.length()};
        }

        @Override
        public Description describe() {
            return Description.of("length");
        }
    }

    @Test
    void everySettingIsThatOfJava() throws IOException {
        Glossary glossary = Glossary.of(
                        Glossary.Term.of("口座", "お金を預ける場所").reading("こうざ"),
                        Glossary.Term.of("ATM", "A cash machine.")
                                .preferred("cash machine")
                                .avoid("hole in the wall"))
                .limit(3);

        assertAlike(
                """
                instructions: ["Say what it is about.", "One word only."]
                        glossary:
                          limit: 3
                          terms:
                            - {term: 口座, definition: お金を預ける場所, reading: こうざ}
                            - {term: ATM, definition: A cash machine., preferred: cash machine, avoid: [hole in the wall]}
                        examples:
                          - fixed: [{question: I lost my card., answer: card}, {question: 送金できません。, answer: transfer}]
                          - classified: {class: internal, from: {nearest: {count: 1, of: [{question: I lost my card., answer: card}]}}}
                        budget: 500
                        labels: [card, transfer]
                        repairs: 2
                """,
                Prompting.instructions("Say what it is about.", "One word only.")
                        .glossary(glossary)
                        .examples(
                                Examples.fixed(EXAMPLES),
                                Examples.nearest(1, EXAMPLES.subList(0, 1)).classified(DataClass.INTERNAL))
                        .budget(500)
                        .labels("card", "transfer")
                        .repairs(2));
    }

    @Test
    void whatIsLeftOutIsAsInJava() throws IOException {
        assertAlike("instructions: [Be brief.]", Prompting.instructions("Be brief."));
        assertAlike("repairs: 1", Prompting.none());
    }

    @Test
    void aSchemaIsAFileAndMeaningIsThatOfAnEmbedder() throws IOException {
        Files.writeString(folder.resolve("reply.json"), "{\"type\": \"object\"}");

        assertAlike("json-schema: reply.json", Prompting.none().jsonSchema("{\"type\": \"object\"}"));
        assertAlike(
                "examples: [{nearest: {count: 1, embedder: {length: {}}, of: [{question: \"A?\", answer: B}]}}]",
                Prompting.none().examples(Examples.nearest(1, List.of(new Example("A?", "B")), new Length())));
    }

    @Test
    void aSchemaMayStandInItsPlace() throws IOException {
        assertAlike(
                "json-schema: {type: object, required: [fee], properties: {fee: {type: number, minimum: 0.5}}}",
                Prompting.none()
                        .jsonSchema("{\"type\":\"object\",\"required\":[\"fee\"],\"properties\":{\"fee\":{\"type\":"
                                + "\"number\",\"minimum\":0.5}}}"));
    }

    @Test
    void examplesStandInAFileOfTheirOwn() throws IOException {
        Files.writeString(folder.resolve("examples.csv"), "question,answer\nI lost my card.,card\n送金できません。,transfer\n");
        Files.writeString(folder.resolve("examples.jsonl"), """
                {"question": "I lost my card.", "answer": "card"}
                {"question": "送金できません。", "answer": "transfer"}
                """);

        assertAlike("examples: [{fixed: examples.csv}]", Prompting.none().examples(Examples.fixed(EXAMPLES)));
        assertAlike(
                "examples: [{nearest: {count: 1, of: examples.jsonl}}]",
                Prompting.none().examples(Examples.nearest(1, EXAMPLES)));
        assertAlike(
                "examples: [{diverse: {count: 2, of: examples.csv, embedder: {length: }}}]",
                Prompting.none().examples(Examples.diverse(2, EXAMPLES, new Length())));
        assertAlike(
                "examples: [{balanced: {per-label: 1, of: examples.jsonl}}, {diverse: {count: 2, of: examples.csv}}]",
                Prompting.none().examples(Examples.balanced(1, EXAMPLES), Examples.diverse(2, EXAMPLES)));
    }

    @Test
    void everythingThatIsWrongInAllFilesIsToldAtOnce() throws IOException {
        Files.writeString(folder.resolve("examples.csv"), "question,answer\nI lost my card.,\nA?,card,\n");
        Files.writeString(folder.resolve("desk.yaml"), "profile: Desk\nversion: \"1\"\nexamples: examples.csv\n");

        assertThatThrownBy(() -> load("""
                examples: [{nearest: {count: 0, of: examples.csv}}]
                    - profile: desk.yaml
                """))
                .isInstanceOf(ConfigException.class)
                .hasMessage(String.join(
                        "\n",
                        folder.resolve("model.yaml")
                                + ":6:38: expected a whole number from 1 to 2147483647 but found 0",
                        folder.resolve("desk.yaml") + ":1:1: expected 'role' (Who the model is.) but found none",
                        folder.resolve("examples.csv") + ":2:17: expected a text but found a blank one, in row 1",
                        folder.resolve("examples.csv")
                                + ":3:1: expected 2 cells, as in the first row but found 3, in row 2"));
    }

    @Test
    void whatIsWrongIsToldWithItsPlace() throws IOException {
        Files.writeString(folder.resolve("reply.json"), "{\"type\": 5}");

        assertThatThrownBy(() -> load("json-schema: reply.json, labels: [a, b]"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("model.yaml:3:35: prompting: expected either 'labels' or 'json-schema'");
        assertThatThrownBy(() -> load("json-schema: reply.json")).hasMessageContaining("schema must");
        assertThatThrownBy(() -> load("labels: [a, a]"))
                .hasMessageContaining("labels must be at least two and different");
        assertThatThrownBy(() -> load("repairs: 4"))
                .hasMessageContaining("expected a whole number from 0 to 3 but found 4");
        assertThatThrownBy(() -> load("instructons: [Be brief.]"))
                .hasMessageContaining("(did you mean 'instructions'?)");
    }

    private LoadedModel load(String settings) throws IOException {
        String text = settings.contains("\n")
                ? "tokka: 1\nmodel:\n  scripted:\n  with:\n    - prompting:\n        " + settings
                : "tokka: 1\nmodel:\n  {scripted: , with: [{prompting: {" + settings + "}}]}\n";
        Path file = Files.writeString(folder.resolve("model.yaml"), text);
        return new ConfigLoader().withKinds(SCRIPTED, LENGTH).load(file);
    }

    private void assertAlike(String settings, Specialization made) throws IOException {
        try (LoadedModel model = load(settings)) {
            assertThat(model.describe()).isEqualTo(BASE.with(made).describe());
            assertThat(model.describe().isOpaque()).isEqualTo(BASE.describe().isOpaque());
        }
    }
}
