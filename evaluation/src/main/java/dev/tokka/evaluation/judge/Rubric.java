// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.judge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.Description;
import dev.tokka.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a judge is told: the wording, and the scale on which it grades.
 *
 * <p>The template holds the placeholders <code>{task}</code>, <code>{reference}</code>, <code>{criteria}</code> and
 * <code>{answer}</code>, or, where two answers are compared, <code>{answer_a}</code> and <code>{answer_b}</code>. Each is
 * replaced by a text between two fences. A rubric as a file is UTF-8: the lines {@code name: ...},
 * {@code language: ...} and {@code scale: ...} (a {@link Scale}, in any case) in any order, an empty line, and the
 * template.
 *
 * @param name what reports call it; not blank
 * @param language the BCP 47 language of the wording, such as {@code ja}; not blank
 * @param scale what the judge gives
 * @param template the wording; not blank
 */
public record Rubric(String name, String language, Scale scale, String template) {

    private static final Set<String> HEADER = Set.of("name", "language", "scale");

    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if one is blank, or the template lacks the task or an answer to be judged
     */
    public Rubric {
        Checks.requireText(name, "name");
        Checks.requireText(language, "language");
        Checks.requireText(template, "template");
        requirePlaceholder(template, "{task}");
        if (requireNonNull(scale, "scale") == Scale.PAIRWISE) {
            requirePlaceholder(template, "{answer_a}");
            requirePlaceholder(template, "{answer_b}");
        } else {
            requirePlaceholder(template, "{answer}");
        }
    }

    /**
     * Returns the Japanese rubric for ELYZA-tasks-100: 1 to 5, the deductions that its authors' raters make, and the
     * criteria of the task. The wording is this library's own.
     */
    public static Rubric elyzaTasks100() {
        return builtIn("elyza-tasks-100-ja");
    }

    /** Returns the English rubric that grades from 1 to 5. */
    public static Rubric gradeInEnglish() {
        return builtIn("grade-en");
    }

    /** Returns the English rubric that says whether an answer is right. */
    public static Rubric correctnessInEnglish() {
        return builtIn("correctness-en");
    }

    /** Returns the Japanese rubric that says whether an answer is right. */
    public static Rubric correctnessInJapanese() {
        return builtIn("correctness-ja");
    }

    /** Returns the English rubric that compares two answers. */
    public static Rubric pairwiseInEnglish() {
        return builtIn("pairwise-en");
    }

    /** Returns the Japanese rubric that compares two answers. */
    public static Rubric pairwiseInJapanese() {
        return builtIn("pairwise-ja");
    }

    /**
     * Reads a rubric from a file.
     *
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if it is not in the format that {@link Rubric} says; the message has the file and
     *     the line
     */
    public static Rubric load(Path file) throws IOException {
        return parse(Files.readString(file, UTF_8), file.toString());
    }

    /** Returns the SHA-256 of everything that the judge is told by this rubric, as 64 hexadecimal digits. */
    public String hash() {
        return Digests.sha256(language + "\n" + scale.name() + "\n" + template);
    }

    /** Returns kind {@code "rubric"}, its name, language, scale and {@link #hash()}. */
    public Description describe() {
        return Description.of("rubric", name)
                .with("language", language)
                .with("scale", scale)
                .with("hash", hash());
    }

    static Rubric parse(String text, String where) {
        String[] lines = text.replace("\r\n", "\n").split("\n", -1);
        Map<String, String> header = new TreeMap<>();
        int at = 0;
        while (at < lines.length && !lines[at].isBlank()) {
            String[] parts = lines[at].split(":", 2);
            String key = parts[0].strip();
            at++;
            if (parts.length < 2 || !HEADER.contains(key) || header.put(key, parts[1].strip()) != null) {
                throw new IllegalArgumentException(where + ", line " + at
                        + ": expected one each of name:, language: and scale:, then an empty line, but found \""
                        + lines[at - 1] + "\"");
            }
        }
        if (!header.keySet().equals(HEADER)) {
            throw new IllegalArgumentException(where + ", line " + at
                    + ": expected the lines name:, language: and scale: before the first empty line but found only "
                    + header.keySet());
        }
        String template = Arrays.stream(lines).skip(at + 1L).collect(Collectors.joining("\n"));
        try {
            return new Rubric(
                    header.getOrDefault("name", ""),
                    header.getOrDefault("language", ""),
                    scale(header.getOrDefault("scale", "")),
                    template.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
        }
    }

    private static Scale scale(String name) {
        for (Scale scale : Scale.values()) {
            if (scale.name().equalsIgnoreCase(name)) {
                return scale;
            }
        }
        throw new IllegalArgumentException(
                "scale must be one of " + Arrays.toString(Scale.values()) + " but is \"" + name + "\"");
    }

    private static Rubric builtIn(String name) {
        String resource = name + ".txt";
        try (InputStream in = Rubric.class.getResourceAsStream(resource)) {
            return parse(new String(requireNonNull(in, resource).readAllBytes(), UTF_8), resource);
        } catch (IOException e) {
            throw new IllegalStateException("the library's own rubric " + resource + " cannot be read", e);
        }
    }

    private static void requirePlaceholder(String template, String placeholder) {
        if (!template.contains(placeholder)) {
            throw new IllegalArgumentException("template must contain " + placeholder);
        }
    }
}
