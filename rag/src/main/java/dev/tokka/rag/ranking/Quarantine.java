// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.ranking;

import dev.tokka.Checks;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Documents that nobody finds until somebody who has looked at them releases them, such as new ones from outside.
 *
 * <p>A quarantine lives in memory and is safe for use by many threads. Where the state of a review must outlive the
 * process, keep it in the metadata of the documents and use {@link Refined#filtered}, which also keeps held documents
 * from taking the places of others.
 */
public final class Quarantine {

    private final Set<String> held = ConcurrentHashMap.newKeySet();

    /** Holds the document with the id {@code document}; holding it twice does nothing more. */
    public void hold(String document) {
        held.add(Checks.requireText(document, "document"));
    }

    /** Releases the document with the id {@code document}; returns whether it was held. */
    public boolean release(String document) {
        return held.remove(Checks.requireText(document, "document"));
    }

    /** Returns the ids of the documents that are held now. */
    public Set<String> held() {
        return Set.copyOf(held);
    }

    /** Returns how many documents are held, as {@code Quarantine[2 held]}. */
    @Override
    public String toString() {
        return "Quarantine[" + held().size() + " held]";
    }
}
