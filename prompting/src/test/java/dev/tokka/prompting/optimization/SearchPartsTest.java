// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.tokka.Answer;
import dev.tokka.DomainModel;
import dev.tokka.Example;
import dev.tokka.Question;
import dev.tokka.prompting.Examples;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The parts of a search, each worked by hand. */
class SearchPartsTest {

    private static final List<Example> EXAMPLES = List.of(
            new Example("card lost", "card"),
            new Example("card stolen", "card"),
            new Example("fee too high", "fee"),
            new Example("card fee", "fee"),
            new Example("send money", "transfer"));

    @Test
    void theBetterHalfIsTriedOnTwiceAsManyWorkedByHand() {
        Halving plan = Halving.plan(Collections.nCopies(8, 1), 80, 10_000);

        assertThat(plan.rounds())
                .containsExactly(new Halving.Round(8, 20), new Halving.Round(4, 40), new Halving.Round(2, 80));
        assertThat(plan.calls()).isEqualTo(8 * 20 + 4 * 20 + 2 * 40);
        assertThat(Halving.plan(Collections.nCopies(8, 1), 80, 319)
                        .rounds()
                        .get(0)
                        .candidates())
                .isEqualTo(7);
        assertThat(Halving.plan(Collections.nCopies(8, 1), 80, 10).rounds()).isEmpty();
        assertThat(Halving.plan(List.of(1), 80, 1_000).rounds()).isEmpty();
        // Four candidates on 40 questions, of which the two that take 7 calls may be the better ones, on 40 more.
        assertThat(Halving.plan(List.of(1, 7, 1, 7), 80, 10_000).calls())
                .isEqualTo((1 + 7 + 1 + 7) * 40 + (7 + 7) * 40);
    }

    @Property(tries = 200)
    void aPlanIsWithinItsBudgetAndEndsWithAllQuestions(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 1, max = 7) Integer> prices,
            @ForAll @IntRange(min = 1, max = 100) int questions,
            @ForAll @IntRange(max = 4_000) int budget,
            @ForAll int seed) {
        Halving plan = Halving.plan(prices, questions, budget);

        List<Integer> left = new ArrayList<>(prices);
        Random random = new Random(seed);
        long calls = 0;
        int before = 0;
        for (Halving.Round round : plan.rounds()) {
            left = new ArrayList<>(left.subList(0, round.candidates()));
            calls += left.stream().mapToLong(price -> price).sum() * (round.questions() - before);
            before = round.questions();
            Collections.shuffle(left, random); // whichever are the better ones
        }
        assertThat(calls).isLessThanOrEqualTo(plan.calls());
        assertThat(plan.calls()).isLessThanOrEqualTo(budget);
        assertThat(plan.rounds().isEmpty()
                        || plan.rounds().get(plan.rounds().size() - 1).questions() == questions)
                .isTrue();
    }

    @Test
    void theFrontHoldsWhatIsBestSomewhereAndNotDominatedWorkedByHand() {
        Map<String, double[]> scores = new LinkedHashMap<>();
        scores.put("broad", new double[] {1, 1, 0, 0.5});
        scores.put("rare", new double[] {0, 0, 1, 0});
        scores.put("dominated", new double[] {1, 0, 0, 0.5});
        scores.put("never best", new double[] {0.9, 0.9, 0.9, 0.4});
        scores.put("like broad", new double[] {1, 1, 0, 0.5});

        Front<String> front = Front.of(scores);

        assertThat(front.wins()).containsExactly(Map.entry("broad", 3), Map.entry("rare", 1));
        Random random = new Random(0);
        long broad = IntStream.range(0, 4_000)
                .filter(i -> front.draw(random).equals("broad"))
                .count();
        assertThat(broad / 4_000.0).isCloseTo(0.75, within(0.03));
    }

    @Property(tries = 300)
    void everyQuestionHasOneOfItsBestOnTheFront(@ForAll @Size(min = 1, max = 8) List<@Size(3) List<Boolean>> scores) {
        Map<Integer, double[]> all = new LinkedHashMap<>();
        for (int i = 0; i < scores.size(); i++) {
            all.put(
                    i,
                    scores.get(i).stream().mapToDouble(right -> right ? 1 : 0).toArray());
        }

        Front<Integer> front = Front.of(all);

        for (int question = 0; question < 3; question++) {
            int q = question;
            double best = all.values().stream().mapToDouble(of -> of[q]).max().orElse(0);
            assertThat(front.wins().keySet())
                    .anyMatch(candidate -> all.getOrDefault(candidate, new double[3])[q] == best);
        }
    }

    @Test
    void choicesOfExamplesWorkedByHand() {
        Question question = Question.of("my card is lost");

        assertThat(Shots.nearest(2).among(EXAMPLES).select(question))
                .extracting(Example::question)
                .endsWith("card lost")
                .hasSize(2);
        assertThat(Shots.varied(2).among(EXAMPLES).select(question)).containsExactly(EXAMPLES.get(3), EXAMPLES.get(0));
        assertThat(Shots.varied(9).among(EXAMPLES).select(question)).hasSize(5);
        Examples fixed = Shots.fixed(3).among(EXAMPLES);
        assertThat(fixed.select(question))
                .extracting(Example::answer)
                .containsExactlyInAnyOrder("card", "fee", "transfer");
        assertThat(IntStream.range(0, 9)
                        .mapToObj(draw ->
                                Shots.fixed(3).withDraw(draw).among(EXAMPLES).select(question)))
                .contains(fixed.select(question))
                .satisfies(
                        draws -> assertThat(draws.stream().distinct().count()).isGreaterThan(2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shots.asGiven().among(EXAMPLES))
                .withMessage("examples as given cannot be chosen among others");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shots.nearest(0))
                .withMessage("count must be at least 1 but is 0");
        assertThat(List.of(Shots.asGiven(), Shots.fixed(2), Shots.fixed(2).withDraw(1), Shots.varied(3)))
                .hasToString("[examples as given, fixed 2, fixed 2 (draw 1), varied 3]");
    }

    @Test
    void variedExamplesAreDescribedByTheirSettings() {
        assertThat(List.of(
                        Shots.varied(2).among(EXAMPLES),
                        Shots.varied(3).among(EXAMPLES),
                        Shots.nearest(2).among(EXAMPLES),
                        Shots.varied(2).among(EXAMPLES.subList(0, 4))))
                .allSatisfy(choice -> assertThat(choice.describe().isOpaque()).isFalse())
                .extracting(choice -> choice.describe().fingerprint())
                .doesNotHaveDuplicates();
        assertThat(Shots.varied(2).among(EXAMPLES)).hasToString("varied(2 of 5)");
    }

    @Property(tries = 200)
    void newQuestionsAreShownWhatTheSearchShowedToQuestionsOfNoCluster(
            @ForAll @IntRange(min = 1, max = 5) int count, @ForAll @IntRange(max = 20) int number) {
        List<GradedQuestion> questions = Messages.some(12);
        Cases cases = new Cases(questions, 0);
        Pool pool =
                start(Desk.of(0.5)).poolOf(cases, IntStream.range(0, 12).boxed().toList());
        Question question = Question.of("Please say: " + Messages.text(number));

        for (Shots shots : List.of(Shots.fixed(count), Shots.nearest(count), Shots.varied(count))) {
            assertThat(pool.choose(shots, question, "no cluster"))
                    .hasSize(count)
                    .isEqualTo(shots.among(pool.examples()).select(question));
            assertThat(pool.choose(shots, question, Messages.text(0)))
                    .hasSize(count)
                    .doesNotContain(new Example(Messages.text(0), Messages.label(0)));
        }
    }

    @Property(tries = 200)
    void foldsHoldEachQuestionOnceAndNoClusterIsInTwo(
            @ForAll @Size(min = 5, max = 40) List<@IntRange(max = 9) Integer> clusters,
            @ForAll @IntRange(min = 2, max = 5) int parts,
            @ForAll int seed) {
        List<GradedQuestion> questions = new ArrayList<>();
        for (int i = 0; i < clusters.size(); i++) {
            questions.add(GradedQuestion.of(Messages.text(i), Messages.label(i)).inCluster("c" + clusters.get(i)));
        }
        Cases cases = new Cases(questions, 0);
        List<Integer> all = IntStream.range(0, questions.size()).boxed().toList();

        List<List<Integer>> folds = cases.deal(all, parts, new Random(seed));

        assertThat(folds).hasSize(parts);
        assertThat(folds.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(all);
        assertThat(folds.stream()
                        .flatMap(fold -> fold.stream().map(clusters::get).distinct()))
                .doesNotHaveDuplicates();
    }

    @Test
    void gradersOfTextsIgnoreCaseWidthAndSpaceOnly() {
        Grader grader = Grader.text("Lost  Card");

        assertThat(grader.grade(Answer.reply(" ｌost card\n"))).isEqualTo(Grade.of(1));
        assertThat(grader.grade(Answer.reply("lost cards")).isRight()).isFalse();
        assertThat(grader.grade(Answer.abstain("lost card")).score()).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> Grader.text(" "));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Grade.of(1.5))
                .withMessage("score must be in [0, 1] but is 1.5");
    }

    @Test
    void whatRestsOnEvidenceIsNoExample() {
        GradedQuestion plain = GradedQuestion.of("Message about my card", "card");
        GradedQuestion later = new GradedQuestion(
                Question.of("And my fee")
                        .plusHistory(List.of(new dev.tokka.Turn(dev.tokka.Turn.Speaker.USER, "Hello"))),
                Grader.text("fee"),
                java.util.Optional.of("fee"),
                "2");
        Cases cases = new Cases(List.of(plain, later), 0);

        Pool pool = start(Desk.of(0.5)).poolOf(cases, List.of(0, 1));

        assertThat(pool.examples()).containsExactly(new Example("Message about my card", "card"));
        assertThat(Pool.EMPTY.isEmpty()).isTrue();
    }

    private static Standing start(DomainModel model) {
        MeteredModel.Books books = new MeteredModel.Books(
                Ledger.inMemory(), new Meter(OptimizationBudget.calls(1_000)), InstantSource.system());
        return new Standing(
                new Candidate(Combination.of("start", Shots.asGiven()), Messages.START),
                Pool.EMPTY,
                new Models(model, books));
    }
}
