// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

/** Asking a model whose answer may not be taken: nothing of it is streamed until it is. */
final class Buffered {

    private Buffered() {}

    /** Returns {@code question} without its sink. */
    static Question question(Question question) {
        return question.attributes().get(TokenSink.KEY).isEmpty()
                ? question
                : question.withAttributes(question.attributes().without(TokenSink.KEY));
    }

    /** Streams the text of {@code answer}, if it is a reply, to the sink of {@code question} in one piece. */
    static void release(Question question, Answer answer) {
        if (answer instanceof Answer.Reply reply) {
            question.attributes().get(TokenSink.KEY).ifPresent(sink -> sink.token(reply.text()));
        }
    }
}
