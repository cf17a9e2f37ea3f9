// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import static dev.tokka.DomainModels.cached;
import static dev.tokka.DomainModels.cascade;
import static dev.tokka.DomainModels.fallback;
import static dev.tokka.DomainModels.limited;
import static dev.tokka.DomainModels.observed;
import static dev.tokka.DomainModels.resilient;
import static dev.tokka.DomainModels.route;
import static dev.tokka.DomainModels.vote;

import dev.tokka.Acceptance;
import dev.tokka.Answer;
import dev.tokka.Caching;
import dev.tokka.Caller;
import dev.tokka.Deadline;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Limits;
import dev.tokka.Question;
import dev.tokka.Resilience;
import dev.tokka.Route;
import dev.tokka.Router;
import dev.tokka.Step;
import dev.tokka.TokenUsage;
import dev.tokka.Trace;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One call of a model that costs nothing, bare and behind ten decorators. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class DecoratorStackBenchmark {

    /** Whether the model is bare, or how the cache in the stack fares. */
    @Param({"BARE", "MISS", "HIT"})
    Stack stack = Stack.BARE;

    private DomainModel model = new Constant();
    private int number;

    /** What is called. */
    public enum Stack {
        /** The model alone. */
        BARE,
        /** Ten decorators; each question is a new one. */
        MISS,
        /** Ten decorators; the cache, the innermost of them, knows the answer. */
        HIT
    }

    /** Builds what is called. */
    @Setup
    public void build() {
        model = stack == Stack.BARE ? new Constant() : decorated(new Constant());
    }

    /** Asks once. */
    @Benchmark
    public Answer answer() {
        number = stack == Stack.HIT ? 0 : number + 1;
        return model.answer(Question.of("What does a transfer cost, for the " + number + "th time?")
                .with(Caller.KEY, CALLER)
                .with(Deadline.KEY, Deadline.after(Duration.ofSeconds(30))));
    }

    private static final Caller CALLER = Caller.of("ann");

    private static DomainModel decorated(DomainModel model) {
        Duration second = Duration.ofSeconds(1);
        Router router = question -> Route.to("fees");
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler(context -> true);

        DomainModel cached = cached(model, Caching.of(Duration.ofHours(1)));
        DomainModel resilient = resilient(cached, Resilience.DEFAULT.withTimeout(Duration.ofSeconds(10)));
        DomainModel fallback = fallback(resilient, model);
        DomainModel routed = route(router, Map.of("fees", fallback, "cards", model));
        DomainModel cascade = cascade(routed, model, Acceptance.confidence(0.5));
        DomainModel vote = vote(List.of(cascade));
        DomainModel observed = observed(vote, registry);
        DomainModel perCaller = limited(
                observed, Limits.NONE.withRate(1_000_000, Duration.ofMillis(1)).withTokens(Long.MAX_VALUE, second));
        DomainModel overall =
                limited(perCaller, Limits.NONE.withPlaces(8, second).forAll());
        return observed(overall, ObservationRegistry.NOOP);
    }

    /** A model that always says the same. */
    private record Constant() implements DomainModel {

        private static final Description DESCRIPTION = Description.of("constant");
        private static final Answer ANSWER = new Answer.Reply(
                "Nothing within the country.",
                List.of(),
                OptionalDouble.of(0.9),
                Trace.of(new Step(
                        "write",
                        Duration.ofMillis(3),
                        new TokenUsage(40, 7),
                        Optional.empty(),
                        Map.of("model", "small"))));

        @Override
        public Answer answer(Question question) {
            return ANSWER;
        }

        @Override
        public Description describe() {
            return DESCRIPTION;
        }
    }
}
