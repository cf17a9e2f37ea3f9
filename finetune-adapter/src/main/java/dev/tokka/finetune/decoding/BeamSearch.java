// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding;

import dev.tokka.finetune.decoding.Candidates.Candidate;
import dev.tokka.finetune.decoding.Decoded.Finish;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Several texts that are written side by side, of which the best is kept: as transformers does it.
 *
 * <p>Of the best {@code (1 + number of end tokens) * beams} candidates (twice as many as beams if there are no end tokens),
 * those that end count only among the first {@code beams}; the best that do not end go on.
 */
final class BeamSearch implements Continuation {

    private final DecodingSettings.Beams beams;
    private final int candidates;
    private final int vocabularySize;
    private final List<Ended> ended = new ArrayList<>();
    private List<Beam> running;
    private float[][] scores = {};
    private Optional<Decoded> decoded = Optional.empty();

    private record Beam(Writing writing, double score) {}

    private record Ended(Writing writing, Finish finish, double score) {}

    BeamSearch(Writing.Task task) {
        DecodingSettings settings = task.request().settings();
        this.beams = settings.beams();
        this.candidates = Math.max(2, 1 + settings.ends().tokens().size()) * beams.count();
        this.vocabularySize = task.vocabulary().size();
        this.running = List.of(new Beam(new Writing(task), 0));
    }

    @Override
    public List<Branch> next(List<float[]> rows) {
        List<Beam> before = running;
        running = new ArrayList<>(beams.count());
        List<Branch> branches = new ArrayList<>(beams.count());
        int rank = 0;
        double[] normalizers = score(before, rows);
        for (Candidate candidate : best(before, rows)) {
            if (rank >= beams.count() && running.size() == beams.count()) {
                break;
            }
            Writing writing = before.get(candidate.row()).writing().copy();
            float logit = rows.get(candidate.row())[candidate.token()];
            Optional<Finish> finish = writing.add(candidate.token(), Math.min(0, logit - normalizers[candidate.row()]));
            if (finish.isEmpty()) {
                if (running.size() < beams.count()) {
                    running.add(new Beam(writing, candidate.score()));
                    branches.add(new Branch(candidate.row(), List.of(candidate.token())));
                }
            } else if (rank < beams.count()) {
                end(writing, finish.get(), candidate.score());
            }
            rank++;
        }
        if (goesOn()) {
            return branches;
        }
        finish();
        return List.of();
    }

    /** Fills in the scores of all tokens after each text and returns what logits are log-probabilities less of. */
    private double[] score(List<Beam> before, List<float[]> rows) {
        int n = Math.min(vocabularySize, rows.get(0).length);
        if (scores.length == 0) {
            scores = new float[beams.count()][n];
        }
        double[] normalizers = new double[before.size()];
        for (int row = 0; row < before.size(); row++) {
            float[] logits = rows.get(row);
            normalizers[row] = Logits.logSumExp(logits, n);
            for (int token = 0; token < n; token++) {
                scores[row][token] = (float) (logits[token] - normalizers[row]);
            }
            Writing writing = before.get(row).writing();
            writing.penalty().apply(scores[row], n);
            writing.restrict(scores[row], n);
        }
        return normalizers;
    }

    private List<Candidate> best(List<Beam> before, List<float[]> rows) {
        while (true) {
            Candidates best = new Candidates(candidates);
            for (int row = 0; row < before.size(); row++) {
                int n = Math.min(vocabularySize, rows.get(row).length);
                best.offer(row, before.get(row).score(), scores[row], n);
            }
            List<Candidate> sorted = best.bestFirst();
            List<Candidate> forbidden = sorted.stream()
                    .filter(candidate -> !before.get(candidate.row()).writing().allows(candidate.token()))
                    .toList();
            if (forbidden.isEmpty()) {
                return sorted;
            }
            forbidden.forEach(candidate -> scores[candidate.row()][candidate.token()] = Float.NEGATIVE_INFINITY);
        }
    }

    private void end(Writing writing, Finish finish, double score) {
        ended.add(new Ended(writing, finish, score / Math.pow(writing.length(), beams.lengthPenalty())));
        ended.sort(Comparator.comparingDouble(Ended::score).reversed());
        if (ended.size() > beams.count()) {
            ended.remove(beams.count());
        }
    }

    /** Returns whether a text that goes on could still get better than those that have ended. */
    private boolean goesOn() {
        if (running.isEmpty()) {
            return false;
        }
        if (ended.size() < beams.count()) {
            return true;
        }
        Beam best = running.get(0);
        double bestScore = best.score() / Math.pow(best.writing().length(), beams.lengthPenalty());
        return !beams.early() && bestScore > ended.get(beams.count() - 1).score();
    }

    private void finish() {
        Ended best = ended.get(0);
        best.writing().tell(true);
        decoded = Optional.of(best.writing().decoded(best.finish()));
    }

    @Override
    public Optional<Decoded> decoded() {
        return decoded;
    }
}
