// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A file cannot become a model. The message has a line for each of the {@link #problems}; correct them and load again. */
public final class ConfigException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems; // a path cannot be serialized; the message says it all

    ConfigException(List<Problem> problems, @Nullable Throwable cause) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")), cause);
        this.problems = List.copyOf(problems);
    }

    /** Returns all that is wrong, in the order of the file, and then in files that it names; at least one. */
    public List<Problem> problems() {
        return problems;
    }
}
