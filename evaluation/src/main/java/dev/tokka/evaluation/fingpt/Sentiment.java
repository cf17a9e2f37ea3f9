// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.fingpt;

import dev.tokka.AnswerForm;
import dev.tokka.Question;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.Protocol;
import dev.tokka.evaluation.Tags;
import dev.tokka.evaluation.benchmark.BenchmarkFormatException;
import dev.tokka.evaluation.benchmark.NumpyPermutation;
import dev.tokka.evaluation.benchmark.Row;
import dev.tokka.evaluation.metric.Classification;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The four sets by which FinGPT measures sentiment: negative, neutral or positive.
 *
 * <p>The instruction is "What is the sentiment of this news?", or "of this tweet?", to which the prompt format adds
 * "Please choose an answer from {negative/neutral/positive}." Metrics: weighted F1, which FinGPT compares with
 * BloombergGPT's, macro and micro F1 and accuracy, each strict and compatible.
 *
 * <p>Compatible: a reply that has "positive" or "Positive" anywhere is positive, else one that has "negative" or
 * "Negative" is negative, and all others are neutral: "not positive" and "positive or negative" are positive, "POSITIVE"
 * and "I do not know" are neutral. Published weighted F1 (FPB, FiQA-SA, TFNS, NWGI) of v3.3, llama2-13b: .882, .874, .903,
 * .643. Protocol: no shots, greedy.
 *
 * @see <a href="https://arxiv.org/abs/2306.06031">Yang et al., FinGPT (2023)</a>
 * @see <a href="https://arxiv.org/abs/2310.04793">Wang et al., FinGPT: Instruction Tuning Benchmark (2023)</a>
 */
public final class Sentiment {

    private static final int SEED = 42;
    private static final int PHRASES = 4846;
    private static final double FIQA_SHARE = 0.226;
    private static final double NEUTRAL_BELOW = 0.1;
    private static final String NEWS = "What is the sentiment of this news?";
    private static final String TWEET = "What is the sentiment of this tweet?";

    private static final String LABEL = "label";
    private static final List<String> LABELS = LabelReading.SENTIMENTS;

    private static final Map<String, String> OF_SEVEN = Map.of(
            "strong negative", "negative",
            "moderately negative", "negative",
            "mildly negative", "neutral",
            "neutral", "neutral",
            "mildly positive", "neutral",
            "moderately positive", "positive",
            "strong positive", "positive");

    private Sentiment() {}

    /** What a row says. */
    private record Labelled(String text, String instruction, String label) {}

    /**
     * Returns the test part of the Financial PhraseBank, sentences on which at least half of the annotators agree (Malo et
     * al. 2014): 1,212 of 4,846 rows, as {@code train_test_split(seed=42)} chooses and orders them.
     *
     * <p>File: Hugging Face financial_phrasebank, sentences_50agree (CC BY-NC-SA 3.0), exported in its order, with the
     * columns {@code sentence} and {@code label}, which is 0, 1 or 2 or the name of a sentiment. A case's id is the number
     * of its row in the file.
     *
     * @throws BenchmarkFormatException also if there are not 4,846 rows, because then the parts are others
     */
    public static Benchmark financialPhraseBank(Path file) {
        List<Case> cases = each("", file, row -> new Labelled(row.filled("sentence"), NEWS, named(row, LABELS)));
        if (cases.size() != PHRASES) {
            throw new BenchmarkFormatException(
                    String.valueOf(file.getFileName()), PHRASES + " rows", cases.size() + " of them");
        }
        return benchmark("FinGPT FPB", testPart(cases, 0.25));
    }

    /**
     * Returns the test part of FiQA-SA (Maia et al. 2018): 22.6 % of the rows of the three files together, as
     * {@code train_test_split(0.226, seed=42)} chooses and orders them.
     *
     * <p>Files: {@code train.csv}, {@code validation.csv} and {@code test.csv} of Hugging Face pauri32/fiqa-2018 (its page
     * names no licence), with the columns {@code sentence}, {@code sentiment_score} and {@code format}. A score below -0.1
     * is negative, one from 0.1 on positive; a {@code post} is a tweet. A case's id is the part and the number of the row,
     * such as {@code train-7}.
     */
    public static Benchmark fiqa(Path train, Path validation, Path test) {
        List<Case> cases = new ArrayList<>(scored("train-", train));
        cases.addAll(scored("validation-", validation));
        cases.addAll(scored("test-", test));
        return benchmark("FinGPT FiQA-SA", testPart(cases, FIQA_SHARE));
    }

    /**
     * Returns Twitter Financial News Sentiment.
     *
     * <p>File: the validation part (2,388 rows) of Hugging Face zeroshot/twitter-financial-news-sentiment (MIT), with the
     * columns {@code text} and {@code label}: 0 is negative, 1 positive and 2 neutral. A case's id is the number of its row.
     */
    public static Benchmark tfns(Path validation) {
        List<String> order = List.of("negative", "positive", "neutral");
        return benchmark(
                "FinGPT TFNS", each("", validation, row -> new Labelled(row.filled("text"), TWEET, named(row, order))));
    }

    /**
     * Returns News With GPT Instructions, whose labels a model wrote: of its seven the mild ones are neutral here.
     *
     * <p>File: the test part of Hugging Face oliverwang15/news_with_gpt_instructions (MIT), with the columns {@code news}
     * and {@code label}, such as {@code mildly positive}. A case's id is the number of its row.
     */
    public static Benchmark nwgi(Path test) {
        return benchmark("FinGPT NWGI", each("", test, row -> new Labelled(row.filled("news"), NEWS, ofSeven(row))));
    }

    /** Returns a case for each row, whose id is its number after {@code prefix}. */
    private static List<Case> each(String prefix, Path file, Function<Row, Labelled> reader) {
        List<Case> cases = new ArrayList<>();
        for (Row row : Instructed.rows(file)) {
            Labelled read = reader.apply(row);
            Question question = Question.of(read.text())
                    .plusInstructions(List.of(read.instruction()))
                    .withForm(new AnswerForm.OneOf(LABELS));
            cases.add(Case.of(prefix + (cases.size() + 1), question, new Expected.Label(read.label()))
                    .withTag(Tags.LANGUAGE, "en"));
        }
        return cases;
    }

    private static List<Case> scored(String prefix, Path file) {
        return each(prefix, file, row -> {
            double score = row.number("sentiment_score");
            String label = score < -NEUTRAL_BELOW ? "negative" : score < NEUTRAL_BELOW ? "neutral" : "positive";
            return new Labelled(row.filled("sentence"), row.text("format").equals("post") ? TWEET : NEWS, label);
        });
    }

    /** Returns the cases of the test part, in the order of the permutation. */
    private static List<Case> testPart(List<Case> cases, double share) {
        int size = (int) Math.ceil(share * cases.size());
        return NumpyPermutation.of(SEED, cases.size()).subList(0, size).stream()
                .map(cases::get)
                .toList();
    }

    /** Returns the label that is named, or that has this place in the order. */
    private static String named(Row row, List<String> order) {
        String text = row.text(LABEL).strip();
        return LABELS.contains(text) ? text : order.get(row.integer(LABEL, 0, order.size() - 1));
    }

    private static String ofSeven(Row row) {
        String label = row.text(LABEL);
        if (!OF_SEVEN.containsKey(label)) {
            throw row.wrong(
                    LABEL, "one of " + OF_SEVEN.keySet().stream().sorted().toList(), label);
        }
        return OF_SEVEN.getOrDefault(label, "");
    }

    private static Benchmark benchmark(String name, List<Case> cases) {
        LabelReading published = LabelReading.sentiment();
        List<Metric> metrics = List.of(
                Classification.weightedF1(LABELS),
                Classification.macroF1(LABELS),
                Classification.microF1(LABELS),
                Classification.accuracy(),
                new LabelScore(published, LabelScore.Kind.WEIGHTED_F1),
                new LabelScore(published, LabelScore.Kind.MACRO_F1),
                new LabelScore(published, LabelScore.Kind.MICRO_F1),
                new LabelScore(published, LabelScore.Kind.ACCURACY));
        return new Benchmark(name, "1", cases, metrics, Protocol.ZERO_SHOT);
    }
}
