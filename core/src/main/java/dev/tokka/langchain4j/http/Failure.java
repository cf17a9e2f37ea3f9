// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j.http;

import dev.tokka.langchain4j.http.TransportException.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Why an attempt gave no answer.
 *
 * @param kind how it ended
 * @param what for the message
 * @param status what the provider answered with; 0 if that is not the reason
 * @param retryAt when the provider wants to be asked again
 * @param worthRetrying whether another attempt may help
 */
record Failure(Kind kind, String what, int status, Optional<Instant> retryAt, boolean worthRetrying) {

    /** Returns what {@code thrown}, before a response began, says. */
    static Failure before(Throwable thrown, HttpLimits limits) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (cause instanceof HttpConnectTimeoutException) {
            return of(Kind.TEMPORARY, "no connection within " + limits.connectTimeout(), false);
        }
        if (cause instanceof ConnectException) {
            return cause.getCause() instanceof UnresolvedAddressException
                    ? of(Kind.CONFIGURATION, "the host is unknown", false)
                    : of(Kind.TEMPORARY, "the connection was refused", true);
        }
        if (cause instanceof SSLHandshakeException || cause instanceof SSLPeerUnverifiedException) {
            return of(Kind.CONFIGURATION, "no secure connection: " + cause.getMessage(), false);
        }
        if (cause instanceof IOException && !(cause instanceof ProtocolException)) {
            return of(Kind.TEMPORARY, "the connection broke before the answer began", true);
        }
        return of(
                Kind.PROTOCOL,
                "expected an HTTP response but saw none: " + cause.getClass().getName(),
                false);
    }

    /** Returns what a status other than success says. */
    static Failure of(int status, String words, Optional<Instant> retryAt) {
        Kind kind = switch (status) {
            case 429 -> Kind.RATE_LIMITED;
            case 401, 402, 403, 404, 405, 407, 410, 421, 426 -> Kind.CONFIGURATION;
            case 408, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529 -> Kind.TEMPORARY;
            default -> status / 100 == 4 ? Kind.REJECTED : Kind.PROVIDER;
        };
        return new Failure(kind, "status " + status + words, status, retryAt, RetryPolicy.worthRetrying(status));
    }

    /** Returns that a redirect was not followed. */
    static Failure redirect(int status, String what) {
        return new Failure(Kind.CONFIGURATION, what, status, Optional.empty(), false);
    }

    /** Returns this failure as it is thrown. */
    TransportException toException(String where, String often) {
        return new TransportException(kind, where + ": " + what + often, status, retryAt.orElse(null));
    }

    private static Failure of(Kind kind, String what, boolean worthRetrying) {
        return new Failure(kind, what, 0, Optional.empty(), worthRetrying);
    }
}
