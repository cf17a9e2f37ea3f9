// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.service;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;

/** What holds for every request: who may send it, how long it may take, and what browsers are told. */
final class Guard extends Filter {

    private final ScheduledExecutorService clock;
    private final ServiceLimits limits;

    Guard(ScheduledExecutorService clock, ServiceLimits limits) {
        this.clock = clock;
        this.limits = limits;
    }

    @Override
    public String description() {
        return "guard";
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Security-Policy", "default-src 'self'; base-uri 'none'; frame-ancestors 'none'");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        long limit = limits.deadline().plus(limits.grace().multipliedBy(2)).toNanos();
        Watchdog watchdog = new Watchdog(clock, limit);
        try (exchange) {
            if (isForUs(exchange)) {
                chain.doFilter(exchange);
            } else {
                Responses.failure(exchange, 403, "rejected", "HOST");
            }
        } finally {
            watchdog.close();
        }
    }

    /** A page elsewhere may let its name resolve to this machine, but then the name stands in the request. */
    private static boolean isForUs(HttpExchange exchange) {
        int port = exchange.getLocalAddress().getPort();
        String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
        return Set.of("127.0.0.1:" + port, "localhost:" + port).contains(host);
    }
}
