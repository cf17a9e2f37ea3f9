// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import ai.onnxruntime.OrtException;
import dev.tokka.finetune.onnx.OnnxChatModel;
import dev.tokka.sizing.MemoryBandwidth;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tokens a second of one request, beside a bare loop over ONNX Runtime with sleeping and with spinning threads; the three
 * take turns.
 *
 * @param model the directory
 */
record DecodeSpeed(Path model) {

    private static final int ROUNDS = 7;
    static final int STEPS = 64;
    private static final String PROMPT = "Which fee applies?";

    List<Figure> measure() throws OrtException {
        int threads = Runtime.getRuntime().availableProcessors();
        Path graph = model.resolve("onnx/model.onnx");
        double[] tokka = new double[ROUNDS];
        double[] sleeping = new double[ROUNDS];
        double[] spinning = new double[ROUNDS];
        try (OnnxChatModel own = OnnxChatModel.open(model);
                BareDecoding asleep = new BareDecoding(graph, threads, false);
                BareDecoding awake = new BareDecoding(graph, threads, true)) {
            long[] prompt = prompt(Writing.of(own, PROMPT, 1).promptTokens());
            for (int round = -1; round < ROUNDS; round++) { // the first is not counted
                double[] rates = {
                    rate(own), rate(asleep.decode(prompt, STEPS + 1)), rate(awake.decode(prompt, STEPS + 1))
                };
                if (round >= 0) {
                    tokka[round] = rates[0];
                    sleeping[round] = rates[1];
                    spinning[round] = rates[2];
                }
            }
        }
        double bare = Math.max(Percentile.median(sleeping), Percentile.median(spinning));
        double bandwidth = MemoryBandwidth.measure(weights());
        return List.of(
                Figure.of("decode, Tokka", Percentile.median(tokka), "tokens/s"),
                Figure.of("decode, bare loop, threads sleep", Percentile.median(sleeping), "tokens/s"),
                Figure.of("decode, bare loop, threads spin", Percentile.median(spinning), "tokens/s"),
                Figure.of("decode, Tokka / the better bare loop", Percentile.median(tokka) / bare)
                        .atLeast(0.9),
                Figure.of("memory bandwidth, reading", bandwidth / 1e9, "GB/s"),
                Figure.of("decode, share of memory bandwidth", Percentile.median(tokka) * weights() / bandwidth));
    }

    /** Returns the tokens a second after the first one; the prompt is known by the second call. */
    static double rate(OnnxChatModel own) {
        long one = Writing.of(own, PROMPT, 1).nanos();
        return rate(Writing.of(own, PROMPT, STEPS + 1).nanos() - one);
    }

    private static double rate(long nanos) {
        return STEPS * 1e9 / nanos;
    }

    private static long[] prompt(int length) {
        long[] prompt = new long[length];
        Arrays.setAll(prompt, i -> 10 + i);
        return prompt;
    }

    /** Returns how many bytes of weights there are; each is read once for each token. */
    private long weights() {
        try (Stream<Path> files = Files.list(model.resolve("onnx"))) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
