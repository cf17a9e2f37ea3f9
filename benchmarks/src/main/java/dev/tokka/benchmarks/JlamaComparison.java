// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Tokens a second beside Jlama's on weights of the same shape and type, each in a process of its own, in turns.
 *
 * @param peer the other
 * @param folder where its model is written
 */
record JlamaComparison(JlamaPeer peer, Path folder) {

    private static final int TURNS = 2;
    private static final int ROUNDS = 2;

    List<Figure> measure(Path model) throws IOException {
        double[] tokka = new double[0];
        double[] jlama = new double[0];
        for (int turn = 0; turn < TURNS; turn++) {
            jlama = joined(jlama, peer.tokensPerSecond(folder, DecodeSpeed.STEPS, ROUNDS));
            tokka = joined(
                    tokka,
                    JavaProcess.run("2g", DecodeProcess.class, List.of(model.toString(), String.valueOf(ROUNDS)))
                            .stream()
                            .mapToDouble(Double::parseDouble)
                            .toArray());
        }
        return List.of(
                Figure.of("decode, Jlama on JDK " + peer.version(), Percentile.median(jlama), "tokens/s"),
                Figure.of("decode, Tokka / Jlama", Percentile.median(tokka) / Percentile.median(jlama))
                        .atLeast(1));
    }

    private static double[] joined(double[] some, double[] others) {
        return DoubleStream.concat(DoubleStream.of(some), DoubleStream.of(others))
                .toArray();
    }
}
