// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.hosted;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.finetune.training.job.TrainingException;
import dev.tokka.finetune.training.job.TrainingException.Reason;
import dev.tokka.finetune.training.job.TrainingFile;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The calls of the API. What makes something at the provider is never just repeated: whether it was made is looked up before.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/fine-tuning">OpenAI: fine-tuning</a>
 */
final class FineTuningApi {

    private static final int MOST_PAGES = 100;

    private final Exchange exchange;
    private final Provider provider;
    private final InstantSource clock;

    FineTuningApi(Exchange exchange, Provider provider, InstantSource clock) {
        this.exchange = exchange;
        this.provider = provider;
        this.clock = clock;
    }

    /** Returns the id of {@code file} at the provider, where it is uploaded unless it is there. */
    String fileOf(TrainingFile file, String name) {
        Predicate<JsonNode> same = each -> each.path("filename").asText().equals(name)
                && each.path("bytes").asLong() == file.bytes()
                && !each.path("status").asText().equals("error");
        return made(
                () -> find("/files?purpose=fine-tune", same),
                () -> exchange.once(new Upload(file, name).request(provider)),
                "file");
    }

    /** Returns the id of the job that {@code wanted} describes, which is created unless it is there. */
    String jobOf(ObjectNode wanted, String plan) {
        Predicate<JsonNode> same =
                each -> each.path("metadata").path("tokka-plan").asText().equals(plan);
        return made(
                () -> find("/fine_tuning/jobs", same),
                () -> exchange.once(HttpRequest.newBuilder(provider.at("/fine_tuning/jobs"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(wanted.toString()))),
                "job");
    }

    private String made(Supplier<Optional<JsonNode>> find, Supplier<JsonNode> make, String what) {
        return repeated(() -> find.get().orElseGet(make)).path("id").asText("").transform(id -> {
            if (id.isEmpty()) {
                throw new TrainingException(Reason.PROTOCOL, "expected the id of a " + what + " but there is none");
            }
            return id;
        });
    }

    JsonNode job(String id) {
        return get("/fine_tuning/jobs/" + encoded(id));
    }

    JsonNode cancel(String id) {
        return repeated(
                () -> exchange.once(HttpRequest.newBuilder(provider.at("/fine_tuning/jobs/" + encoded(id) + "/cancel"))
                        .POST(BodyPublishers.noBody())));
    }

    /** Returns all events of a job, the oldest first. */
    List<JsonNode> events(String id) {
        List<JsonNode> events = new ArrayList<>();
        find("/fine_tuning/jobs/" + encoded(id) + "/events", each -> !events.add(each)); // none ends it
        Collections.reverse(events);
        return events;
    }

    /** Looks through all pages of a list. */
    private Optional<JsonNode> find(String list, Predicate<JsonNode> wanted) {
        String after = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            JsonNode found = get(list + (list.contains("?") ? "&" : "?") + "limit=100" + after);
            if (!found.path("data").isArray()) {
                throw new TrainingException(Reason.PROTOCOL, "GET " + list + ": expected a list 'data' but it is none");
            }
            String last = "";
            for (JsonNode each : found.path("data")) {
                if (wanted.test(each)) {
                    return Optional.of(each);
                }
                last = each.path("id").asText("");
            }
            if (!found.path("has_more").asBoolean() || last.isEmpty()) {
                return Optional.empty();
            }
            after = "&after=" + encoded(last);
        }
        throw new TrainingException(
                Reason.PROTOCOL, "GET " + list + ": expected at most " + MOST_PAGES + " pages but there are more");
    }

    private JsonNode get(String path) {
        return repeated(
                () -> exchange.once(HttpRequest.newBuilder(provider.at(path)).GET()));
    }

    /** Makes an attempt again that may do later, as often and as long as the provider's settings allow. */
    private JsonNode repeated(Supplier<JsonNode> attempt) {
        for (int made = 1; ; made++) {
            try {
                return attempt.get();
            } catch (TrainingException e) {
                Duration wait = e.retryAt()
                        .map(at -> Duration.between(clock.instant(), at))
                        .orElse(Duration.ofMillis(250L << Math.min(made, 6)));
                if (e.reason() != Reason.UNAVAILABLE
                        || made >= provider.attempts()
                        || (e.retryAt().isPresent() && wait.compareTo(provider.longestWait()) > 0)) {
                    throw e;
                }
                pause(wait.compareTo(provider.longestWait()) > 0 ? provider.longestWait() : wait);
            }
        }
    }

    private static void pause(Duration wait) {
        try {
            TimeUnit.MILLISECONDS.sleep(wait.toMillis()); // a caller waits for the provider; an interrupt ends it
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TrainingException(Reason.INTERRUPTED, "the calling thread was interrupted", e);
        }
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8);
    }
}
