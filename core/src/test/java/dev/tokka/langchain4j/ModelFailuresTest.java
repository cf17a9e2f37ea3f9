// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParseException;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.NonRetriableException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.UnresolvedModelServerException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.tokka.IncompleteAnswerException;
import dev.tokka.ModelException;
import dev.tokka.ModelUnavailableException;
import dev.tokka.ModelUnavailableException.Reason;
import dev.tokka.PolicyViolationException;
import dev.tokka.QuestionRejectedException;
import dev.tokka.langchain4j.http.TransportException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ModelFailuresTest {

    private static final String SECRET = "the key is sk-123";

    static Stream<Arguments> foreign() {
        return Stream.of(
                Arguments.of(new RateLimitException(SECRET), Reason.RATE_LIMITED),
                Arguments.of(new AuthenticationException(SECRET), Reason.CONFIGURATION),
                Arguments.of(new ModelNotFoundException(SECRET), Reason.CONFIGURATION),
                Arguments.of(new InternalServerException(SECRET), Reason.TEMPORARY),
                Arguments.of(new UnresolvedModelServerException(SECRET), Reason.TEMPORARY),
                Arguments.of(new dev.langchain4j.exception.TimeoutException(SECRET), Reason.TIMEOUT),
                Arguments.of(new SocketTimeoutException(SECRET), Reason.TIMEOUT),
                Arguments.of(new ConnectException(SECRET), Reason.TEMPORARY),
                Arguments.of(new JsonParseException(null, SECRET), Reason.PROTOCOL),
                Arguments.of(new IllegalStateException(SECRET), Reason.OTHER),
                Arguments.of(new OutOfMemoryError(SECRET), Reason.OTHER));
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void aForeignExceptionHasAReasonHoweverDeepItIsAndItsWordsAreNotRepeated(Throwable cause, Reason reason) {
        Throwable deep = new RuntimeException("outer", new RuntimeException("middle", cause));

        assertThat(ModelFailures.of(deep, "chat(x)"))
                .isInstanceOfSatisfying(ModelUnavailableException.class, failure -> {
                    assertThat(failure.reason()).isEqualTo(reason);
                    assertThat(failure.getMessage()).startsWith("chat(x): ").doesNotContain("sk-123");
                    assertThat(failure).hasCause(deep);
                });
    }

    @Test
    void whatTheModelCannotTakeIsRejected() {
        assertThat(Stream.of(
                        new InvalidRequestException(SECRET),
                        new ContentFilteredException(SECRET),
                        new UnsupportedFeatureException(SECRET)))
                .allSatisfy(cause -> assertThat(ModelFailures.of(cause, "chat"))
                        .isInstanceOf(QuestionRejectedException.class)
                        .hasMessageNotContaining("sk-123"));
    }

    @ParameterizedTest
    @CsvSource({
        "401, CONFIGURATION", "403, CONFIGURATION", "404, CONFIGURATION", "408, TEMPORARY", "429, RATE_LIMITED",
        "500, TEMPORARY", "502, TEMPORARY", "503, TEMPORARY", "504, TEMPORARY", "302, OTHER"
    })
    void aStatusHasAReason(int status, Reason reason) {
        assertThat(((ModelUnavailableException) ModelFailures.of(new HttpException(status, SECRET), "chat")).reason())
                .isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({"400", "413", "422"})
    void aStatusMayRejectTheQuestion(int status) {
        assertThat(ModelFailures.of(new HttpException(status, SECRET), "chat"))
                .isInstanceOf(QuestionRejectedException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "RATE_LIMITED, RATE_LIMITED",
        "TEMPORARY, TEMPORARY",
        "CONFIGURATION, CONFIGURATION",
        "PROTOCOL, PROTOCOL",
        "PROVIDER, PROVIDER",
        "STALLED, TIMEOUT",
        "TIMEOUT, TIMEOUT",
        "TOO_LARGE, TOO_LARGE",
        "INTERRUPTED, OTHER"
    })
    void aFailureOfTheTransportHasAReason(TransportException.Kind kind, Reason reason) {
        TransportException cause = new TransportException(kind, "what was seen");

        assertThat(ModelFailures.of(new RuntimeException(cause), "chat"))
                .hasMessage("chat: what was seen")
                .isInstanceOfSatisfying(
                        ModelUnavailableException.class,
                        failure -> assertThat(failure.reason()).isEqualTo(reason));
    }

    @Test
    void theTransportKnowsWhenToComeBackAndWhatWasCut() {
        Instant later = Instant.parse("2025-06-01T00:00:00Z");
        TransportException busy = new TransportException(TransportException.Kind.RATE_LIMITED, "busy", 429, later);
        TransportException cut = new TransportException(TransportException.Kind.CUT, "no end");

        assertThat(((ModelUnavailableException) ModelFailures.of(busy, "chat")).retryAt())
                .contains(later);
        assertThat(ModelFailures.of(new TransportException(TransportException.Kind.REJECTED, "too long"), "chat"))
                .isInstanceOf(QuestionRejectedException.class);
        assertThat(ModelFailures.of(cut, "chat")).isInstanceOf(IncompleteAnswerException.class);
        assertThat(ModelFailures.after("Nine", cut, "chat"))
                .isInstanceOfSatisfying(IncompleteAnswerException.class, failure -> {
                    assertThat(failure.reason()).isEqualTo(IncompleteAnswerException.Reason.CUT);
                    assertThat(failure.partialText()).isEqualTo("Nine");
                });
    }

    @ParameterizedTest
    @CsvSource({"STALLED, STALLED", "PROVIDER, PROVIDER", "TOO_LARGE, TOO_LARGE", "PROTOCOL, CUT", "TEMPORARY, CUT"})
    void afterSomeTextAnAnswerWasCutOff(TransportException.Kind kind, IncompleteAnswerException.Reason reason) {
        ModelException failure = ModelFailures.after("Nine", new TransportException(kind, "seen"), "chat");

        assertThat(failure)
                .isInstanceOfSatisfying(
                        IncompleteAnswerException.class,
                        cut -> assertThat(cut.reason()).isEqualTo(reason));
    }

    @Test
    void ourOwnFailuresStayWhatTheyAre() {
        PolicyViolationException policy = new PolicyViolationException("no");

        assertThat(ModelFailures.after("Nine", new RuntimeException(policy), "chat"))
                .isSameAs(policy);
    }

    @Test
    void aCircleOfCausesEnds() {
        RuntimeException outer = new RuntimeException("b");
        RuntimeException inner = new RuntimeException("c", outer);
        outer.initCause(inner);

        assertThat(ModelFailures.of(outer, "chat")).isInstanceOf(ModelUnavailableException.class);
    }

    @Test
    void oursBecomeWhatLangChain4jKnows() {
        assertThat(thrown(Reason.RATE_LIMITED)).isInstanceOf(RateLimitException.class);
        assertThat(thrown(Reason.TEMPORARY)).isInstanceOf(InternalServerException.class);
        assertThat(thrown(Reason.DEADLINE)).isInstanceOf(dev.langchain4j.exception.TimeoutException.class);
        assertThat(thrown(Reason.CONFIGURATION)).isInstanceOf(AuthenticationException.class);
        assertThat(thrown(Reason.PROTOCOL)).isInstanceOf(NonRetriableException.class);
        assertThat(LangChain4jFailures.of(new QuestionRejectedException("x")))
                .isInstanceOf(InvalidRequestException.class);
        assertThat(LangChain4jFailures.of(new PolicyViolationException("x"))).isInstanceOf(NonRetriableException.class);
        assertThatThrownBy(() -> {
                    throw LangChain4jFailures.of(new StackOverflowError());
                })
                .hasMessageContaining("StackOverflowError");
    }

    private static RuntimeException thrown(Reason reason) {
        ModelUnavailableException failure = new ModelUnavailableException(reason, "seen");
        RuntimeException thrown = LangChain4jFailures.of(failure);
        assertThat(thrown).hasCause(failure).hasMessage("seen");
        return thrown;
    }
}
