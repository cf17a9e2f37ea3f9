// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tokka.Embedder;
import dev.tokka.Example;
import dev.tokka.Question;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Examples that are diverse, and examples that are balanced. */
class ChosenExamplesTest {

    private static final Example LOST = new Example("My card is lost, what do I do?", "card");
    private static final Example LOST_AGAIN = new Example("What do I do? My card is lost!", "card");
    private static final Example BLOCKED = new Example("Why is my card blocked?", "card");
    private static final Example FEE = new Example("How high is the fee for a transfer?", "transfer");
    private static final Example ABROAD = new Example("海外送金の手数料はいくらですか。", "transfer");
    private static final Example HOURS = new Example("When is the branch open?", "other");
    private static final List<Example> ALL = List.of(LOST, LOST_AGAIN, BLOCKED, FEE, ABROAD, HOURS);

    /** Vectors of length one, named. */
    private static final Embedder VECTORS = text -> switch (text) {
        case "asked" -> new float[] {0.70710677f, 0.70710677f};
        case "first" -> new float[] {0.8f, 0.6f};
        case "alike" -> new float[] {0.96f, 0.28f};
        case "away" -> new float[] {-0.6f, -0.8f};
        default -> new float[] {0, 1};
    };

    @Test
    void whatSaysTheSameIsNotShownTwice() {
        Question question = Question.of("My card is lost, what is the fee?");

        assertThat(Examples.nearest(2, ALL).select(question)).containsExactlyInAnyOrder(LOST, LOST_AGAIN);
        assertThat(Examples.diverse(2, ALL).select(question))
                .hasSize(2)
                .filteredOn(example -> example.equals(LOST) || example.equals(LOST_AGAIN))
                .hasSize(1);
        assertThat(Examples.diverse(2, ALL).select(question).get(1)).isIn(LOST, LOST_AGAIN);
    }

    @Test
    void diversityWorkedByHand() {
        // likeness to what is asked: first 0.99, alike 0.88, up 0.71, away -0.99
        // likeness to first: alike 0.94, up 0.6, away -0.96; so alike -0.06, up 0.11, away -0.03
        List<Example> examples = Stream.of("alike", "first", "up", "away")
                .map(text -> new Example(text, "x"))
                .toList();

        assertThat(Examples.diverse(2, examples, VECTORS).select(Question.of("asked")))
                .extracting(Example::question)
                .containsExactly("up", "first");
        assertThat(Examples.diverse(9, examples, VECTORS).select(Question.of("asked")))
                .extracting(Example::question)
                .containsExactly("away", "alike", "up", "first");
    }

    @Test
    void ofEquallyGoodExamplesTheEarlierIsChosen() {
        assertThat(Examples.diverse(1, List.of(FEE, HOURS)).select(Question.of("?!")))
                .containsExactly(FEE);
        assertThat(Examples.diverse(3, List.of()).select(Question.of("?!"))).isEmpty();
    }

    @Test
    void eachLabelHasItsNearestExamples() {
        Question question = Question.of("Is my card lost?");

        assertThat(Examples.balanced(1, ALL).select(question))
                .hasSize(3)
                .extracting(Example::answer)
                .containsExactlyInAnyOrder("card", "transfer", "other");
        assertThat(Examples.balanced(1, ALL).select(question).get(2)).isIn(LOST, LOST_AGAIN);
        assertThat(Examples.balanced(2, ALL).select(question)).hasSize(5);
        assertThat(Examples.balanced(9, List.of()).select(question)).isEmpty();
    }

    @Test
    void balancedByMeaningTakesTheNearestOfEach() {
        List<Example> examples = List.of(
                new Example("alike", "a"), new Example("first", "a"), new Example("up", "b"), new Example("away", "b"));

        assertThat(Examples.balanced(1, examples, VECTORS).select(Question.of("asked")))
                .extracting(Example::question)
                .containsExactly("up", "first");
    }

    @Property
    void theQuestionItselfIsNeverShown(@ForAll("questions") String text, @ForAll @IntRange(min = 1, max = 7) int k) {
        Question question = Question.of(" " + text.toUpperCase(Locale.ROOT) + " !");

        for (Examples choice : List.of(Examples.diverse(k, ALL), Examples.balanced(k, ALL))) {
            List<Example> chosen = choice.select(question);

            assertThat(chosen).extracting(Example::question).doesNotContain(text);
            assertThat(new HashSet<>(chosen)).hasSameSizeAs(chosen);
            assertThat(ALL).containsAll(chosen);
        }
        assertThat(Examples.diverse(k, ALL).select(question)).hasSize(Math.min(k, 5));
    }

    @Property
    void noLabelHasMoreThanItsShareOrLessThanItCould(@ForAll @IntRange(min = 1, max = 4) int perLabel) {
        Map<String, Integer> held = new HashMap<>();
        ALL.forEach(example -> held.merge(example.answer(), 1, Integer::sum));
        Map<String, Integer> shown = new HashMap<>();

        Examples.balanced(perLabel, ALL)
                .select(Question.of("card?"))
                .forEach(example -> shown.merge(example.answer(), 1, Integer::sum));

        held.replaceAll((label, count) -> Math.min(count, perLabel));
        assertThat(shown).isEqualTo(held);
    }

    @Provide
    Arbitrary<String> questions() {
        return Arbitraries.of(ALL.stream().map(Example::question).toList());
    }

    @Test
    void theBudgetHolds() {
        Echo base = new Echo();
        Prompting prompting =
                Prompting.none().examples(Examples.diverse(6, ALL)).budget(12);

        String told = base.with(prompting).answer("card?").reply().orElseThrow().text();

        assertThat(told.split("Example\\[", -1)).hasSizeLessThan(4);
    }

    @Test
    void whatChangesTheChoiceIsDescribed() {
        assertThat(Stream.of(
                                Examples.diverse(2, ALL),
                                Examples.diverse(3, ALL),
                                Examples.diverse(2, ALL.subList(0, 3)),
                                Examples.diverse(2, ALL, VECTORS),
                                Examples.nearest(2, ALL),
                                Examples.balanced(2, ALL),
                                Examples.balanced(3, ALL),
                                Examples.balanced(2, ALL, VECTORS))
                        .map(Examples::describe))
                .doesNotHaveDuplicates();
        assertThat(Examples.diverse(2, ALL).describe())
                .isEqualTo(Examples.diverse(2, ALL).describe());
        assertThat(Examples.diverse(2, ALL)).hasToString("diverse(2 of 6)");
        assertThat(Examples.balanced(2, ALL)).hasToString("balanced(2 of each label, of 6)");
        assertThatIllegalArgumentException().isThrownBy(() -> Examples.diverse(0, ALL));
        assertThatIllegalArgumentException().isThrownBy(() -> Examples.balanced(0, ALL));
    }
}
