// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.store;

import dev.tokka.ModelUnavailableException;
import dev.tokka.ModelUnavailableException.Reason;
import dev.tokka.rag.index.IndexStorageException;
import java.io.IOException;
import java.io.InterruptedIOException;

/** Failures of the cluster as those of an index. */
final class OpenSearchFailures {

    private OpenSearchFailures() {}

    /** What is done with the cluster. */
    @FunctionalInterface
    interface Use<T> {
        T run() throws IOException;
    }

    static <T> T storing(String doing, Use<T> use) {
        try {
            return use.run();
        } catch (InterruptedIOException e) {
            throw new ModelUnavailableException(Reason.INTERRUPTED, "opensearch: interrupted while " + doing);
        } catch (IOException e) {
            throw new IndexStorageException(
                    "opensearch: expected success while " + doing + " but got " + e.getMessage()
                            + "; what was committed before is still there",
                    null);
        }
    }

    static <T> T reading(Use<T> use) {
        try {
            return use.run();
        } catch (OpenSearchHttp.Refused e) {
            throw new ModelUnavailableException(
                    reason(e.status()), "opensearch: expected passages but got " + e.getMessage());
        } catch (IOException e) {
            throw new ModelUnavailableException(
                    Reason.TEMPORARY, "opensearch: expected passages but " + e.getMessage());
        }
    }

    private static Reason reason(int status) {
        if (status == 429) {
            return Reason.RATE_LIMITED;
        }
        if (status == 401 || status == 403 || status == 404) {
            return Reason.CONFIGURATION;
        }
        return status >= 500 ? Reason.TEMPORARY : Reason.PROVIDER;
    }
}
