// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import java.util.Optional;

/** One attempt at a question: knows whether it has begun to stream, so that giving it up can be told to the sink. */
final class Attempt {

    private final Question question;
    private final Optional<Watched> sink;

    Attempt(Question question) {
        this.sink = question.attributes().get(TokenSink.KEY).map(Watched::new);
        this.question =
                sink.map(watched -> question.with(TokenSink.KEY, watched)).orElse(question);
    }

    /** Returns the question to ask, which streams through this attempt. */
    Question question() {
        return question;
    }

    /** Tells the sink to start over if anything was streamed. */
    void giveUp() {
        sink.filter(watched -> watched.begun).ifPresent(Watched::restart);
    }

    /** Returns whether the sink threw, which ends the call whatever the exception is. */
    boolean endedBySink() {
        return sink.filter(watched -> watched.inSink).isPresent();
    }

    private static final class Watched implements TokenSink {

        private final TokenSink sink;
        private boolean begun;
        private boolean inSink; // stays true once the sink throws

        Watched(TokenSink sink) {
            this.sink = sink;
        }

        @Override
        public void token(String text) {
            begun = true;
            inSink = true;
            sink.token(text);
            inSink = false;
        }

        @Override
        public void restart() {
            begun = false;
            inSink = true;
            sink.restart();
            inSink = false;
        }
    }
}
