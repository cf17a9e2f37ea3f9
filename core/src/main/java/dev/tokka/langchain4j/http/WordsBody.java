// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The body of a response that is no answer: as much of it as may tell why, and no longer than a moment. */
final class WordsBody extends Body {

    /** What was said. */
    record Said(boolean failed, Optional<String> words) {}

    private static final int MOST_BYTES = 64 * 1024;

    private final CompletableFuture<Said> said = new CompletableFuture<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** Returns what completes, always normally, with what was said. */
    CompletableFuture<Said> said() {
        return said;
    }

    @Override
    void take(ByteBuffer more) {
        byte[] copy = new byte[Math.min(more.remaining(), MOST_BYTES - bytes.size())];
        more.get(copy);
        bytes.writeBytes(copy);
        if (more.hasRemaining()) {
            cancel();
            end();
        }
    }

    @Override
    void end() {
        try {
            Facts facts = Facts.read(bytes.toByteArray());
            said.complete(new Said(facts.failed(), facts.words()));
        } catch (Facts.Malformed e) {
            nothing();
        }
    }

    @Override
    void broken(Throwable failure) {
        nothing();
    }

    /** Ends the waiting for words. */
    void nothing() {
        said.complete(new Said(false, Optional.empty()));
    }
}
