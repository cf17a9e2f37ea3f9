// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Requests to a cluster. */
final class OpenSearchHttp {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static final int MOST_WAITS = 8;

    private final OpenSearchCluster cluster;
    private final JsonMapper json = new JsonMapper();

    OpenSearchHttp(OpenSearchCluster cluster) {
        this.cluster = cluster;
    }

    /** An answer that is no success; the cluster's words are left out, they may hold values. */
    static final class Refused extends IOException {

        private static final long serialVersionUID = 1L;

        private final int status;

        Refused(int status) {
            super("status " + status);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    /** Sends a request with the JSON {@code body}, or none if that is missing. */
    JsonNode send(String method, String path, JsonNode body) throws IOException {
        return send(method, path, body.isMissingNode() ? "" : json.writeValueAsString(body));
    }

    /** Sends a request, and again where the cluster asks to wait (429). */
    JsonNode send(String method, String path, String body) throws IOException {
        for (int attempt = 0; ; attempt++) {
            HttpResponse<byte[]> response = any(method, path, body);
            if (response.statusCode() == 429 && attempt < MOST_WAITS) {
                pause(attempt);
            } else if (response.statusCode() >= 300) {
                throw new Refused(response.statusCode());
            } else {
                return response.body().length == 0 ? json.createObjectNode() : json.readTree(response.body());
            }
        }
    }

    /** Waits, longer each time: a tenth of a second to half a minute. */
    static void pause(int attempt) throws InterruptedIOException {
        try {
            boolean never = new Semaphore(0).tryAcquire(100L << Math.min(attempt, 8), TimeUnit.MILLISECONDS);
            if (never) {
                throw new IllegalStateException("nobody releases it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private HttpResponse<byte[]> any(String method, String path, String body) throws IOException {
        IOException last = new IOException("no address");
        for (URI address : cluster.addresses()) {
            try {
                return one(address.resolve("/" + path), method, body);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted");
            } catch (IOException e) {
                last = e;
            }
        }
        throw new IOException("no node was reached: " + last.getClass().getSimpleName());
    }

    private HttpResponse<byte[]> one(URI address, String method, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(TIMEOUT)
                .header("Content-Type", path(address).endsWith("_bulk") ? "application/x-ndjson" : "application/json")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        cluster.headers().forEach(request::header);
        return cluster.client().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String path(URI address) {
        return String.valueOf(address.getPath());
    }

    String write(JsonNode node) throws IOException {
        return json.writeValueAsString(node);
    }
}
