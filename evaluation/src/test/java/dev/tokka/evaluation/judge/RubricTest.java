// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RubricTest {

    @TempDir
    Path folder;

    @Test
    void builtInRubricsHaveDifferentHashesAndKnowTheirScale() {
        List<Rubric> all = List.of(
                Rubric.elyzaTasks100(),
                Rubric.gradeInEnglish(),
                Rubric.correctnessInEnglish(),
                Rubric.correctnessInJapanese(),
                Rubric.pairwiseInEnglish(),
                Rubric.pairwiseInJapanese());

        assertThat(all).extracting(Rubric::hash).doesNotHaveDuplicates();
        assertThat(all)
                .extracting(Rubric::scale)
                .containsExactly(
                        Scale.ONE_TO_FIVE,
                        Scale.ONE_TO_FIVE,
                        Scale.YES_NO,
                        Scale.YES_NO,
                        Scale.PAIRWISE,
                        Scale.PAIRWISE);
        assertThat(all).extracting(Rubric::language).containsExactly("ja", "en", "en", "ja", "en", "ja");
        assertThat(Rubric.elyzaTasks100().template()).contains("不自然", "事実", "2点", "{criteria}");
    }

    @Test
    void wordingChangesTheHashAndTheDescription() {
        Rubric rubric = Rubric.gradeInEnglish();
        Rubric other = new Rubric(rubric.name(), "en", rubric.scale(), rubric.template() + "!");

        assertThat(other.hash()).isNotEqualTo(rubric.hash());
        assertThat(other.describe().fingerprint())
                .isNotEqualTo(rubric.describe().fingerprint());
        assertThat(rubric.describe().properties()).containsEntry("hash", rubric.hash());
    }

    @Test
    void isLoadedFromAFile() throws IOException {
        Path file = Files.writeString(
                folder.resolve("own.txt"),
                "scale: yes_no\r\nname: Own\r\nlanguage: de\r\n\r\nFrage {task}\r\n\r\nAntwort {answer}\r\n");

        assertThat(Rubric.load(file))
                .isEqualTo(new Rubric("Own", "de", Scale.YES_NO, "Frage {task}\n\nAntwort {answer}"));
    }

    @Test
    void saysWhereAFileIsWrong() throws IOException {
        assertRefused("name: A\ncolour: red\n\n{task}{answer}", "line 2", "colour: red");
        assertRefused("name: A\nname: B\n\n{task}{answer}", "line 2", "name: B");
        assertRefused("name: A\nscale: yes_no\n\n{task}{answer}", "line 2", "language:");
        assertRefused("name: A\nlanguage: en\nscale: six\n\n{task}{answer}", "six", "YES_NO");
        assertRefused("name: A\nlanguage: en\nscale: yes_no\n\n{task}", "{answer}");
        assertRefused("name: A\nlanguage: en\nscale: pairwise\n\n{task}{answer_a}", "{answer_b}");
        assertRefused("", "language:");
    }

    private void assertRefused(String text, String... words) throws IOException {
        Path file = Files.writeString(folder.resolve("wrong.txt"), text);

        assertThatThrownBy(() -> Rubric.load(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("wrong.txt")
                .hasMessageContainingAll(words);
    }
}
