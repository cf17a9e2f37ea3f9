// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static dev.tokka.Scripted.abstaining;
import static dev.tokka.Scripted.replying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouterTest {

    private static final Question QUESTION = Question.of("What does a transfer cost?");

    @Nested
    class ByClassifier {

        @ParameterizedTest
        @ValueSource(strings = {"fees", "Fees.", " FEES \n", "ｆｅｅｓ", "fees [1]"})
        void theLabelIsTheRoute(String reply) {
            Router router = Router.byClassifier(replying(reply), "fees", "cards");

            assertThat(router.route(QUESTION).name()).isEqualTo("fees");
        }

        @Test
        void labelsThatDifferOnlyInCaseAreToldApart() {
            assertThat(Router.byClassifier(replying("US"), "us", "US")
                            .route(QUESTION)
                            .name())
                    .isEqualTo("US");
        }

        @Test
        void theClassifierSeesTheQuestionAndTheLabelsOnly() {
            List<Question> asked = new ArrayList<>();
            DomainModel classifier = question -> {
                asked.add(question);
                return Answer.reply("fees");
            };
            List<Turn> history = List.of(new Turn(Turn.Speaker.USER, "Hello."));
            Caller caller = Caller.of("ann");
            Question question = QUESTION.plusHistory(history)
                    .plusInstructions(List.of("Answer in Japanese."))
                    .plusExamples(List.of(new Example("Is it free?", "Yes.")))
                    .with(Caller.KEY, caller)
                    .with(TokenSink.KEY, new Taken())
                    .with(Generation.KEY, Generation.DEFAULT.withMaxTokens(1));

            Router.byClassifier(classifier, "fees", "cards").route(question);

            assertThat(asked)
                    .containsExactly(QUESTION.plusHistory(history)
                            .with(Caller.KEY, caller)
                            .withForm(AnswerForm.oneOf("fees", "cards")));
        }

        @Test
        void whatTheClassifierDidIsInTheTrace() {
            Trace trace = Trace.of(Step.of("classify", Duration.ofMillis(7), Map.of()));
            DomainModel classifier = question -> Answer.reply("fees").withTrace(trace);

            assertThat(Router.byClassifier(classifier, "fees", "cards").route(QUESTION))
                    .isEqualTo(new Route("fees", trace));
        }

        @Test
        void aClassifierThatAbstainsOrSaysSomethingElseCannotDecide() {
            assertThatExceptionOfType(QuestionRejectedException.class)
                    .isThrownBy(() -> Router.byClassifier(abstaining("unclear"), "fees", "cards")
                            .route(QUESTION))
                    .withMessage("route: the classifier abstained");
            assertThatExceptionOfType(QuestionRejectedException.class)
                    .isThrownBy(() -> Router.byClassifier(replying("loans"), "fees", "cards")
                            .route(QUESTION))
                    .withMessage("route: expected one of [fees, cards] from the classifier"
                            + " but got a reply of 5 characters");
        }

        @Test
        void oneLabelIsRefused() {
            assertThatIllegalArgumentException().isThrownBy(() -> Router.byClassifier(replying("fees"), "fees"));
        }
    }

    @Nested
    class ByScore {

        private final Passage passage =
                new Passage("fees#1", "Free.", new Source("fees.md", List.of(), new Span(0, 5)), 0.7);

        @Test
        void theBestPassageDecides() {
            Retriever retriever = query -> List.of(passage);

            assertThat(Router.byScore(retriever, 0.7, "handbook", "clerk")
                            .route(QUESTION)
                            .name())
                    .isEqualTo("handbook");
            assertThat(Router.byScore(retriever, 0.71, "handbook", "clerk")
                            .route(QUESTION)
                            .name())
                    .isEqualTo("clerk");
        }

        @Test
        void whereNothingIsFoundTheScoreIsBelow() {
            Route route = Router.byScore(query -> List.of(), -100, "handbook", "clerk")
                    .route(QUESTION);

            assertThat(route.name()).isEqualTo("clerk");
        }

        @Test
        void thePassageAndItsScoreAreInTheTrace() {
            Route route = Router.byScore(query -> List.of(passage), 0.5, "handbook", "clerk")
                    .route(QUESTION);

            assertThat(route.trace().steps().get(0).details())
                    .containsOnly(Map.entry("id", "fees#1"), Map.entry("score", "0.7"));
        }

        @Test
        void aChangeOfAnySettingChangesTheDescription() {
            Retriever retriever = query -> List.of(passage);
            Description description = Router.byScore(retriever, 0.5, "a", "b").describe();

            assertThat(List.of(
                            Router.byScore(retriever, 0.6, "a", "b").describe(),
                            Router.byScore(retriever, 0.5, "c", "b").describe(),
                            Router.byScore(retriever, 0.5, "a", "c").describe()))
                    .doesNotContain(description);
        }

        @Test
        void aThresholdThatIsNoNumberIsRefused() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Router.byScore(query -> List.of(), Double.NaN, "a", "b"))
                    .withMessage("threshold must be finite but is NaN");
        }
    }

    @Nested
    class ByExamples {

        private final Embedder compass = new Compass();
        private final List<Example> examples = List.of(
                new Example("0", "east"),
                new Example("10", "east"),
                new Example("90", "north"),
                new Example("80", "up"));

        @Test
        void theNearestExampleDecides() {
            Router router = Router.byExamples(compass, 1, examples);

            assertThat(router.route(Question.of("4")).name()).isEqualTo("east");
            assertThat(router.route(Question.of("88")).name()).isEqualTo("north");
        }

        @Test
        void mostOfTheNeighboursDecideAndTheNearestOneWhereAsManyGoElsewhere() {
            assertThat(Router.byExamples(compass, 4, examples)
                            .route(Question.of("88"))
                            .name())
                    .isEqualTo("east");
            assertThat(Router.byExamples(compass, 2, examples)
                            .route(Question.of("84"))
                            .name())
                    .isEqualTo("up");
        }

        @Test
        void moreNeighboursThanExamplesMeansAllOfThem() {
            Route route = Router.byExamples(compass, 100, examples).route(Question.of("90"));

            assertThat(route.trace().steps().get(0).details()).containsEntry("votes", "2 of 4");
        }

        @Test
        void aTextWithoutDirectionIsAsNearToAll() {
            Embedder nowhere = text -> new float[2];

            assertThat(Router.byExamples(nowhere, 1, examples).route(QUESTION).name())
                    .isEqualTo("east");
        }

        @Test
        void itIsMadeOfItsExamplesAndItsEmbedder() {
            Description description = Router.byExamples(compass, 1, examples).describe();

            assertThat(Router.byExamples(compass, 1, List.copyOf(examples)).describe())
                    .isEqualTo(description);
            assertThat(Router.byExamples(compass, 2, examples).describe()).isNotEqualTo(description);
            assertThat(Router.byExamples(compass, 1, examples.subList(0, 3)).describe())
                    .isNotEqualTo(description);
            assertThat(description.parts()).containsExactly(compass.describe());
            assertThat(Router.byExamples(compass, 1, examples)).hasToString("neighbours(compass, 1 of 4)");
        }

        @Test
        void noExamplesAreRefused() {
            assertThatIllegalArgumentException().isThrownBy(() -> Router.byExamples(compass, 1, List.of()));
            assertThatIllegalArgumentException().isThrownBy(() -> Router.byExamples(compass, 0, examples));
        }
    }

    @Property
    void anExampleGoesWhereItSays(@ForAll @DoubleRange(min = 0, max = 180) double degrees) {
        List<Example> examples = List.of(new Example(String.valueOf(degrees), "here"), new Example("270", "there"));

        assertThat(Router.byExamples(new Compass(), 1, examples)
                        .route(Question.of(String.valueOf(degrees)))
                        .name())
                .isEqualTo("here");
    }

    /** Embeds a number of degrees as a direction, at any length. */
    private record Compass() implements Embedder {

        @Override
        public float[] embed(String text) {
            double angle = Math.toRadians(Double.parseDouble(text));
            return new float[] {(float) (3 * Math.cos(angle)), (float) (3 * Math.sin(angle))};
        }

        @Override
        public Description describe() {
            return Description.of("compass");
        }

        @Override
        public String toString() {
            return "compass";
        }
    }
}
