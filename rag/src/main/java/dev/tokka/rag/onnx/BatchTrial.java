// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.onnx;

import dev.tokka.ModelUnavailableException;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.ModelFileException.Reason;
import dev.tokka.onnx.TokenIds;
import dev.tokka.onnx.TokenRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;

/**
 * Finds out whether a model gives a text the same result in a padded batch as alone. Models that are quantized dynamically
 * do not: the scale of their activations is taken over the whole batch.
 *
 * @param file the graph, for messages
 * @param tolerance how far two results may be apart
 * @param distance between two results; at least 0
 */
record BatchTrial<T>(Path file, double tolerance, ToDoubleBiFunction<T, T> distance) {

    /** Texts of different lengths and kinds, the longest first; all are short. */
    static final List<String> TEXTS = List.of(
            "The cut-off time for transfers at the counter is 15:00 on working days; transfers that are handed in later, by"
                    + " 16:30 at most, are booked on the next day, and the customer is told so, in writing, before he or she"
                    + " signs. 振込の締切時刻は十五時です。",
            "A lost card is blocked at once, free of charge.",
            "fee?",
            "a 1.");

    /** Returns 1 less the cosine of two vectors. */
    static double apart(float[] a, float[] b) {
        float[] first = Pooling.normalized(a, a.length);
        float[] second = Pooling.normalized(b, b.length);
        double cosine = 0;
        for (int i = 0; i < first.length; i++) {
            cosine += (double) first[i] * second[i];
        }
        return 1 - cosine;
    }

    /**
     * Tries {@code texts}, alone and all together, and returns how far apart the results are at most.
     *
     * @param run returns a result for each text of a run
     * @throws ModelFileException if results differ, or several texts cannot be run at once
     */
    double on(List<TokenIds> texts, Function<TokenRun, List<T>> run) {
        List<T> alone = new ArrayList<>();
        texts.forEach(text -> alone.addAll(run.apply(TokenRun.of(text))));
        List<T> together = together(texts, run);
        double most = 0;
        for (int i = 0; i < texts.size(); i++) {
            double apart = distance.applyAsDouble(alone.get(i), together.get(i));
            if (!(apart <= tolerance)) {
                throw new ModelFileException(
                        file,
                        Reason.UNSUPPORTED,
                        "expected a text to have the same result in a batch as alone, within " + tolerance
                                + ", but they are " + apart
                                + " apart, as those of quantized models are; open it without tokens for a batch");
            }
            most = Math.max(most, apart);
        }
        return most;
    }

    private List<T> together(List<TokenIds> texts, Function<TokenRun, List<T>> run) {
        try {
            return run.apply(new TokenRun(texts));
        } catch (ModelUnavailableException e) {
            if (e.reason() == ModelUnavailableException.Reason.INTERRUPTED) {
                throw e;
            }
            throw new ModelFileException(
                    file,
                    Reason.UNSUPPORTED,
                    "expected it to take several texts at once but it fails; open it without tokens for a batch",
                    e);
        }
    }
}
