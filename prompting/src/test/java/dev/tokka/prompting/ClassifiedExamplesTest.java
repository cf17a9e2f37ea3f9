// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokka.Answer;
import dev.tokka.DataClass;
import dev.tokka.DomainModel;
import dev.tokka.Example;
import dev.tokka.Question;
import dev.tokka.QuestionRejectedException;
import dev.tokka.Step;
import dev.tokka.Trace;
import dev.tokka.prompting.reasoning.Reasoning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Examples, and replies that are asked about again, raise the class of the question that carries them. */
class ClassifiedExamplesTest {

    private static final Question INTERNAL = Question.of("I lost my card.").with(DataClass.KEY, DataClass.INTERNAL);
    private static final Examples CARDS = Examples.fixed(new Example("Hanako lost her card.", "card"));

    private final List<Question> asked = new ArrayList<>();
    private final DomainModel base = question -> {
        asked.add(question);
        return Answer.reply("card")
                .withTrace(Trace.of(Step.of("retrieve", Duration.ZERO, DataClass.RESTRICTED.details())));
    };

    @Test
    void examplesOfAHigherClassRaiseItAndOthersDoNot() {
        base.with(Prompting.none().examples(CARDS.classified(DataClass.CONFIDENTIAL)))
                .answer(INTERNAL);
        base.with(Prompting.none().examples(CARDS.classified(DataClass.PUBLIC))).answer(INTERNAL);
        base.with(Prompting.none().examples(CARDS)).answer(INTERNAL);

        assertThat(asked)
                .extracting(DataClass::of)
                .containsExactly(DataClass.CONFIDENTIAL, DataClass.INTERNAL, DataClass.INTERNAL);
    }

    @Test
    void examplesThatAreNotShownRaiseNothing() {
        Examples same = Examples.fixed(new Example("I lost my card!", "card")).classified(DataClass.RESTRICTED);
        Examples none = Examples.fixed(List.of()).classified(DataClass.RESTRICTED);

        base.with(Prompting.none().examples(none, CARDS)).answer(INTERNAL);
        base.with(Prompting.none().examples(same).budget(1)).answer(INTERNAL);

        assertThat(asked).extracting(DataClass::of).containsOnly(DataClass.INTERNAL);
    }

    @Test
    void aReplyThatIsRepairedIsAskedAboutAtTheClassOfWhatItWasMadeOf() {
        DomainModel model =
                base.with(Prompting.none().labels("transfer", "account").repairs(1));

        assertThatExceptionOfType(QuestionRejectedException.class).isThrownBy(() -> model.answer(INTERNAL));

        assertThat(asked).extracting(DataClass::of).containsExactly(DataClass.INTERNAL, DataClass.RESTRICTED);
    }

    @Test
    void aReplyThatIsRevisedIsAskedAboutAtTheClassOfWhatItWasMadeOf() {
        base.with(Reasoning.revision()).answer(INTERNAL);

        assertThat(asked).extracting(DataClass::of).startsWith(DataClass.INTERNAL, DataClass.RESTRICTED);
    }
}
