// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VocabularyTest {

    @TempDir
    private Path folder;

    @Test
    void aTermOfTheVocabularyIsOneWord() {
        Vocabulary vocabulary = new Vocabulary(List.of(new Vocabulary.Term("特化", "トッカ", List.of())));
        assertThat(words(Terms.of(Language.JAPANESE), "医療に特化した")).contains("特", "化");
        assertThat(words(Terms.of(Language.JAPANESE, vocabulary), "医療に特化した"))
                .contains("特化")
                .doesNotContain("特", "化");
    }

    @Test
    void formsThatTheDictionaryCannotHoldChangeNothing() {
        Vocabulary vocabulary = new Vocabulary(List.of(
                new Vocabulary.Term("特 化", "", List.of("特,化", "特#化", "特\"化")),
                new Vocabulary.Term("特化", "", List.of("特化")),
                new Vocabulary.Term("特化", "トッ カ", List.of("AI"))));
        assertThat(words(Terms.of(Language.JAPANESE, vocabulary), "特化 MAIL")).containsExactly("特化", "mail");
    }

    @Test
    void readsATable() throws IOException {
        Path file = Files.writeString(
                folder.resolve("terms.csv"),
                "\uFEFFform,reading,synonyms\n# a comment\n特化,トッカ,specialization|専門化\n\n\"a,b\"\n");
        assertThat(Vocabulary.read(file))
                .isEqualTo(new Vocabulary(List.of(
                        new Vocabulary.Term("特化", "トッカ", List.of("specialization", "専門化")),
                        new Vocabulary.Term("a,b", "", List.of()))));
        Path tabs = Files.writeString(folder.resolve("terms.tsv"), "synonyms\tform\n専門化\t特化\n");
        assertThat(Vocabulary.read(tabs))
                .isEqualTo(new Vocabulary(List.of(new Vocabulary.Term("特化", "", List.of("専門化")))));
    }

    @Test
    void readsTheGlossaryOfAProfileAndNothingElse() throws IOException {
        Path file = Files.writeString(folder.resolve("desk.md"), """
                ---
                profile: Desk
                tone: [whatever, it, is]
                glossary:
                  - term: 特化
                    reading: トッカ
                    definition: narrowing down
                    preferred: specialization
                    avoid: [専門化, specialization]
                  - {term: AML, definition: anti-money laundering, preferred: AML}
                ---

                Be brief.
                """);

        assertThat(Vocabulary.ofProfile(file))
                .isEqualTo(new Vocabulary(List.of(
                        new Vocabulary.Term("特化", "トッカ", List.of("specialization", "専門化")),
                        new Vocabulary.Term("AML", "", List.of()))));
        assertThat(Vocabulary.ofProfile(file).words()).containsExactly("専門化", "特化");
    }

    @Test
    void saysWhereAProfileIsWrong() throws IOException {
        Path none = Files.writeString(folder.resolve("none.yaml"), "profile: Desk\n");
        Path slip = Files.writeString(
                folder.resolve("slip.json"), "{\"glossary\": [{\"term\": \"a\",\n \"redaing\": \"b\"}]}");

        assertThatThrownBy(() -> Vocabulary.ofProfile(none))
                .isInstanceOf(ConfigException.class)
                .hasMessage(none + ":1:1: expected 'glossary' (The terms of the domain.) but found none");
        assertThatThrownBy(() -> Vocabulary.ofProfile(slip))
                .hasMessageContaining(slip + ":2:2: ")
                .hasMessageContaining("found 'redaing' (did you mean 'reading'?)");
    }

    @Test
    void saysWhichLineIsWrong() throws IOException {
        Path file = Files.writeString(folder.resolve("terms.csv"), "form,reading\n特化,トッカ\n,トッカ\n");
        assertThatThrownBy(() -> Vocabulary.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 3");
        Path columns = Files.writeString(folder.resolve("columns.csv"), "word\n特化\n");
        assertThatThrownBy(() -> Vocabulary.read(columns)).hasMessageContaining("line 1");
        assertThatThrownBy(() -> Vocabulary.read(folder.resolve("none.csv"))).hasMessageContaining("none.csv");
    }

    private static List<String> words(Terms terms, String text) {
        return terms.of(text).stream().map(Terms.Term::text).toList();
    }
}
