// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j.http;

import static java.util.Objects.requireNonNull;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.tokka.Checks;
import dev.tokka.Endpoint;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Builds the HTTP client under LangChain4j's models: one that ends every request once, in time, and truthfully.
 *
 * <pre>{@code
 * ChatModel model = OpenAiChatModel.builder()
 *         .httpClientBuilder(new GuardedHttpClientBuilder())
 *         .baseUrl("http://localhost:8000/v1")
 *         .modelName("swallow-8b")
 *         .build();
 * }</pre>
 *
 * <p>What such a client promises, of answers and of streams:
 *
 * <ul>
 *   <li>A stream that ends before the model said that it was complete is a failure, never an answer; so is an error in
 *       the middle of it, a body that is no JSON, and an answer without a choice.
 *   <li>A request ends within its {@linkplain HttpLimits limits} of time and size, whatever the provider sends or does
 *       not send; the connection is closed then.
 *   <li>An interrupt of the calling thread ends a request that is not streamed, {@code StreamingHandle.cancel()} one
 *       that is; the connection is closed.
 *   <li>A status of 408, 429, 500, 502, 503 or 504, and a connection that is refused or breaks before the answer
 *       begins, is tried again: after what {@code Retry-After} says, plus up to 10 %, or after a random time below half
 *       a second that doubles from attempt to attempt. A wait that does not fit into the time that is left is not
 *       begun. Nothing else is sent twice.
 *   <li>A redirect is followed only to hosts that are {@linkplain #allowRedirectsTo allowed}, and takes no key there.
 *   <li>Every failure is a {@link TransportException}, which LangChain4j does not retry: a model's
 *       {@code maxRetries} need not be touched. Its message holds neither a key nor the text of the request.
 * </ul>
 *
 * <p>LangChain4j's models set timeouts on their client's builder, some of them always. Where {@link #limits} are given,
 * those stand; otherwise the {@code timeout} of a model is taken for connecting, idling and reading, and for everything
 * if it is longer than that.
 * Multipart requests, as for transcriptions, are not supported.
 *
 * <p>This class is not registered as LangChain4j's default client: LangChain4j refuses to start with two of them on the
 * class path, and its own comes with most of its modules. Not safe for use by many threads; the clients are.
 */
public final class GuardedHttpClientBuilder implements HttpClientBuilder {

    private final Map<Thread, RequestScope> scopes = new ConcurrentHashMap<>();
    private HttpLimits limits = HttpLimits.DEFAULT;
    private boolean limitsGiven;
    private int attempts = 3;
    private Set<String> redirectHosts = Set.of();
    private List<Predicate<Endpoint>> conditions = List.of();
    private Optional<Executor> executor = Optional.empty();
    private InstantSource clock = InstantSource.system();
    private RandomGenerator random = new Random();

    /** Creates a builder with the defaults. */
    public GuardedHttpClientBuilder() {}

    /**
     * How long requests may take and how much may be received, whatever timeout the model has. Default: {@link
     * HttpLimits#DEFAULT}, but for the timeout of the model.
     */
    public GuardedHttpClientBuilder limits(HttpLimits limits) {
        this.limits = requireNonNull(limits, "limits");
        this.limitsGiven = true;
        return this;
    }

    /** How often a request is sent at most, at least 1, which means that nothing is tried again. Default: 3. */
    public GuardedHttpClientBuilder attempts(int attempts) {
        this.attempts = Checks.requireAtLeast(1, attempts, "attempts");
        return this;
    }

    /** The hosts to which a redirect is followed, such as {@code api.example.com}. Default: none. */
    public GuardedHttpClientBuilder allowRedirectsTo(String... hosts) {
        this.redirectHosts = Stream.of(hosts)
                .map(host -> Checks.requireText(host, "host").toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        return this;
    }

    /**
     * What must hold of every address that is connected to, redirects included, such as {@code endpoint ->
     * policy.highest(endpoint).isPresent()}. A request to any other ends as {@link TransportException.Kind#FORBIDDEN} before a
     * name is looked up or a connection is opened. Default: nothing, but for what the {@linkplain RequestScope scope} of a request
     * demands.
     */
    public GuardedHttpClientBuilder allowOnly(Predicate<Endpoint> allowed) {
        this.conditions = List.of(allowed);
        return this;
    }

    /**
     * What runs the listeners of streams. A listener may block it, so give it threads enough. Default: daemon threads,
     * as many as there are listeners at work.
     */
    public GuardedHttpClientBuilder executor(Executor executor) {
        this.executor = Optional.of(executor);
        return this;
    }

    /** What tells the time for {@code Retry-After}. Default: the system's clock. */
    public GuardedHttpClientBuilder clock(InstantSource clock) {
        this.clock = requireNonNull(clock, "clock");
        return this;
    }

    /** Where waiting times are drawn from. Default: a random one of its own. */
    public GuardedHttpClientBuilder random(RandomGenerator random) {
        this.random = requireNonNull(random, "random");
        return this;
    }

    /** Returns the longest wait for a connection. */
    @Override
    public Duration connectTimeout() {
        return limits.connectTimeout();
    }

    /** Takes the timeout of a model, unless {@link #limits} are given. */
    @Override
    public GuardedHttpClientBuilder connectTimeout(Duration timeout) {
        if (!limitsGiven) {
            limits = limits.withConnectTimeout(timeout);
        }
        return this;
    }

    /** Returns the longest time for an answer that is not streamed. */
    @Override
    public Duration readTimeout() {
        return limits.readTimeout();
    }

    /** Takes the timeout of a model, unless {@link #limits} are given. */
    @Override
    public GuardedHttpClientBuilder readTimeout(Duration timeout) {
        if (!limitsGiven) {
            limits = limits.withIdleTimeout(timeout).withReadTimeout(timeout);
            limits = timeout.compareTo(limits.totalTimeout()) > 0 ? limits.withTotalTimeout(timeout) : limits;
        }
        return this;
    }

    /** Returns what {@code call} returns; requests that this thread starts meanwhile belong to {@code requests}. */
    public <T> T within(RequestScope requests, Supplier<T> call) {
        Thread thread = Thread.currentThread();
        RequestScope outer = scopes.put(thread, requireNonNull(requests, "requests"));
        try {
            return call.get();
        } finally {
            scopes.computeIfPresent(thread, (same, inner) -> outer);
        }
    }

    /** Returns a new client; later changes to this builder do not affect it. */
    @Override
    public HttpClient build() {
        return build(Duration.ofMillis(500), Timer.SYSTEM);
    }

    /** Returns a new client that waits {@code backoff} at most before its second attempt. */
    HttpClient build(Duration backoff, Timer timer) {
        Executor threads = executor.orElseGet(() -> Executors.newCachedThreadPool(GuardedHttpClientBuilder::daemon));
        java.net.http.HttpClient http = java.net.http.HttpClient.newBuilder()
                .version(java.net.http.HttpClient.Version.HTTP_1_1)
                .followRedirects(java.net.http.HttpClient.Redirect.NEVER)
                .connectTimeout(limits.connectTimeout())
                .executor(threads)
                .build();
        RetryPolicy retry = new RetryPolicy(attempts, backoff, random, clock);
        return new GuardedHttpClient(
                new Wire(http, limits, retry, new Reach(redirectHosts, conditions), timer, threads), scopes);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "tokka-http");
        thread.setDaemon(true);
        return thread;
    }
}
