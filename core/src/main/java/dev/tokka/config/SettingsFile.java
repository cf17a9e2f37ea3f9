// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads files of settings that are no models, such as the profile of a domain, as strictly as those of models: everything
 * that is wrong is told at once, with line and column.
 *
 * <pre>{@code
 * Person person = SettingsFile.read(file, Type.object(NAME, AGE).as(all -> new Person(all.get(NAME), all.get(AGE))));
 * }</pre>
 *
 * <p>Besides YAML and JSON, the file may be Markdown: YAML between a first line {@code ---} and the next such line, and after
 * it the body, which is the text of the setting {@link #BODY}.
 */
public final class SettingsFile {

    /** The name of the setting that takes the body of a Markdown file: {@value}. */
    public static final String BODY = "text";

    private SettingsFile() {}

    /**
     * Returns what {@code file} holds.
     *
     * @param file {@code *.yaml}, {@code *.yml}, {@code *.json} or {@code *.md}, in UTF-8
     * @param type of the whole; without {@linkplain Type#part parts}, since nobody would close them
     * @throws ConfigException with all that is wrong, and where
     */
    public static <T> T read(Path file, Type<T> type) {
        requireNonNull(type, "type");
        Problems problems = new Problems(requireNonNull(file, "file"));
        Reading reading = Reading.of(file, problems);
        Optional<Plan<T>> plan = plan(file, type, reading);
        if (plan.isEmpty() || !problems.isEmpty()) {
            throw problems.exception();
        }
        return plan.get()
                .make(new Building(reading.named(), problems, new Making(Map.of())))
                .orElseThrow(problems::exception);
    }

    /**
     * Returns the type of paths of such files, for kinds: the value is what the file holds, and what is wrong in it is told with
     * all else that is wrong.
     *
     * @param type of the whole, as for {@link #read}
     */
    public static <T> Type<T> inFile(Type<T> type) {
        requireNonNull(type, "type");
        return ScalarTypes.inFile((file, reading) -> plan(file, type, reading));
    }

    private static <T> Optional<Plan<T>> plan(Path file, Type<T> type, Reading reading) {
        NodeReader reader = new NodeReader(reading.problems());
        Optional<Node> root =
                String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".md")
                        ? reader.readMarkdown(file, BODY)
                        : reader.read(file);
        return root.flatMap(node -> type.read(node, reading));
    }

    /** Returns the JSON schema, of draft 2020-12, of files of {@code type}, for editors. */
    public static String schema(String title, Type<?> type) {
        ObjectNode schema = Schema.titled(requireNonNull(title, "title"));
        schema.setAll(type.schema());
        return schema.toPrettyString() + "\n";
    }
}
