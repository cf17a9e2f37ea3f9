// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.Answer;
import dev.tokka.DataClass;
import dev.tokka.DomainModel;
import dev.tokka.ModelException;
import dev.tokka.PolicyViolationException;
import dev.tokka.PolicyViolationException.Reason;
import dev.tokka.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import org.junit.jupiter.api.Test;

/** Random policies and compositions: nothing gets where it must not, and what may go everywhere is answered. */
class RandomCompositionsTest {

    private static final Question QUESTION = Question.of("What may I tell hanako@example.jp?");
    private static final int DEPTH = 4;

    /** How often a thousand compositions are tried; ten times in the profile {@code slow}. */
    private static final int ROUNDS = Integer.getInteger("tokka.faults", 1_000) / 1_000;

    private static int sent;
    private static int refused;
    private static int open;

    private static Question of(Optional<DataClass> declared) {
        return declared.map(each -> QUESTION.with(DataClass.KEY, each)).orElse(QUESTION);
    }

    private static Optional<DataClass> anyClass(Random random) {
        return random.nextInt(5) == 0
                ? Optional.empty()
                : Optional.of(RandomPolicies.pick(random, RandomPolicies.CLASSES));
    }

    private static String outcome(DomainModel model, Question question) {
        try {
            Answer answer = model.answer(question);
            return answer.reply().map(Answer.Reply::text).orElse("abstains");
        } catch (PolicyViolationException e) {
            return e.reason().name();
        } catch (ModelException e) {
            return e.getClass().getSimpleName();
        }
    }

    @Property(tries = 1_000)
    void noLeafEverGetsWhatAPolicyOnTheWayForbids(@ForAll Random random) {
        for (int i = 0; i < ROUNDS; i++) {
            check(random);
        }
    }

    private static void check(Random random) {
        EgressPolicy policy = RandomPolicies.any(random);
        RandomComposition composition = new RandomComposition(random, true);
        DomainModel model = Egress.guarded(composition.model(random.nextInt(DEPTH), List.of(policy)), policy);
        Optional<DataClass> declared = anyClass(random);

        refused += outcome(model, of(declared)).equals(Reason.EGRESS.name()) ? 1 : 0;

        sent += composition.count();
        assertThat(composition.firstViolation(declared)).isEmpty();
    }

    @Property(tries = 1_000)
    void whatMayGoEverywhereIsAnsweredAsWithoutAPolicy(@ForAll Random random, @ForAll long seed) {
        EgressPolicy policy = random.nextInt(4) == 0 ? RandomPolicies.any(random) : wideOpen();
        int depth = random.nextInt(DEPTH);
        RandomComposition composition = new RandomComposition(new Random(seed), true);
        DomainModel model = Egress.guarded(composition.model(depth, List.of(policy)), policy);
        DomainModel same = new RandomComposition(new Random(seed), true).model(depth, List.of());
        Question question = of(anyClass(random));

        if (composition.isOpen()) {
            open++;
            assertThat(outcome(model, question))
                    .isEqualTo(outcome(same, question))
                    .isNotEqualTo(Reason.EGRESS.name());
        }
    }

    private static EgressPolicy wideOpen() {
        List<EgressRule> rules = new ArrayList<>();
        for (String pattern : List.of("*", "http://localhost:8000", "postgresql://db")) {
            rules.add(EgressRule.of(pattern, DataClass.RESTRICTED));
        }
        return new EgressPolicy(rules);
    }

    /** Else the properties would hold because nothing happens. */
    @AfterContainer
    static void bothSidesWereSeen() {
        assertThat(sent).isGreaterThan(200);
        assertThat(refused).isGreaterThan(200);
        assertThat(open).isGreaterThan(50);
    }

    @Test
    void aPolicyThatPermitsMoreThanItSaysIsCaught() {
        int caught = 0;
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            EgressPolicy said = RandomPolicies.any(random);
            RandomComposition composition = new RandomComposition(random, true);
            DomainModel model = Egress.guarded(composition.model(2, List.of(said)), raised(said));
            Optional<DataClass> declared = anyClass(random);

            outcome(model, of(declared));

            caught += composition.firstViolation(declared).isPresent() ? 1 : 0;
        }
        assertThat(caught).isGreaterThan(10);
    }

    @Test
    void aSourceThatDoesNotRaiseTheClassIsCaught() {
        int caught = 0;
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            EgressPolicy policy = RandomPolicies.any(random);
            RandomComposition composition = new RandomComposition(random, false);
            DomainModel model = Egress.guarded(composition.model(2, List.of(policy)), policy);

            outcome(model, of(Optional.of(DataClass.PUBLIC)));

            caught += composition.firstViolation(Optional.of(DataClass.PUBLIC)).isPresent() ? 1 : 0;
        }
        assertThat(caught).isGreaterThan(10);
    }

    private static EgressPolicy raised(EgressPolicy policy) {
        return new EgressPolicy(policy.rules().stream()
                .map(rule -> new EgressRule(
                        rule.to(),
                        rule.region(),
                        RandomPolicies.CLASSES.get(Math.min(
                                RandomPolicies.CLASSES.size() - 1, RandomPolicies.CLASSES.indexOf(rule.highest()) + 1)),
                        DataClass.RESTRICTED))
                .toList());
    }
}
