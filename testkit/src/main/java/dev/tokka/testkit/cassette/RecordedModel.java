// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit.cassette;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokka.Answer;
import dev.tokka.Caller;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.ModelException;
import dev.tokka.Question;
import dev.tokka.TokenSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** See {@link Cassette#model}. */
record RecordedModel(Reel reel, Lazy<DomainModel> real) implements DomainModel {

    @Override
    public Answer answer(Question question) {
        requireNonNull(question, "question");
        question.checkpoint(reel.title());
        JsonNode content = QuestionJson.write(question);
        Optional<String> caller = question.attributes().get(Caller.KEY).map(Caller::id);
        Scrubber scrubber = Scrubber.of(reel.redaction(), content, caller);
        Request request = Request.seen("answer", reel.model(), scrubber.hide(content));
        Optional<Entry> entry = reel.tape().find(request);
        return entry.isPresent()
                ? replay(entry.get(), question, scrubber.showing())
                : record(request, question, scrubber.hiding());
    }

    private Answer replay(Entry entry, Question question, Rewriting showing) {
        JsonNode failure = entry.response().path("failure");
        List<String> pieces = reel.read(entry, () -> Reel.pieces(entry, showing));
        if (!failure.isMissingNode()) {
            ModelException recorded = reel.read(entry, () -> FailureJson.read(failure, showing));
            stream(question, pieces);
            throw recorded;
        }
        Answer answer = reel.read(entry, () -> AnswerJson.read(entry.response(), showing));
        if (answer instanceof Answer.Reply reply) {
            // Recorded without a sink: then any pieces are as good as others.
            stream(question, pieces.isEmpty() ? List.of(reply.text()) : pieces);
        }
        return answer;
    }

    private static void stream(Question question, List<String> pieces) {
        question.attributes().get(TokenSink.KEY).ifPresent(sink -> pieces.forEach(sink::token));
    }

    private Answer record(Request request, Question question, Rewriting hiding) {
        Optional<Listening> sink = question.attributes().get(TokenSink.KEY).map(Listening::new);
        Question asked =
                sink.map(listening -> question.with(TokenSink.KEY, listening)).orElse(question);
        Tape.Slot slot = reel.tape().reserve(request);
        boolean kept = false;
        try {
            Answer answer = requireNonNull(real.get().answer(asked), "the real model answered null");
            List<String> pieces = sink.map(Listening::pieces).orElse(List.of());
            reel.tape().fill(slot, Reel.withPieces(AnswerJson.write(answer, hiding), pieces, hiding));
            kept = true;
            return answer;
        } catch (ModelException e) {
            if (sink.filter(listening -> listening.thrown).isEmpty()) { // else it is the caller's end, not the model's
                List<String> pieces = sink.map(Listening::pieces).orElse(List.of());
                reel.tape().fill(slot, Reel.withPieces(Reel.failure(FailureJson.write(e, hiding)), pieces, hiding));
                kept = true;
            }
            throw e;
        } finally {
            if (!kept) {
                reel.tape().cancel(slot);
            }
        }
    }

    /** Passes on what is streamed and keeps it. */
    private static final class Listening implements TokenSink {

        private final TokenSink sink;
        private final List<String> pieces = new ArrayList<>();
        private boolean thrown;

        Listening(TokenSink sink) {
            this.sink = sink;
        }

        @Override
        public void token(String text) {
            pieces.add(text);
            thrown = true;
            sink.token(text);
            thrown = false;
        }

        @Override
        public void restart() {
            pieces.clear();
            thrown = true;
            sink.restart();
            thrown = false;
        }

        List<String> pieces() {
            return List.copyOf(pieces);
        }
    }

    @Override
    public Description describe() {
        Description description = Description.of("cassette", reel.title())
                .with("model", reel.model())
                .with("recorded", reel.tape().digest());
        return reel.tape().mode() == CassetteMode.REPLAY
                ? description
                : description.withPart(real.get().describe());
    }

    @Override
    public String toString() {
        return reel.title();
    }
}
