// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j.http;

import dev.tokka.langchain4j.http.FaultServer.Action;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A random answer to a request, mostly a wrong one; the same for the same seed.
 *
 * @param seed which one this is
 * @param path where the request goes
 * @param streamed whether the answer is asked for as a stream
 * @param cancels whether the client cancels after the first event
 * @param mayEndWell whether the model says somewhere that the answer is complete, or its endpoint has no way to say so
 * @param actions what the server does
 */
record FaultScript(
        long seed, String path, boolean streamed, boolean cancels, boolean mayEndWell, List<Action> actions) {

    private static final List<String> PATHS = List.of("/v1/chat/completions", "/api/chat", "/v1/messages");
    private static final int MOST_PARTS = 5;

    static FaultScript of(long seed) {
        Random random = new Random(seed);
        String path = PATHS.get(random.nextInt(PATHS.size()));
        boolean streamed = random.nextInt(4) > 0;
        boolean cancels = random.nextInt(10) == 0;
        boolean chunked = random.nextBoolean();
        List<Action> actions = new ArrayList<>();
        boolean complete = !streamed && path.equals("/v1/messages");
        actions.add(head(random, streamed, path, chunked));
        int parts = random.nextInt(MOST_PARTS + 1);
        for (int i = 0; i < parts; i++) {
            String part = part(random, path);
            complete |= part.contains("[DONE]") || part.contains("\"stop\"") || part.contains("\"message_stop\"");
            actions.add(chunked && random.nextInt(10) > 0 ? FaultServer.chunk(part) : FaultServer.send(part));
            if (random.nextInt(4) == 0) {
                actions.add(FaultServer.pause(Duration.ofMillis(random.nextInt(20))));
            }
        }
        actions.add(end(random));
        return new FaultScript(seed, path, streamed, cancels, complete, List.copyOf(actions));
    }

    private static Action head(Random random, boolean streamed, String path, boolean chunked) {
        String good = !streamed ? Replies.JSON : path.equals("/api/chat") ? Replies.LINES : Replies.EVENTS;
        String type =
                random.nextInt(10) > 0 ? good : pick(random, Replies.JSON, Replies.LINES, "Content-Type: text/html");
        String length = chunked ? Replies.CHUNKED : pick(random, "X-Length: no", "X-Length: no", "Content-Length: 300");
        return switch (random.nextInt(16)) {
            case 0 -> FaultServer.reset();
            case 1 -> FaultServer.stall();
            case 2 ->
                FaultServer.send(
                        pick(random, "HTTP/1.1 2", "oops\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: -7\r\n\r\n"));
            case 3 ->
                FaultServer.head(
                        random.nextInt(400) + 200, type, length, pick(random, "Retry-After: 0", "Retry-After: 9"));
            default -> FaultServer.head(200, type, length);
        };
    }

    private static String part(Random random, String path) {
        boolean ollama = path.equals("/api/chat");
        return switch (random.nextInt(10)) {
            case 0 -> Replies.FINISH;
            case 1 -> Replies.DONE;
            case 2 -> ollama ? Replies.OLLAMA_DONE : "data: {\"type\":\"message_stop\"}\n\n";
            case 3 -> ollama ? Replies.OLLAMA : Replies.COMPLETION;
            case 4 ->
                pick(
                        random,
                        "data: {\"error\":{\"message\":\"full\"}}\n\n",
                        "{\"error\":\"full\"}\n",
                        "data: {oops}\n\n");
            case 5 -> pick(random, ": ping\n\n", "\n", "data: ", "{\"a\":", "<html>", "特", "0\r\n\r\n");
            default -> ollama ? Replies.line("特化 ") : Replies.token("特化 ");
        };
    }

    private static Action end(Random random) {
        return switch (random.nextInt(9)) {
            case 0 -> FaultServer.reset();
            case 1 -> FaultServer.stall();
            case 2 -> FaultServer.halfClose();
            case 3 -> FaultServer.lastChunk();
            case 4 -> FaultServer.forever(Duration.ZERO, FaultServer.send(pick(random, "a".repeat(999), ": ping\n\n")));
            case 5 -> FaultServer.forever(Duration.ofMillis(5), FaultServer.send(pick(random, "a", ": ping\n\n")));
            case 6 -> FaultServer.forever(Duration.ofMillis(5), FaultServer.send(Replies.token("x")));
            default -> connection -> {};
        };
    }

    private static String pick(Random random, String... texts) {
        return texts[random.nextInt(texts.length)];
    }
}
