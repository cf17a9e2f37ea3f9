// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.langchain4j.http.TransportException.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailureTest {

    @ParameterizedTest
    @MethodSource("failures")
    void theKindTellsWhatToDo(Throwable thrown, Kind kind, boolean worthRetrying, String what) {
        Failure failure = Failure.before(thrown, HttpLimits.DEFAULT);

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.worthRetrying()).isEqualTo(worthRetrying);
        assertThat(failure.what()).isEqualTo(what);
        assertThat(Failure.before(new CompletionException(thrown), HttpLimits.DEFAULT))
                .isEqualTo(failure);
    }

    static Stream<Arguments> failures() {
        Throwable unknownHost = new ConnectException().initCause(new UnresolvedAddressException());
        return Stream.of(
                Arguments.of(
                        new HttpConnectTimeoutException("slow"), Kind.TEMPORARY, false, "no connection within PT10S"),
                Arguments.of(new ConnectException("no"), Kind.TEMPORARY, true, "the connection was refused"),
                Arguments.of(unknownHost, Kind.CONFIGURATION, false, "the host is unknown"),
                Arguments.of(
                        new SSLHandshakeException("PKIX"), Kind.CONFIGURATION, false, "no secure connection: PKIX"),
                Arguments.of(
                        new SSLException("closed"),
                        Kind.TEMPORARY,
                        true,
                        "the connection broke before the answer began"),
                Arguments.of(
                        new IOException("reset"), Kind.TEMPORARY, true, "the connection broke before the answer began"),
                Arguments.of(
                        new ProtocolException("?"),
                        Kind.PROTOCOL,
                        false,
                        "expected an HTTP response but saw none: java.net.ProtocolException"));
    }

    @Test
    void noCauseIsKept() { // LangChain4j looks for the root cause, and would make another exception of some
        TransportException failure =
                Failure.before(new ConnectException("no"), HttpLimits.DEFAULT).toException("GET http://a", "");

        assertThat(failure)
                .hasMessage("GET http://a: the connection was refused")
                .hasNoCause();
    }
}
