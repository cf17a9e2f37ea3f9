// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpMethod;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.sse.DefaultServerSentEventParser;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * Random sequences of faults: every request ends in exactly one terminal event, none later than its deadline and one
 * second (and by how much the machine held the process up in that time), and none as complete unless the model said so.
 * The property {@code tokka.faults} says how many there are.
 */
class RandomFaultsTest {

    private static final int SEQUENCES = Integer.getInteger("tokka.faults", 1_000);
    private static final int AT_ONCE = 32;
    private static final long SEED = 20_261_125;
    private static final Duration DEADLINE = Duration.ofMillis(500);
    private static final HttpLimits LIMITS =
            new HttpLimits(DEADLINE, Duration.ofMillis(150), Duration.ofMillis(200), DEADLINE, 64 * 1024, 8 * 1024);

    /** How one request ended: how often it did, and whether that was well and in time. */
    private record Ended(FaultScript script, AtomicInteger ends, boolean well, boolean cancelled, long from, long to) {

        boolean laterThan(Duration allowed, Pulse pulse) {
            return after().compareTo(allowed.plus(pulse.heldUp(from, to))) > 0;
        }

        Duration after() {
            return Duration.ofNanos(to - from);
        }
    }

    @Test
    void everyRequestEndsOnceInTimeAndTruthfully() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        List<Ended> ended = new ArrayList<>();
        Pulse pulse = new Pulse();
        try (pulse;
                FaultServer server = new FaultServer()) {
            server.byRequest(
                    request -> FaultScript.of(Long.parseLong(request.headers().get("x-seed")))
                            .actions());
            HttpClient client = new GuardedHttpClientBuilder().limits(LIMITS).build(Duration.ofMillis(5), Timer.SYSTEM);
            Random random = new Random(SEED);
            List<Callable<Ended>> requests = new ArrayList<>();
            for (int i = 0; i < SEQUENCES; i++) {
                FaultScript script = FaultScript.of(random.nextLong());
                requests.add(() -> script.streamed() ? stream(client, server, script) : ask(client, server, script));
            }
            for (Future<Ended> each : threads.invokeAll(requests)) {
                ended.add(each.get());
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(ended).hasSize(SEQUENCES);
        assertThat(seeds(ended, end -> end.ends().get() != 1)).as("not one end").isEmpty();
        Duration latest = DEADLINE.plusSeconds(1);
        assertThat(seeds(ended, end -> end.laterThan(latest, pulse)))
                .as("later than " + latest + " and what the machine held it up")
                .isEmpty();
        assertThat(seeds(
                        ended,
                        end -> end.well() && !end.cancelled() && !end.script().mayEndWell()))
                .as("complete though the model did not say so")
                .isEmpty();
        assertThat(seeds(ended, Ended::well)).as("complete").isNotEmpty();
        assertThat(seeds(ended, Ended::cancelled)).as("cancelled").isNotEmpty();
    }

    private static List<String> seeds(List<Ended> ended, Predicate<Ended> which) {
        return ended.stream()
                .filter(which)
                .map(end -> "seed " + end.script().seed() + ": " + end.ends() + " ends, " + end.after())
                .toList();
    }

    private static Ended ask(HttpClient client, FaultServer server, FaultScript script) {
        long start = System.nanoTime();
        AtomicInteger ends = new AtomicInteger();
        boolean well;
        try {
            client.execute(request(server, script));
            well = true;
        } catch (TransportException e) {
            well = false;
        }
        ends.incrementAndGet();
        return new Ended(script, ends, well, false, start, System.nanoTime());
    }

    private static Ended stream(HttpClient client, FaultServer server, FaultScript script) throws InterruptedException {
        long start = System.nanoTime();
        Listener listener = new Listener(script.cancels());
        client.execute(request(server, script), new DefaultServerSentEventParser(), listener);
        boolean inTime = listener.ended.await(10, TimeUnit.SECONDS);
        long end = System.nanoTime();
        return new Ended(script, listener.ends, inTime && listener.well, listener.cancelled, start, end);
    }

    private static HttpRequest request(FaultServer server, FaultScript script) {
        return HttpRequest.builder()
                .method(HttpMethod.POST)
                .url(server.url() + script.path())
                .addHeader("X-Seed", Long.toString(script.seed()))
                .body("{}")
                .build();
    }

    private static final class Listener implements ServerSentEventListener {

        private final boolean cancels;
        private final AtomicInteger ends = new AtomicInteger();
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile boolean well;
        private volatile boolean cancelled;

        Listener(boolean cancels) {
            this.cancels = cancels;
        }

        @Override
        public void onEvent(ServerSentEvent event, ServerSentEventContext context) {
            if (ends.get() > 0) {
                ends.incrementAndGet(); // an event after the end counts as another end
            }
            if (cancels) {
                cancelled = true;
                context.parsingHandle().cancel();
            }
        }

        @Override
        public void onClose() {
            well = true;
            end();
        }

        @Override
        public void onError(Throwable failure) {
            end();
        }

        private void end() {
            ends.incrementAndGet();
            ended.countDown();
        }
    }
}
