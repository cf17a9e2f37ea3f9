// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.micrometer.observation.ObservationRegistry;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the package says of references: never {@code null}, and refused where one is passed. */
@SuppressWarnings("NullAway")
class NullsTest {

    private static final Span SPAN = new Span(0, 5);
    private static final Source SOURCE = new Source("fees.md", List.of(), SPAN);
    private static final Question QUESTION = Question.of("How much?");
    private static final Description CHAT = Description.of("chat");
    private static final DomainModel MODEL = Scripted.replying("Yes.");
    private static final Key<String> KEY = new Key<>("tenant", String.class);

    @ParameterizedTest
    @MethodSource({"values", "questions", "answers", "descriptions", "models", "combinators", "options"})
    void nullIsRefused(ThrowingCallable call) {
        assertThatNullPointerException().isThrownBy(call);
    }

    static Stream<Named<ThrowingCallable>> values() {
        return Stream.of(
                call("source: document", () -> new Source(null, List.of(), SPAN)),
                call("source: headings", () -> new Source("fees.md", null, SPAN)),
                call("source: span", () -> new Source("fees.md", List.of(), null)),
                call("span: text", () -> SPAN.of(null)),
                call("passage: source", () -> new Passage("fees#1", "Free.", null, 1)),
                call("turn: speaker", () -> new Turn(null, "Hello.")),
                call("money: amount", () -> new Money(null, Currency.getInstance("JPY"))),
                call("money: currency", () -> new Money(BigDecimal.ONE, null)),
                call("deadline: at", () -> new Deadline(null, InstantSource.system())),
                call("deadline: clock", () -> new Deadline(Instant.EPOCH, null)),
                call("deadline: attributes", () -> Deadline.check(null, "encoder")),
                call("key: type", () -> new Key<String>("tenant", null)),
                call("attributes: values", () -> new Attributes(null)),
                call("attributes: get", () -> Attributes.NONE.get(null)),
                call("attributes: with key", () -> Attributes.NONE.with(null, "acme")),
                call("attributes: with value", () -> Attributes.NONE.with(KEY, null)),
                call("attributes: without", () -> Attributes.NONE.without(null)),
                call("exception: message", () -> new ModelUnavailableException(null)),
                call(
                        "exception: partial text",
                        () -> new IncompleteAnswerException(IncompleteAnswerException.Reason.CUT, "cut off", null)),
                call("checks: text", () -> Checks.requireText(null, "id")));
    }

    static Stream<Named<ThrowingCallable>> questions() {
        return Stream.of(
                call("question: text", () -> Question.of(null)),
                call("question: history", () -> QUESTION.plusHistory(Collections.singletonList(null))),
                call("question: instructions", () -> QUESTION.plusInstructions(Arrays.asList("Cite.", null))),
                call("question: examples", () -> QUESTION.plusExamples(null)),
                call("question: evidence", () -> QUESTION.plusEvidence(Collections.singletonList(null))),
                call("question: form", () -> QUESTION.withForm(null)),
                call("question: attributes", () -> QUESTION.withAttributes(null)),
                call("query: attributes", () -> new Query("How much?", 3, null)),
                call("form: labels", () -> new AnswerForm.OneOf(Arrays.asList("yes", null))));
    }

    static Stream<Named<ThrowingCallable>> answers() {
        OptionalDouble unknown = OptionalDouble.empty();
        return Stream.of(
                call("reply: text", () -> Answer.reply(null)),
                call("reply: citations", () -> new Answer.Reply("Yes.", null, unknown, Trace.EMPTY)),
                call("reply: confidence", () -> new Answer.Reply("Yes.", List.of(), null, Trace.EMPTY)),
                call("reply: trace", () -> new Answer.Reply("Yes.", List.of(), unknown, null)),
                call("abstention: trace", () -> new Answer.Abstention("not in the FAQ", null)),
                call("citation: claim", () -> new Citation(1, null, SOURCE, "Free.", 1)),
                call("citation: source", () -> new Citation(1, SPAN, null, "Free.", 1)),
                call("trace: steps", () -> Trace.of((Step) null)),
                call("step: duration", () -> Step.of("retrieve", null, Map.of())),
                call("step: usage", () -> new Step("write", Duration.ZERO, null, Optional.empty(), Map.of())),
                call("step: cost", () -> new Step("write", Duration.ZERO, TokenUsage.NONE, null, Map.of())),
                call("step: a detail", () -> Step.of("write", Duration.ZERO, Collections.singletonMap("id", null))));
    }

    static Stream<Named<ThrowingCallable>> descriptions() {
        Map<String, String> nullValue = Collections.singletonMap("limit", null);
        return Stream.of(
                call("kind", () -> Description.of(null)),
                call("name", () -> Description.of("chat", null)),
                call("property", () -> CHAT.with(null, 1)),
                call("value", () -> CHAT.with("limit", null)),
                call("a value in the map", () -> new Description("chat", "", nullValue, List.of())),
                call("part", () -> CHAT.withPart(null)),
                call("opaque thing", () -> Description.opaque(null)));
    }

    static Stream<Named<ThrowingCallable>> models() {
        return Stream.of(
                call("fallback: models", () -> DomainModels.fallback((DomainModel[]) null)),
                call("fallback: a model", () -> DomainModels.fallback(MODEL, null)),
                call("orElse", () -> MODEL.orElse(null)),
                call("with", () -> MODEL.with(null)),
                call("answer", () -> MODEL.answer((String) null)),
                call("andThen", () -> Specialization.none().andThen(null)),
                call("none", () -> Specialization.none().specialize(null)));
    }

    static Stream<Named<ThrowingCallable>> combinators() {
        Router router = question -> Route.to("it");
        Acceptance acceptance = Acceptance.confidence(0.5);
        Map<String, DomainModel> routes = Map.of("it", MODEL);
        Map<String, DomainModel> nullModel = Collections.singletonMap("it", null);
        return Stream.of(
                call("route: router", () -> DomainModels.route(null, routes)),
                call("route: routes", () -> DomainModels.route(router, null)),
                call("route: a model", () -> DomainModels.route(router, nullModel)),
                call("route: otherwise", () -> DomainModels.route(router, routes, null)),
                call(
                        "route: no route",
                        () -> DomainModels.route(question -> null, routes).answer(QUESTION)),
                call("classifier: model", () -> Router.byClassifier(null, "yes", "no")),
                call("classifier: a label", () -> Router.byClassifier(MODEL, "yes", null)),
                call("score: retriever", () -> Router.byScore(null, 0, "a", "b")),
                call("score: above", () -> Router.byScore(query -> List.of(), 0, null, "b")),
                call("score: below", () -> Router.byScore(query -> List.of(), 0, "a", null)),
                call("examples: embedder", () -> Router.byExamples(null, 1, List.of(new Example("a", "b")))),
                call("examples: list", () -> Router.byExamples(text -> new float[1], 1, null)),
                call("cascade: cheap", () -> DomainModels.cascade(null, MODEL, acceptance)),
                call("cascade: dear", () -> DomainModels.cascade(MODEL, null, acceptance)),
                call("cascade: acceptance", () -> DomainModels.cascade(MODEL, MODEL, null)),
                call("vote: models", () -> DomainModels.vote(null)),
                call("vote: a model", () -> DomainModels.vote(Collections.singletonList(null))),
                call("vote: voting", () -> DomainModels.vote(List.of(MODEL), null)),
                call("samples: model", () -> DomainModels.selfConsistent(null, 3)),
                call("samples: sampling", () -> DomainModels.selfConsistent(MODEL, null, Voting.MOST)),
                call("samples: voting", () -> DomainModels.selfConsistent(MODEL, Sampling.of(3), null)),
                call("cached: model", () -> DomainModels.cached(null, Caching.of(Duration.ofDays(1)))),
                call("cached: caching", () -> DomainModels.cached(MODEL, null)),
                call("limited: model", () -> DomainModels.limited(null, Limits.NONE)),
                call("limited: limits", () -> DomainModels.limited(MODEL, null)),
                call("cleared: model", () -> DomainModels.cleared(null, DataClass.PUBLIC)),
                call("cleared: highest", () -> DomainModels.cleared(MODEL, null)),
                call("resilient: model", () -> DomainModels.resilient(null, Resilience.NONE)),
                call("resilient: resilience", () -> DomainModels.resilient(MODEL, null)),
                call("observed: model", () -> DomainModels.observed(null, ObservationRegistry.NOOP)),
                call("observed: registry", () -> DomainModels.observed(MODEL, (ObservationRegistry) null)),
                call("observed: observing", () -> DomainModels.observed(MODEL, (Observing) null)));
    }

    static Stream<Named<ThrowingCallable>> options() {
        Duration day = Duration.ofDays(1);
        Caching caching = Caching.of(day);
        return Stream.of(
                call("route: name", () -> Route.to(null)),
                call("route: trace", () -> new Route("it", null)),
                call("voting: agreement", () -> Voting.MOST.withAgreement(null)),
                call("voting: executor", () -> Voting.MOST.withExecutor(null)),
                call("caching: time to live", () -> Caching.of(null)),
                call("caching: embedder", () -> caching.withSimilar(null, 0.9)),
                call("caching: clock", () -> caching.withClock(null)),
                call("limits: wait", () -> Limits.NONE.withPlaces(1, null)),
                call("limits: period of a rate", () -> Limits.NONE.withRate(1, null)),
                call("limits: period of tokens", () -> Limits.NONE.withTokens(1, null)),
                call("limits: money", () -> Limits.NONE.withMoney(null, day)),
                call("limits: budget", () -> Limits.NONE.withBudget(null)),
                call("limits: clock", () -> Limits.NONE.withClock(null)),
                call("resilience: timeout", () -> Resilience.NONE.withTimeout(null)),
                call("resilience: first wait", () -> Resilience.NONE.withRetry(1, null, day)),
                call("resilience: longest wait", () -> Resilience.NONE.withRetry(1, day, null)),
                call("resilience: pause", () -> Resilience.NONE.withCircuit(1, 1, null)),
                call("resilience: clock", () -> Resilience.NONE.withClock(null)),
                call("resilience: random", () -> Resilience.NONE.withRandom(null)),
                call("observing: registry", () -> Observing.by(null)));
    }

    private static Named<ThrowingCallable> call(String name, ThrowingCallable call) {
        return Named.of(name, call);
    }
}
