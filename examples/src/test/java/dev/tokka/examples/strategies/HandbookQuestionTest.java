// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandbookQuestionTest {

    private static List<HandbookQuestion> all() throws IOException {
        return HandbookQuestion.read(Path.of("questions/en.jsonl"), Path.of("questions/ja.jsonl"));
    }

    @Test
    void aQuestionKnowsItsAnswerAndWhereItStands() throws IOException {
        HandbookQuestion first = all().get(0);

        assertThat(first.id()).isEqualTo("en-01");
        assertThat(first.text()).startsWith("The man at my counter");
        assertThat(first.answer()).contains("three more months");
        assertThat(first.sources()).containsExactly("en/account-opening.md");
    }

    @Test
    void aFewAreSpreadOverLanguagesAndOneInSixIsUnanswerable() throws IOException {
        List<HandbookQuestion> chosen = HandbookQuestion.choose(12, all());

        assertThat(chosen).hasSize(12).doesNotHaveDuplicates();
        assertThat(chosen).filteredOn(question -> !question.answerable()).hasSize(2);
        assertThat(chosen)
                .filteredOn(question -> question.id().startsWith("ja"))
                .hasSizeGreaterThanOrEqualTo(3);
        assertThat(chosen).isSortedAccordingTo((a, b) -> a.id().compareTo(b.id()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 59, 60, 500})
    void asManyAreChosenAsWantedIfThereAreSoMany(int count) throws IOException {
        // One in six of the bundled questions is unanswerable, as among the chosen.
        assertThat(HandbookQuestion.choose(count, all())).hasSize(Math.min(count, 60));
    }

    @Test
    void anExampleOfWhatIsUnknownSaysSoInItsLanguage() throws IOException {
        List<HandbookQuestion> unknown =
                all().stream().filter(question -> !question.answerable()).toList();

        assertThat(unknown.get(0).example().answer()).isEqualTo("I do not know.");
        assertThat(unknown.get(unknown.size() - 1).example().answer()).isEqualTo("分かりません。");
    }
}
