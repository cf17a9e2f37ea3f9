// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.onnx;

import dev.tokka.onnx.OnnxCall;
import dev.tokka.onnx.TokenIds;
import dev.tokka.onnx.TokenRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Divides texts into runs, longest first, so that texts of about one length are together and no thread is left with a long
 * one at the end.
 *
 * @param tokens the most tokens of a run with its padding, unless one text alone has more; empty for a run for each text
 * @param threads among which the runs are divided
 */
record Batches(OptionalInt tokens, int threads) {

    /** Returns the numbers of the texts of each run, given the length of each text. */
    List<int[]> of(int... lengths) {
        int[] longestFirst = IntStream.range(0, lengths.length)
                .boxed()
                .sorted((a, b) -> Integer.compare(lengths[b], lengths[a]))
                .mapToInt(Integer::intValue)
                .toArray();
        int most = Math.max(1, (lengths.length + threads - 1) / threads); // a share for each thread, if there are few
        List<int[]> batches = new ArrayList<>();
        for (int start = 0; start < lengths.length; ) {
            int width = Math.max(1, lengths[longestFirst[start]]);
            int rows = Math.max(1, Math.min(tokens.orElse(0) / width, most));
            int end = Math.min(lengths.length, start + rows);
            batches.add(Arrays.copyOfRange(longestFirst, start, end));
            start = end;
        }
        return batches;
    }

    /** Runs all texts and tells {@code result} the number of each with what was made of it. */
    <T> void forEach(Workers workers, OnnxCall call, Texts<T> texts, BiConsumer<Integer, T> result) {
        List<TokenIds> all = texts.tokens();
        List<int[]> batches = of(all.stream().mapToInt(TokenIds::length).toArray());
        workers.forEach(
                batches.size(),
                turn -> {
                    int[] batch = batches.get(turn);
                    List<T> results = texts.run()
                            .apply(new TokenRun(
                                    Arrays.stream(batch).mapToObj(all::get).toList()));
                    for (int i = 0; i < batch.length; i++) {
                        result.accept(batch[i], results.get(i));
                    }
                },
                call::terminate);
    }

    /**
     * What is to be run, and how.
     *
     * @param <T> what is made of a text
     * @param run returns a result for each text of a run, in their order
     */
    record Texts<T>(List<TokenIds> tokens, Function<TokenRun, List<T>> run) {}
}
