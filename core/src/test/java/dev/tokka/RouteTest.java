// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static dev.tokka.DomainModels.route;
import static dev.tokka.Scripted.failing;
import static dev.tokka.Scripted.replying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RouteTest {

    private static final Question QUESTION = Question.of("What does a transfer cost?");
    private static final DomainModel FEES = replying("Nothing.");
    private static final DomainModel CARDS = replying("Call the bank.");
    private static final DomainModel CLERK = replying("A colleague will call you back.");
    private static final Map<String, DomainModel> ROUTES = Map.of("fees", FEES, "cards", CARDS);
    private static final Router BY_WORD = question -> Route.to(question.text().contains("cost") ? "fees" : "elsewhere");

    @AfterEach
    void clearTheInterrupt() {
        Thread.interrupted();
    }

    static List<ModelException> passedOver() {
        return List.of(
                new ModelUnavailableException("busy"),
                new QuestionRejectedException("too long"),
                new IncompleteAnswerException(IncompleteAnswerException.Reason.CUT, "cut off", "With"));
    }

    @Test
    void theModelOfTheRouteAnswers() {
        Answer answer = route(BY_WORD, ROUTES).answer(QUESTION);

        assertThat(text(answer)).isEqualTo("Nothing.");
        assertThat(answer.trace().steps()).containsExactly(Step.of("route", Duration.ZERO, Map.of("to", "fees")));
    }

    @Test
    void withoutSuchARouteTheOtherModelAnswers() {
        Answer answer = route(BY_WORD, ROUTES, CLERK).answer("Where is my card?");

        assertThat(text(answer)).isEqualTo("A colleague will call you back.");
        assertThat(answer.trace().steps()).extracting(Step::details).containsExactly(Map.of("to", "otherwise"));
    }

    @Test
    void withoutSuchARouteAndAnotherModelTheCallFailsAndTellsNothingOfTheQuestion() {
        Router echoing = question -> Route.to(question.text());

        assertThatExceptionOfType(ModelUnavailableException.class)
                .isThrownBy(() -> route(echoing, ROUTES).answer(QUESTION))
                .withMessage("route: expected one of [cards, fees] from lambda but got another name")
                .returns(ModelUnavailableException.Reason.CONFIGURATION, ModelUnavailableException::reason);
    }

    @ParameterizedTest
    @MethodSource("passedOver")
    void aRouterThatFailsIsPassedOverIfThereIsAnotherModel(ModelException failure) {
        Router broken = question -> {
            throw failure;
        };

        Answer answer = route(broken, ROUTES, CLERK).answer(QUESTION);

        assertThat(text(answer)).isEqualTo("A colleague will call you back.");
        assertThat(answer.trace().steps()).extracting(Step::name).containsExactly("passed over", "route");
        assertThatThrownBy(() -> route(broken, ROUTES).answer(QUESTION)).isSameAs(failure);
    }

    @Test
    void thePolicyOfARouterIsNotRoutedAround() {
        PolicyViolationException refusal = new PolicyViolationException("advice policy");
        Router strict = question -> {
            throw refusal;
        };

        assertThatThrownBy(() -> route(strict, ROUTES, CLERK).answer(QUESTION)).isSameAs(refusal);
    }

    @Test
    void theFailureOfTheModelPropagates() {
        ModelUnavailableException busy = new ModelUnavailableException("busy");
        DomainModel model = route(BY_WORD, Map.of("fees", failing(busy)), CLERK);

        assertThatThrownBy(() -> model.answer(QUESTION)).isSameAs(busy);
    }

    @Test
    void whatTheRouterUsedIsInTheTrace() {
        Money cost = new Money(new BigDecimal("0.002"), Currency.getInstance("USD"));
        Step classified =
                new Step("classify", Duration.ofMillis(7), new TokenUsage(40, 1), Optional.of(cost), Map.of());
        Router dear = question -> new Route("fees", Trace.of(classified));

        Trace trace = route(dear, ROUTES).answer(QUESTION).trace();

        assertThat(trace.steps()).extracting(Step::name).containsExactly("classify", "route");
        assertThat(trace.usage()).isEqualTo(new TokenUsage(40, 1));
        assertThat(trace.cost()).containsEntry(cost.currency(), cost.amount());
    }

    @Test
    void theRouterHasNoSinkAndTheModelStreams() {
        Taken sink = new Taken();
        Router streaming = question -> {
            question.attributes().get(TokenSink.KEY).ifPresent(stream -> stream.token("fees"));
            return Route.to("fees");
        };

        route(streaming, ROUTES).answer(QUESTION.with(TokenSink.KEY, sink));

        assertThat(sink.calls()).containsExactly("Nothing.");
    }

    @Test
    void noModelIsAskedOnceTheThreadIsInterrupted() {
        Router interrupted = question -> {
            Thread.currentThread().interrupt();
            return Route.to("fees");
        };

        assertThatExceptionOfType(ModelUnavailableException.class)
                .isThrownBy(() -> route(interrupted, ROUTES).answer(QUESTION))
                .withMessage("route: the calling thread was interrupted");
    }

    @Test
    void theOrderOfTheMapDoesNotMatter() {
        Map<String, DomainModel> reversed = new LinkedHashMap<>();
        reversed.put("fees", FEES);
        reversed.put("cards", CARDS);

        assertThat(route(BY_WORD, reversed)).hasToString(route(BY_WORD, ROUTES).toString());
        assertThat(route(BY_WORD, reversed).describe())
                .isEqualTo(route(BY_WORD, ROUTES).describe());
    }

    @Test
    void itPrintsAndDescribesTheComposition() {
        DomainModel model = route(Router.byClassifier(replying("fees"), "fees", "cards"), ROUTES, CLERK);

        assertThat(model)
                .hasToString("route(classifier(fees, [fees, cards]), cards = Call the bank., fees = Nothing.,"
                        + " otherwise A colleague will call you back.)");
        assertThat(model.describe().parts())
                .extracting(part -> part.kind() + " " + part.name())
                .containsExactly("classifier ", "to cards", "to fees", "otherwise ");
        assertThat(model.describe().isOpaque()).isFalse();
        assertThat(route(BY_WORD, ROUTES).describe().isOpaque()).isTrue();
    }

    @Test
    void routesWithoutAModelOrANameAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> route(BY_WORD, Map.of()))
                .withMessage("route needs at least one route");
        assertThatIllegalArgumentException().isThrownBy(() -> route(BY_WORD, Map.of(" ", FEES)));
        assertThatIllegalArgumentException().isThrownBy(() -> Route.to(" "));
    }

    private static String text(Answer answer) {
        return answer.reply().orElseThrow().text();
    }
}
