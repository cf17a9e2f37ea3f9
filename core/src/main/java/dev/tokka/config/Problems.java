// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with one file, so that all of it is said at once. */
final class Problems {

    private static final String HIDDEN = "***";
    private static final int DEEPEST_CAUSE = 20;

    private final Path file;
    private final List<Problem> found = new ArrayList<>();
    private final Set<String> secrets = new HashSet<>();
    private @Nullable Throwable cause;

    Problems(Path file) {
        this.file = file;
    }

    /** Adds a problem, and returns that there is no value. */
    <T> Optional<T> add(Place place, String message) {
        found.add(new Problem(file, place.line(), place.column(), hide(message)));
        return Optional.empty();
    }

    /** Adds a problem in the one form that they have, and returns that there is no value. */
    <T> Optional<T> add(Place place, String expected, String seen) {
        return add(place, "expected " + expected + " but found " + seen);
    }

    /** Adds a problem that a failure tells of, and returns that there is no value. */
    <T> Optional<T> add(Place place, String message, Throwable failure) {
        if (cause == null && !tells(failure)) {
            cause = failure;
        }
        return add(place, message);
    }

    /** Adds all problems of another file, and returns that there is no value. */
    <T> Optional<T> addAll(Problems others) {
        return addAll(others, "");
    }

    /** Adds all problems of another file, each with words behind its message, and returns that there is no value. */
    <T> Optional<T> addAll(Problems others, String more) {
        others.found.forEach(problem ->
                found.add(new Problem(problem.file(), problem.line(), problem.column(), problem.message() + more)));
        if (cause == null) {
            cause = others.cause;
        }
        return Optional.empty();
    }

    /** Takes a value that must not appear in any message. */
    void conceal(String secret) {
        if (!secret.isBlank()) {
            secrets.add(secret);
        }
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** Returns all of them as an exception, in the order of the file, and after them those of files that it names. */
    ConfigException exception() {
        Comparator<Problem> byFile =
                Comparator.comparing(problem -> problem.file().equals(file) ? "" : "" + problem.file());
        return new ConfigException(
                found.stream()
                        .distinct()
                        .sorted(byFile.thenComparingInt(Problem::line).thenComparingInt(Problem::column))
                        .toList(),
                cause);
    }

    private String hide(String message) {
        String hidden = message;
        for (String secret : secrets) {
            hidden = hidden.replace(secret, HIDDEN);
        }
        return hidden;
    }

    /** Returns whether a log that shows {@code failure} would show a secret. */
    private boolean tells(Throwable failure) {
        Throwable at = failure;
        for (int depth = 0; at != null && depth < DEEPEST_CAUSE; depth++) {
            String message = String.valueOf(at.getMessage());
            if (!hide(message).equals(message) || at.getSuppressed().length > 0) {
                return true;
            }
            at = at.getCause();
        }
        return at != null;
    }
}
