// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tokka.LoadedModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file must look like before anything in it means something. */
class FileSyntaxTest {

    @TempDir
    Path folder;

    @Test
    void yamlAndJsonMeanTheSame() throws IOException {
        Path yaml = write("model.yaml", "# a comment\ntokka: 1\nmodel: {says: \"はい。\"}\n");
        Path yml = write("model.yml", "\uFEFFtokka: 1\nmodel:\n  says: はい。\n");
        Path json = write("MODEL.JSON", "{\"tokka\": 1, \"model\": {\"says\": \"はい。\"}}");

        for (Path file : List.of(yaml, yml, json)) {
            try (LoadedModel model = Parts.loader().load(file)) {
                assertThat(model.describe()).isEqualTo(new Parts.Says("はい。").describe());
            }
        }
    }

    @Test
    void keysComeOnce() throws IOException {
        assertThat(problems("tokka: 1\nmodel:\n  says: A.\n  says: B.\ntokka: 1\n"))
                .containsExactly(
                        "4:3: expected every key once but found 'says' a second time",
                        "5:1: expected every key once but found 'tokka' a second time");
    }

    @Test
    void anchorsAliasesAndTagsAreRefused() throws IOException {
        String expected = ": expected no anchors and aliases (give a model a name under 'models') but found one";

        assertThat(problems("tokka: 1\nmodel:\n  fallback:\n    - &a {says: A.}\n    - *a\n"))
                .contains("4:7" + expected, "5:7" + expected);
        assertThat(problems("tokka: 1\nmodel: {says: !!java.net.URL \"http://localhost\"}\n"))
                .contains("2:15: expected no tags but found one");
    }

    @Test
    void depthAndSizeAreBounded() throws IOException {
        String deep = "tokka: 1\nmodel: " + "{fallback: [".repeat(40) + "{says: A.}" + "]}".repeat(40) + "\n";
        Path large = write("large.yaml", "#".repeat(NodeReader.MAX_BYTES + 1));

        assertThat(problems(deep)).anyMatch(problem -> problem.contains("expected at most 64 levels but found more"));
        assertThat(problemsOf(large)).containsExactly("1:1: expected at most 1000000 bytes but found more");
    }

    @Test
    void filesAreThereHaveANameAndAreText() throws IOException {
        Path binary = folder.resolve("binary.yaml");
        Files.write(binary, new byte[] {(byte) 0xC3, 0x28});

        assertThat(problemsOf(folder.resolve("none.yaml"))).containsExactly("1:1: expected a file but found none here");
        assertThat(problemsOf(write("model.toml", "")))
                .containsExactly("1:1: expected a file named *.yaml, *.yml or *.json but found this name");
        assertThat(problemsOf(Files.createDirectory(folder.resolve("folder.json"))))
                .containsExactly("1:1: expected a file but found something else");
        assertThat(problemsOf(binary)).containsExactly("1:1: expected text in UTF-8 but found bytes that are none");
        assertThat(problems("")).containsExactly("1:1: expected a mapping but found an empty file");
        assertThat(problems("tokka: 1\nmodel: {says: A.}\n---\ntokka: 1\n"))
                .containsExactly("4:1: expected the end of the file but found a second document");
    }

    @Test
    void whatCannotBeReadHasAPlaceAndShowsNoneOfItsWords() throws IOException {
        List<String> yaml = problems("tokka: 1\nmodel:\n  says: \"sk-12345678\n  more: [\n");
        List<String> json = problemsOf(write("model.json", "{\"tokka\": 1,\n \"key\": sk-12345678}"));

        assertThat(yaml)
                .hasSize(1)
                .allMatch(problem -> problem.contains(": expected YAML that can be read but found "));
        assertThat(json).hasSize(1).allMatch(problem -> problem.startsWith("2:"));
        assertThat(yaml.toString() + json).doesNotContain("12345678");
    }

    private Path write(String name, String text) throws IOException {
        return Files.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> problems(String yaml) throws IOException {
        return problemsOf(write("model.yaml", yaml));
    }

    private static List<String> problemsOf(Path file) {
        ConfigException failure =
                catchThrowableOfType(ConfigException.class, () -> Parts.loader().load(file));
        return failure.problems().stream()
                .map(problem -> problem.line() + ":" + problem.column() + ": " + problem.message())
                .toList();
    }
}
