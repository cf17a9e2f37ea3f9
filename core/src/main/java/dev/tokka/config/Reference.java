// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value that stands elsewhere: {@code ${NAME}} is the environment variable, {@code ${file:path}} the text of a file.
 *
 * @param file whether it is a file
 * @param name of the variable or the file
 */
record Reference(boolean file, String name) {

    private static final Pattern WRITTEN = Pattern.compile("\\$\\{(?:file:([^}]+)|([A-Za-z_][A-Za-z0-9_]*))}");
    private static final int MAX_BYTES = 64 * 1024;

    /** Returns the reference that {@code scalar} is, or empty if it is a value itself. */
    static Optional<Reference> of(Node.Scalar scalar) {
        Matcher matcher = WRITTEN.matcher(scalar.text());
        if (scalar.form() != Node.Form.TEXT || !matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                matcher.group(1) != null
                        ? new Reference(true, matcher.group(1))
                        : new Reference(false, matcher.group(2)));
    }

    /** Returns the value, without space around it, or empty after a problem. */
    Optional<String> value(Place place, Reading reading) {
        Optional<String> value = (file ? text(place, reading) : variable(place, reading)).map(String::strip);
        value.ifPresent(reading.problems()::conceal);
        return value;
    }

    private Optional<String> variable(Place place, Reading reading) {
        String value = reading.environment().get(name);
        return value == null || value.isBlank()
                ? reading.problems().add(place, "the environment variable " + name, "none of that name, or a blank one")
                : Optional.of(value);
    }

    private Optional<String> text(Place place, Reading reading) {
        Optional<Path> path = reading.path(place, name).filter(Files::isRegularFile);
        if (path.isEmpty()) {
            return reading.problems().add(place, "the file " + name, "no such file");
        }
        try (InputStream in = Files.newInputStream(path.get())) {
            String text = new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
            return text.isBlank()
                    ? reading.problems().add(place, "a value in the file " + name, "an empty file")
                    : Optional.of(text);
        } catch (IOException e) {
            return reading.problems()
                    .add(
                            place,
                            "the file " + name + " to be readable",
                            e.getClass().getSimpleName());
        }
    }
}
