// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.fingpt;

import dev.tokka.Question;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.Protocol;
import dev.tokka.evaluation.Tags;
import dev.tokka.evaluation.benchmark.Row;
import dev.tokka.evaluation.metric.overlap.Rouge;
import dev.tokka.evaluation.metric.overlap.Tokenizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * FinGPT's forecaster: from news and figures of a company, what speaks for its share and against it, and how it moves in the
 * next week, as {@code [Positive Developments]: … [Potential Concerns]: … [Prediction & Analysis]: Prediction: … Analysis:
 * …}.
 *
 * <p>File: the test part of Hugging Face FinGPT/fingpt-forecaster-dow30-202305-202405, with the columns {@code prompt} and
 * {@code answer}, and if it has them {@code symbol}, which is the cluster, and {@code period}; its page names no licence. A
 * case's id is the number of its row. The answers, from which what is expected is read, were written by GPT-4, which had
 * been told how the share moved. Where the prompt is in the template of Llama 2, what is between {@code <<SYS>>} and
 * {@code <</SYS>>} is the instruction and what follows the question, so that any prompt format can write them.
 *
 * <p>Metrics: the share of right directions and the mean squared error of the margin in per cent, strict and compatible, and
 * ROUGE-1, 2 and L of each of the three texts.
 *
 * <ul>
 *   <li>Strict: a direction is a word, and no other direction is named; the margin is the middle of a range, the number, or
 *       a half above what it is "more than". A reply without the four parts is wrong, and one without a margin says 0.
 *   <li>Compatible: up is "up" or "increase" anywhere, as in "support", else down is "down", "decrease" or "decline"; the
 *       margin is a half above the first digit of a range, or above the last digit before a per cent sign, so that "12%"
 *       is 2.5 and "1.5-2.5%" 5.5. Replies without the four parts, and cases whose answer has not got them, are left out, so
 *       that only their share, which is the missing rate, tells of them; if all are, the values are 0. Of {@code
 *       valid_count} the missing rate is the complement. A failure and an abstention are wrong in their directions, and are
 *       left out of the error.
 *   <li>ROUGE is that of {@link Rouge} without stemming, 0 for a reply that cannot be read; the published program stems
 *       and leaves such replies out.
 * </ul>
 *
 * <p>Protocol: no shots, greedy.
 *
 * @see <a href="https://github.com/AI4Finance-Foundation/FinGPT/tree/master/fingpt/FinGPT_Forecaster">FinGPT-Forecaster</a>
 */
public final class Forecasts {

    private static final Pattern LLAMA = Pattern.compile(
            "\\s*(?:<s>)?\\[INST\\]\\s*<<SYS>>\\s*(.*?)\\s*<</SYS>>\\s*(.*?)\\s*\\[/INST\\]\\s*", Pattern.DOTALL);

    private Forecasts() {}

    /** Returns the companies' weeks of a file. */
    public static Benchmark benchmark(Path test) {
        List<Case> cases = new ArrayList<>();
        for (Row row : Instructed.rows(test)) {
            Expected expected = new Expected.Texts(List.of(row.filled("answer")));
            Map<String, String> tags = new TreeMap<>(Map.of(Tags.LANGUAGE, "en"));
            row.textIfPresent("symbol").ifPresent(symbol -> tags.put(Tags.CLUSTER, symbol));
            row.textIfPresent("period").ifPresent(period -> tags.put("period", period));
            cases.add(new Case(String.valueOf(cases.size() + 1), question(row.filled("prompt")), expected, tags));
        }
        return new Benchmark("FinGPT forecaster", "1", cases, metrics(), Protocol.ZERO_SHOT);
    }

    private static Question question(String prompt) {
        Matcher llama = LLAMA.matcher(prompt);
        return llama.matches() && !llama.group(1).isBlank() && !llama.group(2).isBlank()
                ? Question.of(llama.group(2)).plusInstructions(List.of(llama.group(1)))
                : Question.of(prompt);
    }

    private static List<Metric> metrics() {
        List<Metric> metrics = new ArrayList<>(List.of(
                new DirectionScore(true), new MarginError(true), new DirectionScore(false), new MarginError(false)));
        Tokenizer tokenizer = Tokenizer.english();
        for (PartRouge.Part part : PartRouge.Part.values()) {
            metrics.add(new PartRouge(part, Rouge.rouge1(tokenizer)));
            metrics.add(new PartRouge(part, Rouge.rouge2(tokenizer)));
            metrics.add(new PartRouge(part, Rouge.rougeL(tokenizer)));
        }
        return metrics;
    }

    /** Returns the answer that is expected, as it is written. */
    static String wanted(Case item) {
        if (item.expected() instanceof Expected.Texts texts) {
            return texts.accepted().get(0);
        }
        throw new IllegalArgumentException("case " + item.id() + " must expect a text but expects "
                + item.expected().getClass().getSimpleName());
    }
}
