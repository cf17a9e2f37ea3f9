// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

/**
 * A model that was loaded from a file, with all that had to be opened for it: see {@link DomainModels#load}.
 *
 * <p>Whoever loads it closes it. It answers and is described like the model that Java code builds of the same parts.
 */
public interface LoadedModel extends DomainModel, AutoCloseable {

    /**
     * Takes no more questions, and frees what the model holds once the calls under way have ended; it does not wait for
     * them. A question that comes later fails with {@link ModelUnavailableException}. Does nothing the second time.
     */
    @Override
    void close();
}
