// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import dev.tokka.finetune.training.embedding.AdapterData;
import dev.tokka.finetune.training.embedding.AdapterOptions;
import dev.tokka.finetune.training.embedding.AdapterTrainer;
import dev.tokka.finetune.training.embedding.CandidateSource;
import dev.tokka.finetune.training.embedding.JudgedQuestion;
import dev.tokka.finetune.training.embedding.TrainedAdapter;
import dev.tokka.rag.Encoder;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** An adapter for the claims of SciFact: learned from train queries, measured on test queries by exact search. */
record ClaimAdapter(SciFact data, EncodedTexts texts, PrintStream out) {

    private static final int DEPTH = 10;
    private static final int FLIPS = 20_000;

    /** A claim with its vector and the numbers of its abstracts. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Claim(float[] vector, Set<Integer> relevant) {

        JudgedQuestion judged() {
            return new JudgedQuestion(vector, relevant);
        }
    }

    List<Figure> measure() throws IOException {
        List<SciFact.Article> articles = data.articles(Integer.MAX_VALUE);
        List<float[]> passages = texts.of(
                "scifact-corpus",
                Encoder.Role.PASSAGE,
                articles.stream()
                        .map(article -> article.title() + "\n" + article.text())
                        .toList());
        Map<String, Integer> numbers = new HashMap<>();
        articles.forEach(article -> numbers.put(article.id(), numbers.size()));
        List<Claim> train = claims("train", numbers);
        List<Claim> test = claims("test", numbers);
        List<Claim> shuffled = new ArrayList<>(train);
        Collections.shuffle(shuffled, new Random(1));
        int left = shuffled.size() / 5;
        List<JudgedQuestion> judged = shuffled.stream().map(Claim::judged).toList();
        AdapterData learned = new AdapterData(passages, judged.subList(left, judged.size()), judged.subList(0, left));
        long start = System.nanoTime();
        TrainedAdapter adapter =
                new AdapterTrainer(learned, CandidateSource.nearest(learned)).train(AdapterOptions.defaults(1));
        double seconds = (System.nanoTime() - start) / 1e9;
        out.println("nDCG@10 of the queries left out, by epoch: " + adapter.quality() + ", kept " + adapter.epoch());
        return figures(new Scored(passages, train, test, adapter), seconds);
    }

    private List<Claim> claims(String split, Map<String, Integer> numbers) throws IOException {
        List<SciFact.Topic> topics = data.topics(split);
        List<float[]> vectors = texts.of(
                "scifact-" + split,
                Encoder.Role.QUERY,
                topics.stream().map(SciFact.Topic::text).toList());
        return IntStream.range(0, vectors.size())
                .mapToObj(i -> new Claim(
                        vectors.get(i),
                        topics.get(i).relevant().keySet().stream()
                                .map(numbers::get)
                                .collect(Collectors.toSet())))
                .toList();
    }

    private record Scored(List<float[]> passages, List<Claim> train, List<Claim> test, TrainedAdapter adapter) {

        double[] before() {
            return test.stream().mapToDouble(claim -> ndcg(claim.vector, claim)).toArray();
        }

        double[] after() {
            return test.stream()
                    .mapToDouble(claim -> ndcg(adapter.apply(claim.vector), claim))
                    .toArray();
        }

        private double ndcg(float[] vector, Claim claim) {
            double[] scores = passages.stream()
                    .mapToDouble(passage -> dot(vector, passage))
                    .toArray();
            List<String> ranking = IntStream.range(0, scores.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> -scores[i]))
                    .limit(DEPTH)
                    .map(String::valueOf)
                    .toList();
            Map<String, Integer> gains =
                    claim.relevant.stream().collect(Collectors.toMap(String::valueOf, passage -> 1));
            return RankingMetrics.ndcg(ranking, gains, DEPTH);
        }

        /** Returns which test claims ask for an abstract that no train claim asks for. */
        List<Integer> unseen() {
            Set<Integer> seen = new HashSet<>();
            train.forEach(claim -> seen.addAll(claim.relevant));
            return IntStream.range(0, test.size())
                    .filter(i -> test.get(i).relevant.stream().noneMatch(seen::contains))
                    .boxed()
                    .toList();
        }
    }

    private static List<Figure> figures(Scored scored, double seconds) {
        double[] before = scored.before();
        double[] after = scored.after();
        List<Integer> all = IntStream.range(0, before.length).boxed().toList();
        List<Integer> unseen = scored.unseen();
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.of("SciFact test, frozen encoder, nDCG@10", mean(before, all)));
        figures.add(
                Figure.of("SciFact test, adapter, nDCG@10", mean(after, all)).atLeast(mean(before, all)));
        figures.add(Figure.of("SciFact test, difference, p (sign flips)", flipped(before, after, all))
                .atMost(0.05));
        figures.add(Figure.of("SciFact test, abstracts not in train, queries", unseen.size()));
        figures.add(Figure.of("SciFact test, abstracts not in train, frozen encoder, nDCG@10", mean(before, unseen)));
        figures.add(Figure.of("SciFact test, abstracts not in train, adapter, nDCG@10", mean(after, unseen)));
        figures.add(Figure.of(
                "SciFact test, abstracts not in train, difference, p (sign flips)", flipped(before, after, unseen)));
        figures.add(Figure.of("SciFact, training", seconds, "s"));
        return figures;
    }

    private static double mean(double[] values, List<Integer> some) {
        return some.stream().mapToDouble(i -> values[i]).average().orElse(0);
    }

    /** Returns the two-sided p-value of a paired randomization test: how often chance makes so great a difference. */
    private static double flipped(double[] before, double[] after, List<Integer> some) {
        double[] differences =
                some.stream().mapToDouble(i -> after[i] - before[i]).toArray();
        double seen = Math.abs(IntStream.range(0, differences.length)
                .mapToDouble(i -> differences[i])
                .sum());
        Random random = new Random(1);
        int asGreat = 0;
        for (int flip = 0; flip < FLIPS; flip++) {
            double sum = 0;
            for (double difference : differences) {
                sum += random.nextBoolean() ? difference : -difference;
            }
            asGreat += Math.abs(sum) >= seen - 1e-12 ? 1 : 0;
        }
        return (asGreat + 1.0) / (FLIPS + 1.0);
    }

    private static double dot(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
