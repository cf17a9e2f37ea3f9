// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.tokka.Answer;
import dev.tokka.DomainModel;
import dev.tokka.Question;
import dev.tokka.TokenSink;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Many streaming calls at once against a server with latency: Tokka's bridge and transport, and LangChain4j's streaming
 * model with its own client beside them, taking turns.
 *
 * <p>The ideal is what the latency alone allows: calls at once, divided by the time that the server lets one call wait.
 */
final class StreamingLoad {

    private static final Duration LATENCY = Duration.ofMillis(50);
    private static final int ROUNDS = 3;

    private final PrintStream out;
    private final int concurrency;

    StreamingLoad(PrintStream out) {
        this.out = out;
        this.concurrency = Callers.virtual() ? 1_000 : 200;
    }

    /** Measures both ways of streaming. */
    List<Figure> measure() {
        List<Figure> figures = new ArrayList<>();
        figures.addAll(measure(true));
        figures.addAll(measure(false));
        return figures;
    }

    private List<Figure> measure(boolean paced) {
        Duration call = paced ? LATENCY.multipliedBy(LoadServer.WORDS) : LATENCY;
        int callsEach = paced ? 5 : 20;
        String name = "streaming, " + concurrency + (Callers.virtual() ? " virtual" : " platform") + " threads, "
                + (paced ? "a token each 50 ms" : "the whole reply after 50 ms");
        try (ServerProcess server = ServerProcess.start(LATENCY, paced)) {
            Callers callers = new Callers(concurrency);
            Runnable tokka = tokka(server, callers);
            Runnable peer = langChain4j(server.url());
            callers.run(tokka, callsEach); // warm-up
            callers.run(peer, callsEach);
            List<Callers.Outcome> tokkaRuns = new ArrayList<>();
            List<Callers.Outcome> peerRuns = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                tokkaRuns.add(callers.run(tokka, callsEach));
                peerRuns.add(callers.run(peer, callsEach));
                out.println(name + ": Tokka " + tokkaRuns.get(round) + ", LangChain4j " + peerRuns.get(round));
            }
            return figures(name, concurrency / (call.toNanos() / 1e9), tokkaRuns, peerRuns);
        }
    }

    private static List<Figure> figures(
            String name, double ideal, List<Callers.Outcome> tokka, List<Callers.Outcome> peer) {
        double throughput = median(tokka);
        double errors = tokka.stream().mapToInt(Callers.Outcome::errors).sum();
        double growth =
                tokka.get(tokka.size() - 1).liveMegabytes() - tokka.get(0).liveMegabytes();
        return List.of(
                Figure.of(name + ", throughput", throughput, "calls/s"),
                Figure.of(name + ", share of the ideal", throughput / ideal).atLeast(0.9),
                Figure.of(name + ", LangChain4j's own, share of the ideal", median(peer) / ideal),
                Figure.of(name + ", throughput of LangChain4j's own, ratio", throughput / median(peer)),
                Figure.of(name + ", CPU per call", Percentile.median(cpu(tokka)), "µs"),
                Figure.of(name + ", CPU per call of LangChain4j's own", Percentile.median(cpu(peer)), "µs"),
                Figure.of(name + ", errors", errors).atMost(0),
                Figure.of(name + ", live heap, last round less first", growth, "MB")
                        .atMost(5));
    }

    private static double median(List<Callers.Outcome> runs) {
        return Percentile.median(
                runs.stream().mapToDouble(Callers.Outcome::callsPerSecond).toArray());
    }

    private static double[] cpu(List<Callers.Outcome> runs) {
        return runs.stream().mapToDouble(Callers.Outcome::cpuMicrosPerCall).toArray();
    }

    private static Runnable tokka(ServerProcess server, Callers callers) {
        DomainModel model = server.model().withExecutor(callers.threads());
        return () -> {
            StringBuilder streamed = new StringBuilder();
            Answer answer = model.answer(Question.of("How fast?").with(TokenSink.KEY, new Collecting(streamed)));
            requireReply(answer.reply().map(Answer.Reply::text).orElse(""));
            requireReply(streamed.toString());
        };
    }

    private static Runnable langChain4j(String url) {
        StreamingChatModel model = OpenAiStreamingChatModel.builder()
                .baseUrl(url)
                .apiKey("none")
                .modelName("load")
                .build();
        return () -> {
            CompletableFuture<String> reply = new CompletableFuture<>();
            model.chat("How fast?", new StreamingChatResponseHandler() {
                @Override
                public void onPartialResponse(String token) {}

                @Override
                public void onCompleteResponse(ChatResponse response) {
                    reply.complete(response.aiMessage().text());
                }

                @Override
                public void onError(Throwable error) {
                    reply.completeExceptionally(error);
                }
            });
            requireReply(reply.join());
        };
    }

    private static void requireReply(String text) {
        if (!text.equals(LoadServer.reply())) {
            throw new IllegalStateException("expected the whole reply but got " + text);
        }
    }

    private record Collecting(StringBuilder text) implements TokenSink {

        @Override
        public void token(String token) {
            text.append(token);
        }

        @Override
        public void restart() {
            text.setLength(0);
        }
    }
}
