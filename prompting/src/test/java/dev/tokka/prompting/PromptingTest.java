// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import static dev.tokka.prompting.Examples.fixed;
import static dev.tokka.prompting.Examples.nearest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.tokka.Answer;
import dev.tokka.AnswerForm;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Example;
import dev.tokka.Question;
import dev.tokka.Specialization;
import dev.tokka.TokenSink;
import dev.tokka.prompting.Glossary.Term;
import dev.tokka.testkit.RecordingSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What prompting adds to a question; see {@link AnswerFormsTest} for what it does with replies. */
class PromptingTest {

    private static final Question QUESTION = Question.of("How high is the fee?");
    private static final Example FEE = new Example("What is the fee for cards?", "900 yen");
    private static final Example LONG = new Example("Why?", "word ".repeat(50));
    private static final Example CARD = new Example("Is my card lost?", "Call us.");
    private static final Term TERM = Term.of("fee", "what a transfer costs");
    private static final Prompting FULL = Prompting.instructions("Be brief.", "Be polite.")
            .glossary(Glossary.of(TERM, Term.of("card", "a debit card")))
            .examples(fixed(CARD), nearest(1, List.of(FEE, LONG)));

    private final List<Question> asked = new ArrayList<>();

    @Test
    void everythingIsAddedAfterWhatTheQuestionHas() {
        Example earlier = new Example("Who are you?", "The help desk.");

        model(FULL).answer(QUESTION.plusInstructions(List.of("Be exact.")).plusExamples(List.of(earlier)));

        assertThat(asked.get(0).instructions())
                .containsExactly(
                        "Be exact.",
                        "Be brief.",
                        "Be polite.",
                        "Use the terms of this domain as they are defined here:\n- fee: what a transfer costs.");
        assertThat(asked.get(0).examples()).containsExactly(earlier, CARD, FEE);
        assertThat(asked.get(0).text()).isEqualTo(QUESTION.text());
        assertThat(asked.get(0).form()).isEqualTo(AnswerForm.FREE_TEXT);
    }

    @Test
    void onlyTermsThatOccurAreTold() {
        model(FULL).answer("Who are you?");

        assertThat(asked.get(0).instructions()).containsExactly("Be brief.", "Be polite.");
    }

    @Test
    void anExampleThatAsksTheQuestionIsNeverShownWhoeverChoseIt() {
        Prompting leaking = Prompting.none().examples(fixed(CARD, FEE), question -> List.of(CARD, LONG));

        model(leaking).answer("is my CARD lost");

        assertThat(asked.get(0).examples()).containsExactly(FEE, LONG);
    }

    @Test
    void noExampleIsShownTwice() {
        model(Prompting.none().examples(fixed(FEE), nearest(2, List.of(CARD, FEE))))
                .answer(QUESTION.plusExamples(List.of(CARD)));

        assertThat(asked.get(0).examples()).containsExactly(CARD, FEE);
    }

    @Test
    void theBudgetGoesToTermsThenToExamplesMostTellingFirst() {
        // the term is 10 tokens, FEE 10, LONG 52, CARD 8
        Prompting prompting = FULL.examples(fixed(LONG, CARD, FEE));

        assertThat(shown(prompting.budget(80))).containsExactly(LONG, CARD, FEE);
        assertThat(shown(prompting.budget(79))).containsExactly(CARD, FEE);
        assertThat(shown(prompting.budget(28))).containsExactly(CARD, FEE);
        assertThat(shown(prompting.budget(27))).containsExactly(FEE);
        assertThat(shown(prompting.budget(19))).containsExactly(CARD);
        assertThat(shown(prompting.budget(17))).isEmpty();
        assertThat(asked)
                .allSatisfy(question -> assertThat(question.instructions()).hasSize(3));
        assertThat(shown(prompting.budget(0))).isEmpty();
        assertThat(asked)
                .last()
                .satisfies(question -> assertThat(question.instructions()).containsExactly("Be brief.", "Be polite."));
    }

    @Test
    void earlierChoicesGetBudgetFirst() {
        assertThat(shown(Prompting.none().examples(fixed(CARD), fixed(FEE)).budget(9)))
                .containsExactly(CARD);
    }

    @Test
    void theBudgetIsCountedByTheGivenCounter() {
        Prompting prompting = Prompting.none().examples(fixed(FEE, CARD));

        assertThat(shown(prompting.budget(new TokenBudget(2, text -> 1)))).containsExactly(CARD);
        assertThat(shown(prompting.budget(new TokenBudget(2, text -> 1)).budget(4)))
                .containsExactly(FEE, CARD);
        assertThat(shown(prompting.budget(new TokenBudget(Integer.MAX_VALUE, text -> Integer.MAX_VALUE))))
                .isEmpty();
    }

    @Test
    void theTraceCountsWhatWasAddedAndDoesNotTellTheQuestion() {
        Answer answer = model(FULL.budget(20)).answer(QUESTION);

        assertThat(answer.trace().steps()).singleElement().satisfies(step -> {
            assertThat(step.name()).isEqualTo("prompt");
            assertThat(step.details()).isEqualTo(Map.of("terms", "1", "examples", "1", "leftOut", "1", "tokens", "18"));
        });
    }

    @Test
    void freeTextIsStreamedAsItIsWritten() {
        RecordingSink sink = new RecordingSink();
        DomainModel streaming = question -> {
            question.attributes().get(TokenSink.KEY).orElseThrow().token("Yes.");
            return Answer.reply("Yes.");
        };

        streaming.with(FULL).answer(QUESTION.with(TokenSink.KEY, sink));

        assertThat(sink.tokens()).containsExactly("Yes.");
    }

    @Test
    void settingsReplaceWhatWasSet() {
        Prompting prompting = FULL.glossary(Glossary.EMPTY)
                .examples(fixed(FEE))
                .labels("a", "b")
                .repairs(3);

        assertThat(prompting)
                .isEqualTo(new Prompting(
                        List.of("Be brief.", "Be polite."),
                        Glossary.EMPTY,
                        List.of(fixed(FEE)),
                        TokenBudget.DEFAULT,
                        AnswerForm.oneOf("a", "b"),
                        3));
        assertThat(Prompting.instructions("a").plusInstructions("b", "c").instructions())
                .containsExactly("a", "b", "c");
        assertThat(Prompting.none().repairs()).isEqualTo(1);
        assertThat(Prompting.none().jsonSchema("{}").form()).isEqualTo(new AnswerForm.JsonSchema("{}"));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 4})
    void repairsOutOfRangeAreRefused(int repairs) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Prompting.none().repairs(repairs))
                .withMessage("repairs must be in [0, 3] but is " + repairs);
    }

    @Test
    @SuppressWarnings("NullAway")
    void whatIsWrongIsRefusedWhereItIsGiven() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Prompting.instructions("Be brief.", " "))
                .withMessage("instruction must not be blank");
        assertThatIllegalArgumentException().isThrownBy(() -> Prompting.none().jsonSchema("{\"type\": \"text\"}"));
        assertThatIllegalArgumentException().isThrownBy(() -> Prompting.none().labels("only"));
        assertThatIllegalArgumentException().isThrownBy(() -> Prompting.none().budget(-1));
        assertThatNullPointerException()
                .isThrownBy(() -> Prompting.none().specialize(null))
                .withMessage("base");
        assertThatNullPointerException()
                .isThrownBy(() -> Prompting.none().form(null))
                .withMessage("form");
    }

    @Test
    void theDescriptionHoldsEverySetting() {
        DomainModel base = new Echo();

        assertThat(List.of(
                        FULL,
                        FULL.plusInstructions("Cite."),
                        Prompting.instructions("Be brief."),
                        Prompting.instructions("Be brief.\nBe polite."),
                        Prompting.instructions("Be polite.", "Be brief."),
                        FULL.glossary(Glossary.EMPTY),
                        FULL.examples(fixed()),
                        FULL.examples(nearest(1, List.of(FEE, LONG)), fixed(CARD)),
                        FULL.budget(5),
                        FULL.labels("a", "b"),
                        FULL.labels("b", "a"),
                        FULL.labels("a, b", "c"),
                        FULL.labels("a", "b, c"),
                        FULL.jsonSchema("{}"),
                        FULL.jsonSchema("true"),
                        FULL.repairs(0)))
                .extracting(prompting -> base.with(prompting).describe())
                .allSatisfy(description -> assertThat(description.isOpaque()).isFalse())
                .allSatisfy(description -> assertThat(description.parts()).contains(base.describe()))
                .extracting(Description::fingerprint)
                .doesNotHaveDuplicates();
    }

    @Test
    void itsNameShowsWhatItIsMadeOf() {
        DomainModel base = new Echo();

        assertThat(base.with(Prompting.none())).hasToString("prompting(echo)");
        assertThat(base.with(FULL.jsonSchema("{}")))
                .hasToString("prompting(instructions(2), glossary(2), fixed(1), nearest(1 of 2), JSON schema, echo)");
        assertThat(base.with(Prompting.none().labels("a", "b", "c"))).hasToString("prompting(one of 3 labels, echo)");
    }

    @Property
    void ofTwoLayersTheOuterInstructsFirst(
            @ForAll("instructions") List<String> inner, @ForAll("instructions") List<String> outer) {
        List<String> both = new ArrayList<>(outer);
        both.addAll(inner);

        Question layered = sees(told(inner).andThen(told(outer)));

        assertThat(layered.instructions()).isEqualTo(both);
        assertThat(layered).isEqualTo(sees(told(both)));
    }

    @Property
    void promptingThatAddsNothingChangesNoQuestion(@ForAll("instructions") List<String> instructions) {
        Question plain = sees(told(instructions));

        assertThat(sees(told(instructions).andThen(Prompting.none()))).isEqualTo(plain);
        assertThat(sees(Prompting.none().andThen(told(instructions)))).isEqualTo(plain);
        assertThat(sees(Prompting.none())).isEqualTo(QUESTION);
    }

    @Property
    void orderWithARetrievalDoesNotMatterWithoutAGlossary(@ForAll("instructions") List<String> instructions) {
        Prompting prompting = told(instructions).examples(nearest(1, List.of(FEE, CARD)));
        Specialization retrieval = base -> question -> base.answer(question.plusEvidence(Passages.of("A fee.")));

        assertThat(sees(prompting.andThen(retrieval))).isEqualTo(sees(retrieval.andThen(prompting)));
    }

    @Test
    void aGlossarySeesTheEvidenceOfARetrievalAroundIt() {
        Prompting prompting = Prompting.none().glossary(Glossary.of(TERM));
        Specialization retrieval = base -> question -> base.answer(question.plusEvidence(Passages.of("A fee.")));

        prompting.andThen(retrieval).specialize(model(Prompting.none())).answer("How much?");
        retrieval.andThen(prompting).specialize(model(Prompting.none())).answer("How much?");

        assertThat(asked).extracting(question -> question.instructions().size()).containsExactly(1, 0);
    }

    @Provide
    Arbitrary<List<String>> instructions() {
        return Arbitraries.of("Be brief.", "Be polite.", "引用すること。").list().ofMaxSize(3);
    }

    private static Prompting told(List<String> instructions) {
        Prompting none = Prompting.none();
        return new Prompting(
                instructions, none.glossary(), none.examples(), none.budget(), none.form(), none.repairs());
    }

    private static Question sees(Specialization specialization) {
        List<Question> seen = new ArrayList<>();
        DomainModel base = question -> {
            seen.add(question);
            return Answer.reply("Yes.");
        };
        base.with(specialization).answer(QUESTION);
        return seen.get(0);
    }

    private List<Example> shown(Prompting prompting) {
        model(prompting).answer(QUESTION);
        return asked.get(asked.size() - 1).examples();
    }

    private DomainModel model(Prompting prompting) {
        DomainModel base = question -> {
            asked.add(question);
            return Answer.reply("Yes.");
        };
        return base.with(prompting);
    }
}
