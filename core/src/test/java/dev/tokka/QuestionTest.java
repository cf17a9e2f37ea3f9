// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuestionTest {

    private static final Turn TURN = new Turn(Turn.Speaker.USER, "Hello.");
    private static final Example EXAMPLE = new Example("How much?", "100 yen.");
    private static final Passage PASSAGE =
            new Passage("fees#1", "Free.", new Source("fees.md", List.of(), new Span(3, 8)), 0.9);
    private static final Key<String> TENANT = new Key<>("tenant", String.class);
    private static final Question FULL = new Question(
            "May I?",
            List.of(TURN),
            List.of("Be brief."),
            List.of(EXAMPLE),
            List.of(PASSAGE),
            AnswerForm.oneOf("yes", "no"),
            Attributes.NONE.with(TENANT, "acme"));

    @Test
    void aQuestionOfATextHasNothingElse() {
        Question question = Question.of("May I?");

        assertThat(question)
                .isEqualTo(new Question(
                        "May I?",
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        new AnswerForm.FreeText(),
                        new Attributes(Map.of())));
    }

    @Test
    void everyCopyKeepsTheRest() {
        Question built = Question.of("text")
                .with(TENANT, "acme")
                .withForm(AnswerForm.oneOf("yes", "no"))
                .plusEvidence(List.of(PASSAGE))
                .plusExamples(List.of(EXAMPLE))
                .plusInstructions(List.of("Be brief."))
                .plusHistory(List.of(TURN))
                .withText("May I?");

        assertThat(built).isEqualTo(FULL);
        assertThat(FULL.withAttributes(Attributes.NONE).withAttributes(FULL.attributes()))
                .isEqualTo(FULL);
    }

    @Test
    void whatIsAddedComesAfterWhatIsThere() {
        Turn turn = new Turn(Turn.Speaker.MODEL, "Good morning.");
        Example example = new Example("How long?", "3 days.");
        Passage passage = new Passage("fees#2", "Dear.", new Source("fees.md", List.of(), new Span(9, 14)), 0.8);

        Question more = FULL.plusHistory(List.of(turn))
                .plusInstructions(List.of("Cite."))
                .plusExamples(List.of(example))
                .plusEvidence(List.of(passage));

        assertThat(more.history()).containsExactly(TURN, turn);
        assertThat(more.instructions()).containsExactly("Be brief.", "Cite.");
        assertThat(more.examples()).containsExactly(EXAMPLE, example);
        assertThat(more.evidence()).containsExactly(PASSAGE, passage);
    }

    @Test
    void laterChangesToTheListsHaveNoEffect() {
        List<Turn> history = new ArrayList<>(List.of(TURN));
        List<String> instructions = new ArrayList<>(List.of("Be brief."));
        List<Example> examples = new ArrayList<>(List.of(EXAMPLE));
        List<Passage> evidence = new ArrayList<>(List.of(PASSAGE));
        Question question =
                new Question("May I?", history, instructions, examples, evidence, FULL.form(), FULL.attributes());

        history.clear();
        instructions.clear();
        examples.clear();
        evidence.clear();

        assertThat(question).isEqualTo(FULL);
    }

    @Test
    void blankTextsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Question.of("\u3000\n"))
                .withMessage("text must not be blank");
        assertThatIllegalArgumentException().isThrownBy(() -> FULL.withText("")).withMessage("text must not be blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FULL.plusInstructions(List.of(" ")))
                .withMessage("instruction must not be blank");
    }

    @Test
    void turnsAndExamplesAreNotBlank() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Turn(Turn.Speaker.USER, " "))
                .withMessage("text must not be blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Example(" ", "100 yen."))
                .withMessage("question must not be blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Example("How much?", " "))
                .withMessage("answer must not be blank");
    }

    @Test
    void aQueryOfATextHasNoAttributes() {
        assertThat(Query.of("fees abroad", 3)).isEqualTo(new Query("fees abroad", 3, Attributes.NONE));
    }

    @Test
    void aQueryAsksForAtLeastOnePassageAboutSomething() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Query.of("fees abroad", 0))
                .withMessage("limit must be at least 1 but is 0");
        assertThatIllegalArgumentException().isThrownBy(() -> Query.of(" ", 3)).withMessage("text must not be blank");
    }
}
