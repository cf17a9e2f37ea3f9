// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import static dev.tokka.DomainModels.cached;
import static dev.tokka.DomainModels.cascade;
import static dev.tokka.DomainModels.cleared;
import static dev.tokka.DomainModels.limited;
import static dev.tokka.DomainModels.observed;
import static dev.tokka.DomainModels.resilient;
import static dev.tokka.DomainModels.route;
import static dev.tokka.DomainModels.selfConsistent;
import static dev.tokka.DomainModels.vote;

import dev.tokka.Acceptance;
import dev.tokka.Agreement;
import dev.tokka.Answer;
import dev.tokka.AnswerForm;
import dev.tokka.Caching;
import dev.tokka.DataClass;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.IncompleteAnswerException;
import dev.tokka.Limits;
import dev.tokka.ModelUnavailableException;
import dev.tokka.Question;
import dev.tokka.Resilience;
import dev.tokka.Router;
import dev.tokka.Sampling;
import dev.tokka.TokenSink;
import dev.tokka.Voting;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;

/** The combinators of core keep the contract if the models they are made of do. */
class CombinatorContractTest {

    private static final DomainModel POLICY = new FaqModel("policy", "It covers water damage.");
    private static final DomainModel BRANCH = new FaqModel("branch", "Its manager.");
    private static final DomainModel NEITHER = new FaqModel("unicorn", "There are none.");
    private static final Duration HOUR = Duration.ofHours(1);

    @Nested
    class OfRoutes implements DomainModelContract {

        private final Router router = Router.byClassifier(new Classifier(), "policy", "branch");

        @Override
        public DomainModel model() {
            return route(router, Map.of("policy", POLICY, "branch", BRANCH), NEITHER);
        }

        @Override
        public Stream<DomainModel> changedModels() {
            return Stream.of(
                    route(router, Map.of("policy", BRANCH, "branch", POLICY), NEITHER),
                    route(router, Map.of("policy", POLICY, "branch", BRANCH), POLICY),
                    route(router, Map.of("policy", POLICY, "branch", BRANCH)),
                    route(
                            Router.byClassifier(new Classifier(), "branch", "policy"),
                            Map.of("policy", POLICY),
                            NEITHER));
        }
    }

    @Nested
    class OfCascades implements DomainModelContract {

        @Override
        public DomainModel model() {
            return cascade(POLICY, BRANCH, Acceptance.confidence(0)).orElse(cascade(POLICY, BRANCH, anyReply()));
        }

        private static Acceptance anyReply() {
            return Acceptance.grounding(0);
        }

        @Override
        public Stream<DomainModel> changedModels() {
            return Stream.of(
                    cascade(POLICY, BRANCH, Acceptance.confidence(0)),
                    cascade(BRANCH, POLICY, anyReply()),
                    cascade(POLICY, BRANCH, Acceptance.grounding(0.1)));
        }
    }

    @Nested
    class OfVotes implements DomainModelContract {

        @Override
        public DomainModel model() {
            return vote(List.of(POLICY, BRANCH, POLICY));
        }

        @Override
        public Stream<DomainModel> changedModels() {
            Agreement exact = text -> text;
            return Stream.of(
                    vote(List.of(POLICY, POLICY, BRANCH)),
                    vote(List.of(POLICY, BRANCH, POLICY), Voting.MOST.withQuorum(2)),
                    vote(List.of(POLICY, BRANCH, POLICY), Voting.MOST.withAgreement(exact)));
        }
    }

    @Nested
    class OfVotesAtOnce implements DomainModelContract {

        private static final ExecutorService EXECUTOR = Executors.newFixedThreadPool(2, task -> {
            Thread thread = new Thread(task, "vote");
            thread.setDaemon(true);
            return thread;
        });

        @AfterAll
        static void close() {
            EXECUTOR.shutdownNow();
        }

        @Override
        public DomainModel model() {
            DomainModel waits = new Waiting(30, POLICY);
            return vote(List.of(waits, waits, waits), Voting.MOST.withExecutor(EXECUTOR));
        }
    }

    @Nested
    class OfSamples implements DomainModelContract {

        @Override
        public DomainModel model() {
            return selfConsistent(POLICY, 3);
        }

        @Override
        public Stream<DomainModel> changedModels() {
            Sampling three = Sampling.of(3);
            return Stream.of(
                    selfConsistent(POLICY, 5),
                    selfConsistent(BRANCH, 3),
                    selfConsistent(POLICY, three.withTemperature(1), Voting.MOST),
                    selfConsistent(POLICY, three.withSeed(1), Voting.MOST),
                    selfConsistent(POLICY, three, Voting.MOST.withQuorum(2)));
        }
    }

    @Nested
    class OfACache implements DomainModelContract {

        @Override
        public DomainModel model() {
            return cached(POLICY, Caching.of(HOUR));
        }

        @Override
        public Stream<DomainModel> changedModels() {
            return Stream.of(
                    POLICY,
                    cached(BRANCH, Caching.of(HOUR)),
                    cached(POLICY, Caching.of(HOUR).withoutAbstentions()),
                    cached(POLICY, Caching.of(HOUR.plusMinutes(1))),
                    cached(POLICY, Caching.of(HOUR).withSimilar(text -> new float[1], 0.9)));
        }
    }

    @Nested
    class OfACacheOfAModelThatTakesAWhile implements DomainModelContract {

        @Override
        public DomainModel model() {
            return cached(new Waiting(60, POLICY), Caching.of(HOUR));
        }
    }

    @Nested
    class OfLimits implements DomainModelContract {

        private final Limits limits =
                Limits.NONE.withPlaces(2, HOUR).withRate(1_000, HOUR).withTokens(1_000_000, HOUR);

        @Override
        public DomainModel model() {
            return limited(new Waiting(5, POLICY), limits);
        }

        @Override
        public Stream<DomainModel> changedModels() {
            DomainModel model = new Waiting(5, POLICY);
            return Stream.of(
                    limited(model, limits.withPlaces(3, HOUR)),
                    limited(model, limits.withRate(1_001, HOUR)),
                    limited(model, limits.withTokens(1_000_001, HOUR)),
                    limited(model, limits.forAll()),
                    limited(model, limits.withMaxCallers(7)));
        }
    }

    @Nested
    class OfAResilientModel implements DomainModelContract {

        private final Resilience resilience = Resilience.NONE
                .withTimeout(Duration.ofSeconds(30))
                .withRetry(3, Duration.ofMillis(2), Duration.ofSeconds(1))
                .withCircuit(1_000, 1, Duration.ofSeconds(1));

        @Override
        public DomainModel model() {
            return resilient(new EverySecondCut(POLICY), resilience);
        }

        @Override
        public Stream<DomainModel> changedModels() {
            DomainModel model = new EverySecondCut(POLICY);
            return Stream.of(
                    resilient(model, Resilience.NONE),
                    resilient(model, resilience.withTimeout(Duration.ofSeconds(29))),
                    resilient(model, resilience.withRetry(4, Duration.ofMillis(2), Duration.ofSeconds(1))),
                    resilient(model, resilience.withCircuit(999, 1, Duration.ofSeconds(1))));
        }

        /** Two calls by turns may both be cut three times by those of other threads. */
        @Override
        public boolean repeatable() {
            return false;
        }
    }

    @Nested
    class OfAModelThatRestsBetweenAttempts implements DomainModelContract {

        @Override
        public DomainModel model() {
            Duration rest = Duration.ofMillis(100);
            return resilient(new Busy(), Resilience.NONE.withRetry(3, rest, rest))
                    .orElse(POLICY);
        }
    }

    @Nested
    class OfAClearedModel implements DomainModelContract {

        @Override
        public DomainModel model() {
            return cleared(POLICY, DataClass.RESTRICTED);
        }

        @Override
        public Stream<DomainModel> changedModels() {
            return Stream.of(cleared(POLICY, DataClass.CONFIDENTIAL), cleared(BRANCH, DataClass.RESTRICTED));
        }
    }

    @Nested
    class OfAnObservedModel implements DomainModelContract {

        @Override
        public DomainModel model() {
            ObservationRegistry registry = ObservationRegistry.create();
            registry.observationConfig().observationHandler(context -> true);
            return observed(POLICY, registry);
        }

        @Override
        public Stream<DomainModel> changedModels() {
            return Stream.of(observed(BRANCH, ObservationRegistry.NOOP));
        }
    }

    /** A classifier that goes by a word, and cannot decide without it. */
    private record Classifier() implements DomainModel {

        @Override
        public Answer answer(Question question) {
            question.checkpoint("classifier");
            return question.form() instanceof AnswerForm.OneOf labels
                    ? labels.labels().stream()
                            .filter(question.text()::contains)
                            .findFirst()
                            .<Answer>map(Answer::reply)
                            .orElse(Answer.abstain("neither"))
                    : Answer.abstain("no labels");
        }

        @Override
        public Description describe() {
            return Description.of("classifier");
        }
    }

    /** A model that takes a while. */
    private record Waiting(long millis, DomainModel model) implements DomainModel {

        @Override
        public Answer answer(Question question) {
            Waits.upTo(question, millis);
            return model.answer(question);
        }

        @Override
        public Description describe() {
            return Description.of("waiting").with("millis", millis).withPart(model.describe());
        }
    }

    /** A model that is cut off at its first call, its third, and so on. */
    private static final class EverySecondCut implements DomainModel {

        private final DomainModel model;
        private final AtomicInteger calls = new AtomicInteger();

        EverySecondCut(DomainModel model) {
            this.model = model;
        }

        @Override
        public Answer answer(Question question) {
            question.checkpoint("cut");
            if (calls.getAndIncrement() % 2 == 0) {
                question.attributes().get(TokenSink.KEY).ifPresent(sink -> sink.token("It cov"));
                throw new IncompleteAnswerException(IncompleteAnswerException.Reason.CUT, "cut off", "It cov");
            }
            return model.answer(question);
        }

        @Override
        public Description describe() {
            return Description.of("every second cut").withPart(model.describe());
        }
    }

    /** A model that is always overloaded. */
    private record Busy() implements DomainModel {

        @Override
        public Answer answer(Question question) {
            question.checkpoint("busy");
            throw new ModelUnavailableException(ModelUnavailableException.Reason.TEMPORARY, "overloaded");
        }

        @Override
        public Description describe() {
            return Description.of("busy");
        }
    }
}
