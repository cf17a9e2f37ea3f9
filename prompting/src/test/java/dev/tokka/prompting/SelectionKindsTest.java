// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Embedder;
import dev.tokka.Example;
import dev.tokka.LoadedModel;
import dev.tokka.Question;
import dev.tokka.config.ConfigException;
import dev.tokka.config.ConfigLoader;
import dev.tokka.config.Kind;
import dev.tokka.config.Role;
import dev.tokka.config.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Indexes and learned choices in files are those of Java. */
class SelectionKindsTest {

    private static final DomainModel BASE = new Telling();
    private static final Kind<DomainModel> TELLING =
            Role.MODEL.kind("telling", "Tells its examples.", Type.object(), (settings, making) -> BASE);
    private static final Kind<Embedder> LENGTH =
            Role.EMBEDDER.kind("length", "Length.", Type.object(), (settings, making) -> new Length());
    private static final List<Example> EXAMPLES = List.of(
            new Example("I lost my card.", "card"),
            new Example("My card was stolen.", "card"),
            new Example("送金できません。", "transfer"));

    @TempDir
    Path folder;

    private record Telling() implements DomainModel {

        @Override
        public Answer answer(Question question) {
            return Answer.reply(question.examples().toString());
        }

        @Override
        public Description describe() {
            return Description.of("telling");
        }
    }

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

    @BeforeEach
    void build() {
        ExampleIndex.build(folder.resolve("words"), EXAMPLES.stream());
        ExampleIndex.build(folder.resolve("meaning"), EXAMPLES.stream(), new Length());
    }

    @Test
    void allChoicesAreThoseOfJava() throws IOException {
        try (ExampleIndex words = ExampleIndex.open(folder.resolve("words"));
                ExampleIndex meaning = ExampleIndex.open(folder.resolve("meaning"), new Length())) {
            assertAlike("{index: {directory: words, count: 2}}", Examples.nearest(2, words));
            assertAlike("{index: {directory: words, count: 2, choice: diverse}}", Examples.diverse(2, words));
            assertAlike("{index: {directory: words, count: 1, choice: balanced}}", Examples.balanced(1, words));
            assertAlike(
                    "{index: {directory: meaning, count: 1, embedder: {length: {}}}}", Examples.nearest(1, meaning));
            LearnedExamples learned = ExampleTraining.of(Examples.nearest(3, words))
                    .train(1, List.of(new ExampleTrial(Question.of("Card?"), EXAMPLES, true)));
            learned.write(folder.resolve("learned.json"));
            assertAlike("{learned: {file: learned.json, from: {index: {directory: words, count: 3}}}}", learned);
        }
    }

    private void assertAlike(String examples, Examples made) throws IOException {
        DomainModel expected = BASE.with(Prompting.none().examples(made));
        try (LoadedModel model = load(examples)) {
            assertThat(model.describe()).isEqualTo(expected.describe());
            assertThat(model.answer("My card is gone.").reply().orElseThrow().text())
                    .isEqualTo(expected.answer("My card is gone.")
                            .reply()
                            .orElseThrow()
                            .text());
        }
    }

    @Test
    void severalChoicesShareAnIndex() throws IOException {
        try (LoadedModel model = load("{index: {directory: words, count: 2}}, {index: {directory: words, count: 1}}")) {
            assertThat(model.answer("My card is gone.").reply().orElseThrow().text())
                    .contains("stolen", "lost");
        }
    }

    @Test
    void whatIsWrongIsToldWithItsPlace() throws IOException {
        Files.createDirectory(folder.resolve("empty"));
        Files.writeString(folder.resolve("learned.json"), "{}");

        assertThatThrownBy(() -> load("{index: {directory: meaning, count: 2}}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("model.yaml:3:")
                .hasMessageContaining("expected an index of examples with embedder none");
        assertThatThrownBy(() -> load("{index: {directory: empty, count: 2}}"))
                .hasMessageContaining("expected an index of examples but there is none");
        assertThatThrownBy(() -> load("{index: {directory: missing, count: 2}}"))
                .hasMessageContaining("missing");
        assertThatThrownBy(() -> load("{learned: {file: learned.json, from: {fixed: [{question: A, answer: B}]}}}"))
                .hasMessageContaining("found no format");
    }

    private LoadedModel load(String examples) throws IOException {
        String text = "tokka: 1\nmodel:\n  {telling: , with: [{prompting: {examples: [" + examples + "]}}]}\n";
        Path file = Files.writeString(folder.resolve("model.yaml"), text);
        return new ConfigLoader().withKinds(TELLING, LENGTH).load(file);
    }
}
