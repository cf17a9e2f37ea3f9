// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding;

import dev.tokka.QuestionRejectedException;
import dev.tokka.finetune.decoding.Continuation.Branch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The decoding of several prompts side by side, in the sequences of one model. */
final class Batch {

    private final Sequences sequences;
    /** Those that go on, in the order of their sequences. */
    private List<Place> places;

    Batch(Sequences sequences, List<Place> places) {
        this.sequences = sequences;
        this.places = places;
    }

    /** Decodes until the last one has ended. */
    void run() {
        List<float[]> logits = List.of();
        while (!places.isEmpty()) {
            logits = step(logits);
        }
    }

    /** Chooses a token for each sequence and returns the logits after it. */
    private List<float[]> step(List<float[]> logits) {
        List<Place> going = new ArrayList<>(places.size());
        List<Integer> kept = new ArrayList<>();
        List<int[]> tokens = new ArrayList<>();
        int row = 0;
        for (Place place : places) {
            int first = row;
            row += place.rows;
            for (Branch branch : place.step(logits.isEmpty() ? logits : logits.subList(first, row))) {
                kept.add(first + branch.row());
                tokens.add(branch.tokens().stream().mapToInt(Integer::intValue).toArray());
            }
            if (place.rows > 0) {
                going.add(place);
            }
        }
        places = going;
        if (kept.isEmpty()) {
            return List.of();
        }
        if (!isAll(kept, row)) {
            sequences.select(kept.stream().mapToInt(Integer::intValue).toArray());
        }
        return sequences.append(tokens);
    }

    private static boolean isAll(List<Integer> kept, int rows) {
        for (int i = 0; i < kept.size(); i++) {
            if (kept.get(i) != i) {
                return false;
            }
        }
        return kept.size() == rows;
    }

    /** One prompt and what becomes of it. */
    static final class Place {

        private final DecodingRequest request;
        private final Continuation continuation;
        private final int contextLength;
        private int rows = 1;
        private @Nullable RuntimeException failure;

        Place(DecodingRequest request, Vocabulary vocabulary, int contextLength) {
            this.request = request;
            this.contextLength = contextLength;
            int room = contextLength - request.prompt().size();
            // The model need not read the last token that it writes.
            int most = room < request.settings().maxTokens()
                    ? room + 1
                    : request.settings().maxTokens();
            this.continuation = Continuation.of(new Writing.Task(request, vocabulary, most));
        }

        /** Returns what is appended to which of the place's sequences; nothing once it has ended. */
        private List<Branch> step(List<float[]> logits) {
            List<Branch> branches = guarded(() -> {
                List<Branch> chosen = logits.isEmpty() ? begin() : continuation.next(logits);
                if (!chosen.isEmpty()) {
                    request.listener().beforeToken();
                }
                return chosen;
            });
            rows = branches.size();
            return branches;
        }

        private List<Branch> begin() {
            List<Integer> prompt = request.prompt();
            if (prompt.size() > contextLength) {
                throw new QuestionRejectedException(
                        "model: the prompt must have at most " + contextLength + " tokens but has " + prompt.size());
            }
            return List.of(new Branch(0, prompt));
        }

        private List<Branch> guarded(Supplier<List<Branch>> step) {
            try {
                return step.get();
            } catch (RuntimeException e) { // whatever it is, the others go on
                failure = e;
                return List.of();
            }
        }

        DecodingResult result() {
            return failure == null ? continuation.decoded().orElseThrow() : new DecodingResult.Failed(failure);
        }
    }
}
