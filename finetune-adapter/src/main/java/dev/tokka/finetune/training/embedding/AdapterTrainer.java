// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.embedding;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Trains an adapter for the vectors of questions: x becomes (I + up · down) x, divided by its length, with a low rank and
 * the identity as the start.
 *
 * <pre>{@code
 * TrainedAdapter adapter = new AdapterTrainer(data, CandidateSource.nearest(data)).train(AdapterOptions.defaults(1));
 * if (adapter.improves()) {
 *     adapter.write(Path.of("adapters/law"), "law", encoder.describe(), "datasheets/law.md");
 * }
 * }</pre>
 *
 * <p>Each question is told apart from the passages of the others in its batch and from hard negatives, which {@code
 * candidates} finds once; passages that answer it are never negatives. After each epoch nDCG@10 of the questions left out is
 * measured over all passages; the epoch with the best one is kept, which may be the start. One thread; the same bytes for the
 * same data, options and seed.
 *
 * @param data what is learned from
 * @param candidates finds hard negatives
 */
public record AdapterTrainer(AdapterData data, CandidateSource candidates) {

    /** Checks that nothing is missing. */
    public AdapterTrainer {
        requireNonNull(data, "data");
        requireNonNull(candidates, "candidates");
    }

    /** Returns the adapter that is best on the questions left out. */
    public TrainedAdapter train(AdapterOptions options) {
        Random random = new Random(options.seed());
        LowRank weights = LowRank.start(options.rank(), data.dimension(), random);
        Adam adam = new Adam(options.descent(), weights);
        List<List<Integer>> hard = hardNegatives(options.contrast());
        List<Double> quality = new ArrayList<>(List.of(ndcg(weights)));
        LowRank best = weights.copy();
        int bestEpoch = 0;
        int last = options.descent().epochs();
        for (int epoch = 1;
                epoch <= last && epoch - bestEpoch <= options.descent().patience();
                epoch++) {
            for (List<Integer> batch : batches(options.contrast().batch(), random)) {
                adam.step(weights, gradient(weights, batch, hard, new Choice(options.contrast(), random)));
            }
            quality.add(ndcg(weights));
            if (quality.get(epoch) > quality.get(bestEpoch)) {
                best = weights.copy();
                bestEpoch = epoch;
            }
        }
        return new TrainedAdapter(best, quality, bestEpoch);
    }

    /** How negatives are chosen. */
    private record Choice(AdapterOptions.Contrast contrast, Random random) {}

    private List<List<Integer>> hardNegatives(AdapterOptions.Contrast contrast) {
        List<List<Integer>> all = new ArrayList<>();
        for (int question = 0; question < data.train().size(); question++) {
            Set<Integer> relevant = data.train().get(question).relevant();
            int limit = contrast.negatives() == 0 ? 0 : contrast.pool() + relevant.size();
            all.add((limit == 0 ? List.<Integer>of() : candidates.candidates(question, limit))
                    .stream()
                            .filter(passage -> !relevant.contains(passage))
                            .limit(contrast.pool())
                            .toList());
        }
        return all;
    }

    private double ndcg(LowRank weights) {
        Neighbours neighbours = new Neighbours(data.passages());
        return data.heldOut().stream()
                .mapToDouble(question -> neighbours.ndcg(weights.apply(question.vector()), question.relevant()))
                .average()
                .orElseThrow();
    }

    private List<List<Integer>> batches(int size, Random random) {
        List<Integer> order = new ArrayList<>();
        for (int question = 0; question < data.train().size(); question++) {
            order.add(question);
        }
        Collections.shuffle(order, random);
        List<List<Integer>> batches = new ArrayList<>();
        for (int start = 0; start < order.size(); start += size) {
            batches.add(order.subList(start, Math.min(order.size(), start + size)));
        }
        return batches;
    }

    private LowRank gradient(LowRank weights, List<Integer> batch, List<List<Integer>> hard, Choice choice) {
        LowRank gradient = weights.zero();
        ContrastiveLoss loss = new ContrastiveLoss(choice.contrast.temperature());
        List<Integer> positives = batch.stream()
                .map(question -> one(data.train().get(question).relevant(), choice.random))
                .toList();
        for (int i = 0; i < batch.size(); i++) {
            JudgedQuestion question = data.train().get(batch.get(i));
            List<Integer> choices = new ArrayList<>(List.of(positives.get(i)));
            positives.stream()
                    .filter(passage -> !question.relevant().contains(passage))
                    .forEach(choices::add);
            List<Integer> negatives = new ArrayList<>(hard.get(batch.get(i)));
            Collections.shuffle(negatives, choice.random);
            choices.addAll(negatives.subList(0, Math.min(negatives.size(), choice.contrast.negatives())));
            loss.add(
                    weights,
                    question.vector(),
                    choices.stream().distinct().map(data.passages()::get).toList(),
                    gradient);
        }
        float share = 1f / batch.size();
        for (int i = 0; i < gradient.down().length; i++) {
            LowRank.add(gradient.down()[i], share - 1, gradient.down()[i].clone());
            LowRank.add(gradient.up()[i], share - 1, gradient.up()[i].clone());
        }
        return gradient;
    }

    private static int one(Set<Integer> relevant, Random random) {
        return relevant.stream()
                .sorted() // sets have an order of their own in each process
                .skip(random.nextInt(relevant.size()))
                .findFirst()
                .orElseThrow();
    }
}
