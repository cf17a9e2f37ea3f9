// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding;

import dev.tokka.QuestionRejectedException;
import dev.tokka.finetune.decoding.Decoded.ChosenToken;
import dev.tokka.finetune.decoding.Decoded.Finish;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One continuation of a prompt while it is being written. */
final class Writing {

    private final Task task;
    private final List<ChosenToken> tokens;
    private final TextStream stream;
    private final Penalty penalty;
    private Optional<States.State> state;

    /**
     * What is to be done.
     *
     * @param most the most tokens that may be written
     */
    record Task(DecodingRequest request, Vocabulary vocabulary, int most) {}

    /** Begins to write. */
    Writing(Task task) {
        this.task = task;
        this.tokens = new ArrayList<>();
        this.stream = new TextStream(task.request().settings().ends().stops());
        this.penalty = new Penalty(
                task.request().settings().repetitionPenalty(), task.request().prompt());
        this.state = task.request().constraint().map(TokenConstraint::start);
    }

    private Writing(Writing other) {
        this.task = other.task;
        this.tokens = new ArrayList<>(other.tokens);
        this.stream = other.stream.copy();
        this.penalty = other.penalty.copy();
        this.state = other.state;
    }

    /** Returns a copy that goes on alone. */
    Writing copy() {
        return new Writing(this);
    }

    Penalty penalty() {
        return penalty;
    }

    int length() {
        return tokens.size();
    }

    /**
     * Sets the scores of tokens that the constraint forbids to negative infinity.
     *
     * @throws QuestionRejectedException if no token is left
     */
    void restrict(float[] scores, int n) {
        if (state.isPresent()) {
            restrict(scores, n, state.get());
        }
    }

    private void restrict(float[] scores, int n, States.State now) {
        BitSet allowed = task.request().constraint().orElseThrow().allowed(now);
        Map<Integer, Float> ends = now.state().isComplete() ? ends(scores, n) : Map.of();
        for (int token = allowed.nextClearBit(0); token < n; token = allowed.nextClearBit(token + 1)) {
            scores[token] = Float.NEGATIVE_INFINITY;
        }
        ends(scores, n).keySet().forEach(token -> scores[token] = Float.NEGATIVE_INFINITY);
        ends.forEach((token, score) -> scores[token] = score);
        if (scores[Logits.argmax(scores, n)] == Float.NEGATIVE_INFINITY) {
            throw new QuestionRejectedException("constraint: after " + tokens.size()
                    + " tokens the model's vocabulary has none that may follow; it cannot write what is demanded");
        }
    }

    private Map<Integer, Float> ends(float[] scores, int n) {
        return task.request().settings().ends().tokens().stream()
                .filter(token -> token < n)
                .collect(Collectors.toMap(token -> token, token -> scores[token]));
    }

    /** Returns whether {@code token} may be added: the last word, after {@link #restrict}. */
    boolean allows(int token) {
        return state.isEmpty() || isEnd(token) || after(token).isPresent();
    }

    private Optional<States.State> after(int token) {
        return task.request()
                .constraint()
                .flatMap(constraint ->
                        constraint.after(state.orElseThrow(), task.vocabulary().bytes(token)));
    }

    private boolean isEnd(int token) {
        return task.request().settings().ends().tokens().contains(token);
    }

    /** Adds a token and returns why the text ends with it, or empty if it goes on. */
    Optional<Finish> add(int token, double logProbability) {
        tokens.add(new ChosenToken(token, logProbability));
        penalty.add(token);
        if (isEnd(token)) {
            return finished(Finish.END);
        }
        stream.add(task.vocabulary().bytes(token));
        if (stream.isStopped()) {
            return finished(Finish.STOP);
        }
        if (state.isPresent()) {
            state = after(token);
            if (isFulfilled(state.orElseThrow())) {
                return finished(Finish.END);
            }
        }
        return tokens.size() < task.most() ? Optional.empty() : finished(Finish.LENGTH);
    }

    private boolean isFulfilled(States.State now) {
        return now.state().isComplete()
                && task.request().constraint().orElseThrow().allowed(now).isEmpty();
    }

    private Optional<Finish> finished(Finish finish) {
        stream.end();
        return Optional.of(finish);
    }

    /** Tells the listener what is new and certain. */
    void tell(boolean ended) {
        String piece = stream.take(ended);
        if (!piece.isEmpty()) {
            task.request().listener().text(piece);
        }
    }

    Decoded decoded(Finish finish) {
        return new Decoded(tokens, stream.text(), finish);
    }
}
