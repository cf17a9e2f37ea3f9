// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.Answer;
import dev.tokka.DomainModel;
import dev.tokka.Passage;
import dev.tokka.Source;
import dev.tokka.Span;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class QuestionGeneratorTest {

    private static final List<Passage> PASSAGES = List.of(passage("a.md", "Fees are due."), passage("b.md", "手数料は無料。"));

    @Test
    void aQuestionIsWrittenForEachPassageInItsLanguage() {
        DomainModel model = question -> Answer.reply(
                question.text().startsWith("Write")
                        ? "\n1. When are fees due? [1]\nI hope this helps."
                        : "手数料はいくらですか。");

        assertThat(new QuestionGenerator(model).generate(PASSAGES, 5, 1))
                .containsExactlyInAnyOrder(
                        TuningQuestion.of("When are fees due?", "a.md"), TuningQuestion.of("手数料はいくらですか。", "b.md"));
    }

    @Test
    void whatIsNoQuestionOrWasWrittenBeforeIsLeftOut() {
        assertThat(new QuestionGenerator(question -> Answer.reply("Fees.")).generate(PASSAGES, 5, 1))
                .isEmpty();
        assertThat(new QuestionGenerator(question -> Answer.abstain("no")).generate(PASSAGES, 5, 1))
                .isEmpty();
        assertThat(new QuestionGenerator(question -> Answer.reply("Why?")).generate(PASSAGES, 5, 1))
                .hasSize(1);
    }

    @Test
    void theSeedChoosesThePassages() {
        DomainModel model = question ->
                Answer.reply(question.evidence().get(0).source().document().toUpperCase(Locale.ROOT) + "?");
        QuestionGenerator generator = new QuestionGenerator(model);

        assertThat(generator.generate(PASSAGES, 1, 4)).hasSize(1).isEqualTo(generator.generate(PASSAGES, 1, 4));
    }

    private static Passage passage(String document, String text) {
        return new Passage(document, text, new Source(document, List.of(), new Span(0, text.length())), 1);
    }
}
