// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import dev.tokka.rag.document.DocumentException.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The time left to read one document; parsers are made to look at it whenever they ask for more input. */
record ReadTimer(String documentId, Duration maxTime, Instant end, InstantSource clock) {

    static ReadTimer start(String documentId, Duration maxTime, InstantSource clock) {
        return new ReadTimer(documentId, maxTime, clock.instant().plus(maxTime), clock);
    }

    /** Returns a timer that never ends, for text that the caller already holds. */
    static ReadTimer unlimited(String documentId) {
        return new ReadTimer(documentId, Duration.ZERO, Instant.MAX, InstantSource.system());
    }

    /** Throws once the time is over. */
    void check() {
        if (clock.instant().isAfter(end)) {
            throw new DocumentException(
                    documentId, Reason.TOO_SLOW, "expected to be read within " + maxTime + " but was not");
        }
    }

    /** Returns a reader of {@code text} that checks the time before each portion. */
    Reader reader(String text) {
        return new StringReader(text) {
            @Override
            public int read(char[] target, int offset, int length) throws IOException {
                check();
                return super.read(target, offset, length);
            }
        };
    }

    /** Returns {@code content} as a stream that checks the time before each portion. */
    InputStream input(byte[] content) {
        return new ByteArrayInputStream(content) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                check();
                return super.read(target, offset, length);
            }
        };
    }
}
