// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import static dev.tokka.DomainModels.fallback;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.IncompleteAnswerException;
import dev.tokka.ModelUnavailableException;
import dev.tokka.Question;
import dev.tokka.TokenSink;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;

/** The combinators of core keep the contract if the models they are made of do. */
class FallbackContractTest {

    private static final DomainModel POLICY = new FaqModel("policy", "It covers water damage.");
    private static final DomainModel BRANCH = new FaqModel("branch", "Its manager.");
    private static final DomainModel CUT = new CutOff("It cov");

    @Nested
    class OfAModelThatReplies implements DomainModelContract {

        @Override
        public DomainModel model() {
            return fallback(POLICY, BRANCH);
        }

        @Override
        public Stream<DomainModel> changedModels() {
            return Stream.of(fallback(BRANCH, POLICY), fallback(POLICY), fallback(POLICY, BRANCH, BRANCH));
        }
    }

    @Nested
    class OfAModelThatStreamsBeforeItFails implements DomainModelContract {

        @Override
        public DomainModel model() {
            return CUT.orElse(POLICY);
        }

        @Override
        public Question otherQuestion() {
            return Question.of("Who wrote the policy?");
        }

        @Override
        public Stream<DomainModel> changedModels() {
            return Stream.of(POLICY, POLICY.orElse(CUT), new CutOff("It").orElse(POLICY));
        }
    }

    @Nested
    class OfModelsThatAbstain implements DomainModelContract {

        @Override
        public DomainModel model() {
            return fallback(CUT, fallback(BRANCH, CUT));
        }

        @Override
        public Question question() {
            return Question.of("How much is it?");
        }

        @Override
        public Stream<DomainModel> changedModels() {
            return Stream.of(fallback(CUT, BRANCH, CUT));
        }
    }

    @Nested
    class OfAModelThatWaits implements DomainModelContract {

        @Override
        public DomainModel model() {
            return fallback(new Waiting(), POLICY);
        }

        @Override
        public Stream<DomainModel> changedModels() {
            return Stream.of(fallback(POLICY, new Waiting()));
        }
    }

    /** A model that streams the beginning of a reply and never its end. */
    private record CutOff(String beginning) implements DomainModel {

        @Override
        public Answer answer(Question question) {
            question.attributes().get(TokenSink.KEY).ifPresent(sink -> sink.token(beginning));
            throw new IncompleteAnswerException(
                    IncompleteAnswerException.Reason.CUT, "cut off after one piece", beginning);
        }

        @Override
        public Description describe() {
            return Description.of("cut off", beginning);
        }
    }

    /** A model that is unavailable after a while, or once the thread is interrupted. */
    private record Waiting() implements DomainModel {

        @Override
        public Answer answer(Question question) {
            Waits.upTo(question, 50);
            throw new ModelUnavailableException("no connection within 50 ms");
        }

        @Override
        public Description describe() {
            return Description.of("waiting");
        }
    }
}
