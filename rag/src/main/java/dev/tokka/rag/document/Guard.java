// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import dev.tokka.rag.document.DocumentException.Reason;
import java.io.IOException;

/**
 * The border between hostile input and everything else: whatever a parser throws leaves as a {@link DocumentException}.
 */
final class Guard {

    private Guard() {}

    static SourceDocument parsing(String id, Parse parse) {
        try {
            return parse.run();
        } catch (DocumentException e) {
            throw e;
        } catch (IOException | RuntimeException | StackOverflowError | LinkageError e) {
            // a linkage error is a part of a format for which a parser lacks the classes

            // the parser's own message may quote the document, so only its type is passed on
            throw new DocumentException(
                    id,
                    Reason.MALFORMED,
                    "expected a sound file but parsing ended in " + e.getClass().getName(),
                    e);
        } catch (OutOfMemoryError e) { // the last resort: the limits should have refused the file before
            throw new DocumentException(
                    id, Reason.TOO_LARGE, "expected a file that fits into memory but it does not", e);
        }
    }

    /** Returns {@code document} if it holds text. */
    static SourceDocument requireText(SourceDocument document) {
        if (document.blocks().isEmpty()) {
            throw new DocumentException(document.id(), Reason.NO_TEXT, "expected text but there is none");
        }
        return document;
    }

    /** Checks the size of a file before anything is parsed. */
    static void requireSize(String id, long bytes, ReadLimits limits) {
        if (bytes > limits.maxBytes()) {
            throw new DocumentException(
                    id, Reason.TOO_LARGE, "expected at most %d bytes but there are more".formatted(limits.maxBytes()));
        }
    }

    /** What a parser does. */
    @FunctionalInterface
    interface Parse {
        SourceDocument run() throws IOException;
    }
}
