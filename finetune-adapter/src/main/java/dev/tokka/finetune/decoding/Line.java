// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding;

import dev.tokka.finetune.decoding.Decoded.Finish;
import java.util.List;
import java.util.Optional;

/** A text that is written token after token. */
final class Line implements Continuation {

    private final Writing writing;
    private final Sampler sampler;
    private final int vocabularySize;
    private float[] scores = {};
    private Optional<Decoded> decoded = Optional.empty();

    Line(Writing.Task task) {
        this.writing = new Writing(task);
        this.sampler = Sampler.of(task.request().settings());
        this.vocabularySize = task.vocabulary().size();
    }

    @Override
    public List<Branch> next(List<float[]> rows) {
        float[] logits = rows.get(0);
        int n = Math.min(vocabularySize, logits.length);
        double normalizer = Logits.logSumExp(logits, n);
        int token = choose(penalized(logits, n), n);
        Optional<Finish> finish = writing.add(token, Math.min(0, logits[token] - normalizer));
        writing.tell(finish.isPresent());
        decoded = finish.map(writing::decoded);
        return finish.isPresent() ? List.of() : List.of(new Branch(0, List.of(token)));
    }

    /** Returns the logits, or a copy where the model's own are needed later. */
    private float[] penalized(float[] logits, int n) {
        if (!writing.penalty().isOn()) {
            return logits;
        }
        if (scores.length < n) {
            scores = new float[n];
        }
        System.arraycopy(logits, 0, scores, 0, n);
        writing.penalty().apply(scores, n);
        return scores;
    }

    private int choose(float[] choices, int n) {
        writing.restrict(choices, n);
        int token = sampler.sample(choices, n);
        while (!writing.allows(token)) {
            choices[token] = Float.NEGATIVE_INFINITY;
            writing.restrict(choices, n); // says so if none is left
            token = sampler.sample(choices, n);
        }
        return token;
    }

    @Override
    public Optional<Decoded> decoded() {
        return decoded;
    }
}
