// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.hosted;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tokka.finetune.training.job.TrainingException;
import dev.tokka.finetune.training.job.TrainingException.Reason;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One request to a provider and its end: JSON, or one typed failure within the time that it may take. */
final class Exchange {

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();
    private static final int WORDS = 300;

    private final HttpClient client;
    private final Provider provider;
    private final InstantSource clock;

    Exchange(HttpClient client, Provider provider, InstantSource clock) {
        this.client = client;
        this.provider = provider;
        this.clock = clock;
    }

    /**
     * Makes a request.
     *
     * @param request without key
     * @throws TrainingException with {@link Reason#UNAVAILABLE} if another attempt may do
     */
    JsonNode once(HttpRequest.Builder request) {
        HttpRequest sent = request.header(
                        "Authorization", "Bearer " + provider.key().get())
                .header("Accept", "application/json")
                .timeout(provider.timeout())
                .build();
        String where = sent.method() + " " + sent.uri().getPath();
        CompletableFuture<HttpResponse<byte[]>> response = client.sendAsync(sent, info -> new BoundedBody());
        try {
            return read(where, response.get(provider.timeout().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TrainingException(Reason.INTERRUPTED, where + ": the calling thread was interrupted", e);
        } catch (TimeoutException e) {
            throw new TrainingException(
                    Reason.UNAVAILABLE,
                    where + ": expected an answer within " + provider.timeout() + " but got none",
                    e);
        } catch (ExecutionException e) {
            throw failed(where, e.getCause() instanceof Exception cause ? cause : e);
        } finally {
            response.cancel(true); // closes the connection of one that has not ended
        }
    }

    private static TrainingException failed(String where, Exception cause) {
        if (cause instanceof BoundedBody.TooLongException) {
            return new TrainingException(Reason.PROTOCOL, where + ": " + cause.getMessage(), cause);
        }
        return cause instanceof IOException
                ? new TrainingException(Reason.UNAVAILABLE, where + ": the connection failed", cause)
                : new TrainingException(Reason.PROTOCOL, where + ": the answer is no HTTP", cause);
    }

    private JsonNode read(String where, HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status / 100 != 2) {
            throw refused(where, status, response);
        }
        String type = response.headers().firstValue("Content-Type").orElse("none");
        try {
            JsonNode json = JSON.readTree(response.body());
            if (json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException e) {
            throw new TrainingException(Reason.PROTOCOL, where + ": expected JSON but got other " + type);
        } catch (IOException e) {
            throw new TrainingException(Reason.PROTOCOL, where + ": expected JSON but got other " + type, e);
        }
        throw new TrainingException(Reason.PROTOCOL, where + ": expected a JSON object but got another " + type);
    }

    private TrainingException refused(String where, int status, HttpResponse<byte[]> response) {
        String message = where + ": expected success but got " + status + words(response.body());
        boolean later =
                status == 408 || status == 409 || status == 429 || status == 500 || (status >= 502 && status <= 504);
        if (!later) {
            return new TrainingException(Reason.REFUSED, message);
        }
        return response.headers()
                .firstValue("Retry-After")
                .flatMap(this::instant)
                .map(at -> TrainingException.unavailable(message, at))
                .orElseGet(() -> new TrainingException(Reason.UNAVAILABLE, message));
    }

    /** Returns what the provider says of an error, cut short; it is never the rows. */
    private static String words(byte[] body) {
        try {
            String text =
                    JSON.readTree(body).path("error").path("message").asText("").strip();
            return text.isEmpty() ? "" : ": " + text.substring(0, Math.min(text.length(), WORDS));
        } catch (IOException e) {
            return "";
        }
    }

    private Optional<Instant> instant(String retryAfter) {
        try {
            return Optional.of(
                    clock.instant().plus(Duration.ofSeconds(Math.min(Long.parseLong(retryAfter.strip()), 86_400))));
        } catch (NumberFormatException e) {
            try {
                return Optional.of(ZonedDateTime.parse(retryAfter.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant());
            } catch (DateTimeParseException otherwise) {
                return Optional.empty();
            }
        }
    }
}
