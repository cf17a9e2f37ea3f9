// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in a file of its own: settings, and JSON. */
class OtherFilesTest {

    private static final Setting<String> NAME =
            Setting.required("name", Type.text().as(OtherFilesTest::lowerCase), "A name in lower case.");
    private static final Setting<Integer> SIZE = Setting.required("size", Type.integer(1, 9), "A size.");
    private static final Setting<String> PERSON = Setting.optional(
            "person",
            SettingsFile.inFile(Type.object(NAME, SIZE).as(all -> all.get(NAME) + all.get(SIZE))),
            "A person, in a file.");
    private static final Setting<String> OTHER = Setting.optional("other", PERSON.type(), "Another one.");
    private static final Setting<String> JSON = Setting.optional("json", Type.json(), "A document.");
    private static final Type<Settings> ALL = Type.object(PERSON, OTHER, JSON, SIZE);

    @TempDir
    Path folder;

    private static String lowerCase(String name) {
        if (!name.equals(name.toLowerCase(java.util.Locale.ROOT))) {
            throw new IllegalArgumentException("expected lower case but found '" + name + "'");
        }
        return name;
    }

    @Test
    void aFileOfSettingsIsWhatItHolds() throws IOException {
        write("ann.yaml", "name: ann\nsize: 3\n");

        assertThat(read("person: ann.yaml\nsize: 1\n").get(PERSON)).isEqualTo("ann3");
    }

    @Test
    void whatIsWrongThereIsToldWithItsPlaceThereAndWithAllElse() throws IOException {
        write("ann.yaml", "nam: ann\nsize: 0\n");
        write("bob.yaml", "name: bob\n");

        assertThatThrownBy(() -> read("person: ann.yaml\nother: bob.yaml\nsize: 99\n"))
                .hasMessage(String.join(
                        "\n",
                        folder.resolve("model.yaml") + ":3:7: expected a whole number from 1 to 9 but found 99",
                        folder.resolve("ann.yaml")
                                + ":1:1: expected one of name, size but found 'nam' (did you mean 'name'?)",
                        folder.resolve("ann.yaml") + ":1:1: expected 'name' (A name in lower case.) but found none",
                        folder.resolve("ann.yaml") + ":2:7: expected a whole number from 1 to 9 but found 0",
                        folder.resolve("bob.yaml") + ":1:1: expected 'size' (A size.) but found none"));
    }

    @Test
    void whatCannotBeMadeOfItIsToldWithItsPlaceThereToo() throws IOException {
        write("ann.yaml", "name: Ann\nsize: 3\n");
        write("bob.yaml", "name: Bob\nsize: 3\n");

        assertThatThrownBy(() -> read("person: ann.yaml\nother: bob.yaml\nsize: 1\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessage(String.join(
                        "\n",
                        folder.resolve("ann.yaml") + ":1:7: expected lower case but found 'Ann'",
                        folder.resolve("bob.yaml") + ":1:7: expected lower case but found 'Bob'"));
    }

    @Test
    void jsonStandsInAFileOrInItsPlace() throws IOException {
        write("a.json", "{ \"a\": 1 }");

        assertThat(read("json: a.json\nsize: 1\n").get(JSON)).isEqualTo("{ \"a\": 1 }");
        assertThat(read("size: 1\njson: {a: [1, 2.50, true, null, ~, x, \"1\", \"${HOME}\", {b: }], c: {}}\n")
                        .get(JSON))
                .isEqualTo("{\"a\":[1,2.50,true,null,null,\"x\",\"1\",\"${HOME}\",{\"b\":null}],\"c\":{}}");
    }

    @Test
    void whatIsNoJsonIsRefused() throws IOException {
        write("blank.json", " \n");

        assertThatThrownBy(() -> read("json: blank.json\nsize: 1\n"))
                .hasMessage(folder.resolve("blank.json") + ":1:1: expected a JSON document but found a blank file");
        assertThatThrownBy(() -> read("json: none.json\nsize: 1\n"))
                .hasMessageContaining("model.yaml:1:7: expected a file but found none at ");
        assertThatThrownBy(() -> read("json: [1]\nsize: 1\n"))
                .hasMessageContaining("model.yaml:1:7: expected a mapping, or a file of JSON but found a list");
        assertThatThrownBy(() -> read("json: {a: .inf}\nsize: 1\n"))
                .hasMessageContaining("model.yaml:1:11: expected a number that JSON can hold but found .inf");
    }

    @Test
    void editorsAreToldOfBoth() throws IOException {
        String schema = SettingsFile.schema("All", Type.object(JSON, rows()));

        assertThat(new JsonMapper()
                        .readTree(schema)
                        .at("/properties/json/anyOf")
                        .toString())
                .isEqualTo("[{\"type\":\"object\"},{\"type\":\"string\",\"pattern\":\"\\\\S\"}]");
        assertThat(new JsonMapper()
                        .readTree(schema)
                        .at("/properties/rows/anyOf/0/items/required/0")
                        .textValue())
                .isEqualTo("size");
    }

    private static Setting<List<Integer>> rows() {
        return Setting.optional("rows", Type.rows(List.of(SIZE), row -> row.get(SIZE)), "Sizes.");
    }

    private Settings read(String yaml) throws IOException {
        return SettingsFile.read(write("model.yaml", yaml), ALL);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
