// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.reasoning;

import dev.tokka.AnswerForm;
import dev.tokka.DomainModel;
import dev.tokka.Question;
import dev.tokka.Specialization;
import dev.tokka.testkit.DomainModelContract;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;

class ReasoningContractTest {

    private static final DomainModel OTHER = Script.of("- Other?");

    interface Strategy extends DomainModelContract {

        Specialization strategy();

        Stream<Specialization> others();

        @Override
        default DomainModel model() {
            return new Thinker().with(strategy());
        }

        @Override
        default Stream<DomainModel> changedModels() {
            return Stream.concat(
                    Stream.of(OTHER.with(strategy()), new Thinker()),
                    others().map(strategy -> new Thinker().with(strategy)));
        }
    }

    @Nested
    class OfChainOfThought implements Strategy {

        @Override
        public Specialization strategy() {
            return Reasoning.chainOfThought();
        }

        @Override
        public Stream<Specialization> others() {
            return Stream.of(Reasoning.chainOfThought().repairs(0), Reasoning.decomposition());
        }
    }

    @Nested
    class OfChainOfThoughtInJapanese implements Strategy {

        @Override
        public Specialization strategy() {
            return Reasoning.chainOfThought().keepReasoning();
        }

        @Override
        public Stream<Specialization> others() {
            return Stream.of(Reasoning.chainOfThought().repairs(2));
        }

        @Override
        public Question question() {
            return Question.of("振込の手数料はいくらですか。");
        }
    }

    @Nested
    class OfDecomposition implements Strategy {

        @Override
        public Specialization strategy() {
            return Reasoning.decomposition();
        }

        @Override
        public Stream<Specialization> others() {
            return Stream.of(
                    Reasoning.decomposition().subQuestions(3),
                    Reasoning.decomposition().repairs(0),
                    Reasoning.decomposition().plannedBy(OTHER));
        }
    }

    @Nested
    class OfRevision implements Strategy {

        @Override
        public Specialization strategy() {
            return Reasoning.revision();
        }

        @Override
        public Stream<Specialization> others() {
            return Stream.of(
                    Reasoning.revision().rounds(2),
                    Reasoning.revision().repairs(0),
                    Reasoning.revision().criticizedBy(OTHER));
        }

        @Override
        public Question question() {
            return Question.of("Is it covered?").withForm(AnswerForm.oneOf("yes", "no", "open"));
        }
    }

    @Nested
    class OfVerification implements Strategy {

        @Override
        public Specialization strategy() {
            return Reasoning.verification();
        }

        @Override
        public Stream<Specialization> others() {
            return Stream.of(
                    Reasoning.verification().questions(3),
                    Reasoning.verification().repairs(0),
                    Reasoning.verification().plannedBy(OTHER),
                    Reasoning.verification().checkedBy(OTHER));
        }
    }
}
