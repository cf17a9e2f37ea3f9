// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

import dev.tokka.Question;
import dev.tokka.TokenSink;
import java.util.ArrayList;
import java.util.List;

/** A sink that keeps what it took, and the threads that gave it. */
final class ReadAloud implements TokenSink {

    private final List<String> pieces = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    @Override
    public void token(String text) {
        pieces.add(text);
        threads.add(Thread.currentThread());
    }

    @Override
    public void restart() {
        pieces.clear();
    }

    Question asked(String text) {
        return Question.of(text).with(TokenSink.KEY, this);
    }

    List<String> pieces() {
        return List.copyOf(pieces);
    }

    List<Thread> threads() {
        return List.copyOf(threads);
    }

    String text() {
        return String.join("", pieces);
    }
}
