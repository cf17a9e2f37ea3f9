// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static dev.tokka.AnyModel.outcome;
import static dev.tokka.DomainModels.fallback;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The laws of composition, over models that reply, abstain, fail, stream before it and take too long. */
class CompositionLawsTest {

    @Property(tries = 3000)
    void groupingOfFallbacksDoesNotMatter(
            @ForAll("models") DomainModel a, @ForAll("models") DomainModel b, @ForAll("models") DomainModel c) {
        AnyModel.Outcome flat = outcome(fallback(a, b, c));

        assertThat(outcome(fallback(a, fallback(b, c)))).isEqualTo(flat);
        assertThat(outcome(fallback(fallback(a, b), c))).isEqualTo(flat);
        assertThat(outcome(a.orElse(b).orElse(c))).isEqualTo(flat);
    }

    @Property
    void aFallbackOfOneModelAnswersLikeIt(@ForAll("models") DomainModel model) {
        assertThat(outcome(fallback(model)).ending()).isEqualTo(outcome(model).ending());
    }

    @Property(tries = 3000)
    void theSinkHoldsTheReplyOrNothing(
            @ForAll("models") DomainModel a, @ForAll("models") DomainModel b, @ForAll("models") DomainModel c) {
        AnyModel.Outcome outcome = outcome(fallback(a, b, c));

        outcome.reply().ifPresent(text -> assertThat(outcome.streamed()).isEqualTo(text));
        outcome.abstention().ifPresent(reason -> assertThat(outcome.streamed()).isEmpty());
    }

    @Property
    void theDescriptionOfAFallbackIsMadeOfThoseOfItsModels(
            @ForAll("models") DomainModel a, @ForAll("models") DomainModel b) {
        Description whole = fallback(a, b).describe();

        assertThat(whole.parts()).containsExactly(a.describe(), b.describe());
        assertThat(whole.equals(fallback(b, a).describe()))
                .isEqualTo(a.describe().equals(b.describe()));
    }

    @Property
    void noneChangesNothing(
            @ForAll("specializations") Specialization specialization, @ForAll("models") DomainModel base) {
        DomainModel expert = base.with(specialization);

        assertAlike(base.with(Specialization.none().andThen(specialization)), expert);
        assertAlike(base.with(specialization.andThen(Specialization.none())), expert);
        assertThat(base.with(Specialization.none())).isSameAs(base);
    }

    @Property
    void groupingOfSpecializationsDoesNotMatter(
            @ForAll("specializations") Specialization a,
            @ForAll("specializations") Specialization b,
            @ForAll("specializations") Specialization c) {
        DomainModel base = question -> Answer.reply(String.join(" ", question.instructions()));

        assertAlike(base.with(a.andThen(b).andThen(c)), base.with(a.andThen(b.andThen(c))));
        assertAlike(base.with(a.andThen(b).andThen(c)), base.with(a).with(b).with(c));
    }

    @Property
    void theDescriptionOfAnExpertHoldsThatOfItsBase(
            @ForAll("specializations") Specialization a,
            @ForAll("specializations") Specialization b,
            @ForAll("models") DomainModel base) {
        Description expert = base.with(a.andThen(b)).describe();

        assertThat(expert.parts()).hasSize(1);
        assertThat(expert.parts().get(0).parts()).containsExactly(base.describe());
    }

    @Provide
    Arbitrary<DomainModel> models() {
        return AnyModel.models();
    }

    @Provide
    Arbitrary<Specialization> specializations() {
        return Arbitraries.of("Be brief.", "Be polite.", "Cite.").map(Told::with);
    }

    private static void assertAlike(DomainModel actual, DomainModel expected) {
        assertThat(outcome(actual)).isEqualTo(outcome(expected));
        assertThat(actual.describe()).isEqualTo(expected.describe());
    }

    /** A model that is told something before it is asked. */
    private record Told(String instruction, DomainModel base) implements DomainModel {

        static Specialization with(String instruction) {
            return base -> new Told(instruction, base);
        }

        @Override
        public Answer answer(Question question) {
            return base.answer(question.plusInstructions(List.of(instruction)));
        }

        @Override
        public Description describe() {
            return Description.of("told", instruction).withPart(base.describe());
        }
    }
}
