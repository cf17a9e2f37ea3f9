// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class DomainModelTest {

    private static final DomainModel ECHO = question -> Answer.reply(question.text());

    @Test
    void aLambdaIsAModel() {
        assertThat(ECHO.answer(Question.of("How much?"))).isEqualTo(Answer.reply("How much?"));
    }

    @Test
    void aTextIsAskedAsAQuestionThatIsOnlyThatText() {
        DomainModel prints = question -> Answer.reply(question.toString());

        Answer answer = prints.answer("How much?");

        assertThat(answer).isEqualTo(Answer.reply(Question.of("How much?").toString()));
    }

    @Test
    void aBlankTextIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ECHO.answer(" ")).withMessage("text must not be blank");
    }

    @Test
    void aModelThatSaysNothingMoreIsOpaque() {
        assertThat(ECHO.describe()).isEqualTo(Description.of("opaque", "lambda"));
        assertThat(ECHO.describe().isOpaque()).isTrue();
    }

    @Test
    void orElseIsTheFallbackOfBoth() {
        Scripted faq = Scripted.abstaining("not in the FAQ");
        Scripted clerk = Scripted.replying("A colleague will call you back.");

        DomainModel model = faq.orElse(clerk);

        assertThat(model).isEqualTo(DomainModels.fallback(faq, clerk));
        assertThat(model.answer("How much?").reply().map(Answer.Reply::text))
                .contains("A colleague will call you back.");
    }

    @Test
    void withAppliesTheSpecialization() {
        Specialization polite = base -> question -> base.answer(question.plusInstructions(List.of("Be polite.")));
        DomainModel obeys = question -> Answer.reply(String.join(" ", question.instructions()));

        Answer answer = obeys.with(polite).answer("How much?");

        assertThat(answer).isEqualTo(Answer.reply("Be polite."));
    }
}
