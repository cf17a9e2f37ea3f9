// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import ai.onnxruntime.OrtException;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.tokka.finetune.onnx.OnnxChatModel;
import dev.tokka.finetune.onnx.OnnxChatOptions;
import dev.tokka.finetune.onnx.OnnxChatParameters;
import dev.tokka.sizing.Deployment;
import dev.tokka.sizing.Device;
import dev.tokka.sizing.Efficiency;
import dev.tokka.sizing.Hardware;
import dev.tokka.sizing.MemoryBandwidth;
import dev.tokka.sizing.ModelArchitecture;
import dev.tokka.sizing.Precision;
import dev.tokka.sizing.Roofline;
import dev.tokka.sizing.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How fast a model in this process should write by {@link Roofline}, and how fast it does.
 *
 * <p>Nothing of the model itself is measured for the prediction: its bytes and operations are those of its configuration,
 * the bandwidth is that of as many bytes as its weights have, and what a step takes besides, which is most of it in a model
 * of this size, is what a step of another, still smaller model takes, by its number of layers. Best rounds are compared with
 * best rounds: they are what the machine can do when nothing else runs.
 *
 * @param model the directory of the model
 * @param smaller the directory of the other model, so small that a step takes nothing but starting operators
 * @param graph the file of the weights in both
 */
record DecodePrediction(Path model, Path smaller, String graph) {

    private static final int THREADS = 1; // two that wait for each other measure what else runs on the machine
    private static final int ROUNDS = 40;
    private static final int STEPS = 16;
    private static final int MOST = 48;
    private static final OnnxChatOptions OPTIONS =
            OnnxChatOptions.defaults().withCapacity(OnnxChatOptions.Capacity.DEFAULT.withThreads(THREADS));
    private static final List<String> QUESTIONS = List.of(
            "What is the fee for a replacement card?",
            "Which documents are needed to open an account?",
            "How long does an international transfer take?",
            "What is the daily limit of the debit card?",
            "When is interest paid on a savings account?",
            "Who may open a youth account?");

    List<Figure> measure() throws IOException, OrtException {
        ModelArchitecture architecture = ModelArchitecture.read(model.resolve("config.json"));
        ModelArchitecture other = ModelArchitecture.read(smaller.resolve("config.json"));
        Deployment deployment = Deployment.of(architecture, Precision.FP32);
        double bandwidth = MemoryBandwidth.measure(Precision.FP32.bytes(architecture), THREADS);
        Device machine = Hardware.detect(Path.of("/"), THREADS).device(bandwidth);
        double smallStep = smallStep();
        double besides =
                smallStep * architecture.shape().layers() / other.shape().layers();
        Efficiency efficiency = new Efficiency(1, 1, Duration.ofNanos(Math.round(besides * 1e9)));
        Measured measured = written();
        Step step = new Roofline(deployment, machine, efficiency).writing(measured.context());
        double predicted = 1 / step.seconds();
        double ratio = predicted / measured.rate();
        return List.of(
                Figure.of("bandwidth, reading as much as the weights", bandwidth / 1e9, "GB/s"),
                Figure.of("a step of the smaller model", smallStep * 1e6, "us"),
                Figure.of("what a step takes besides, by layers", besides * 1e6, "us"),
                Figure.of("share of a step that is not arithmetic or memory", besides / step.seconds()),
                Figure.of("decode, predicted", predicted, "tokens/s"),
                Figure.of("decode, without what a step takes besides", 1 / (step.seconds() - besides), "tokens/s"),
                Figure.of("decode, measured", measured.rate(), "tokens/s"),
                Figure.of("predicted / measured", ratio),
                Figure.of("the larger of both / the smaller", Math.max(ratio, 1 / ratio))
                        .atMost(1.5));
    }

    /** Returns the seconds of a step of the smaller model in a loop over ONNX Runtime; the best of some rounds. */
    private double smallStep() throws OrtException {
        double best = Double.POSITIVE_INFINITY;
        try (BareDecoding bare = new BareDecoding(smaller.resolve(graph), THREADS, false)) {
            for (int round = -1; round < 10 * ROUNDS; round++) { // the first is not counted
                double nanos = bare.decode(new long[] {10, 11, 12, 13}, STEPS + 1);
                best = round < 0 ? best : Math.min(best, nanos / STEPS / 1e9);
            }
        }
        return best;
    }

    private record Measured(double rate, int context) {}

    /**
     * Asks each question in each round, once for one token and once for a whole answer, the prompt being known: what the
     * quickest whole answer takes longer than the quickest token is for the tokens after the first.
     */
    private Measured written() {
        double nanos = 0;
        long steps = 0;
        long context = 0;
        try (OnnxChatModel own = OnnxChatModel.open(model, OPTIONS)) {
            for (String question : QUESTIONS) {
                ask(own, question, MOST);
                long one = Long.MAX_VALUE;
                Asked all = ask(own, question, MOST);
                for (int round = 0; round < ROUNDS; round++) {
                    one = Math.min(one, ask(own, question, 1).nanos());
                    Asked again = ask(own, question, MOST);
                    all = again.nanos() < all.nanos() ? again : all;
                }
                nanos += all.nanos() - one;
                steps += all.written() - 1;
                context += all.read() + all.written() / 2;
            }
        }
        return new Measured(steps * 1e9 / nanos, Math.toIntExact(context / QUESTIONS.size()));
    }

    private record Asked(long nanos, int read, int written) {}

    private static Asked ask(OnnxChatModel own, String question, int most) {
        ChatRequest request = ChatRequest.builder()
                .messages(UserMessage.from(question))
                .parameters(OnnxChatParameters.builder().maxOutputTokens(most).build())
                .build();
        long start = System.nanoTime();
        ChatResponse response = own.chat(request);
        long nanos = System.nanoTime() - start;
        return new Asked(
                nanos,
                response.tokenUsage().inputTokenCount(),
                response.tokenUsage().outputTokenCount());
    }
}
