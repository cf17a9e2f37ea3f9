// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the maker of a {@link Kind} gets beside its settings. Not safe for use by many threads. */
public final class Making {

    private final Map<String, String> environment;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final Map<Object, AutoCloseable> shared = new HashMap<>();

    Making(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * Returns {@code resource}, which is closed with the model that is loaded: once, after what was opened later, and also
     * if loading fails.
     */
    public <C extends AutoCloseable> C opened(C resource) {
        opened.push(requireNonNull(resource, "resource"));
        return resource;
    }

    /**
     * Returns what was opened before under an equal key, or opens it: for what several parts of a file use, such as an
     * index.
     *
     * @param key what it is opened with; of a class of your own, so that nobody else has an equal one
     * @throws ClassCastException if something else was opened under that key
     */
    public <C extends AutoCloseable> C shared(Object key, Class<C> type, Supplier<C> open) {
        AutoCloseable known = shared.get(requireNonNull(key, "key"));
        if (known != null) {
            return type.cast(known);
        }
        C resource = opened(open.get());
        shared.put(key, resource);
        return resource;
    }

    /** Returns the environment variables. */
    public Map<String, String> environment() {
        return environment;
    }

    /**
     * Closes all that was opened, the last one first, and forgets it. A failure does not keep the others open; the first
     * one is thrown when all are closed, with those after it.
     */
    void close() {
        RuntimeException first = null;
        while (!opened.isEmpty()) {
            first = joined(first, failure(opened.pop()));
        }
        if (first != null) {
            throw first;
        }
    }

    private static @Nullable RuntimeException failure(AutoCloseable resource) {
        try {
            resource.close();
            return null;
        } catch (RuntimeException e) {
            return e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new IllegalStateException("closing was interrupted", e);
        } catch (Exception e) {
            return new IllegalStateException("what a model held could not be closed", e);
        }
    }

    private static @Nullable RuntimeException joined(
            @Nullable RuntimeException first, @Nullable RuntimeException next) {
        if (first == null || next == null || first == next) {
            return first == null ? next : first;
        }
        first.addSuppressed(next);
        return first;
    }
}
