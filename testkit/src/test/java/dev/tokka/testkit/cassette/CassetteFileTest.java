// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit.cassette;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.langchain4j.model.chat.Capability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CassetteFileTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("deep/er/fees.json");
    }

    @Test
    void whatIsWrittenIsRead() {
        Request request = new Request(
                "chat", "cheap", Json.object().put("text", "two\nlines").put("maxTokens", 5));
        Content content = new Content(
                Map.of("cheap", Set.of(Capability.RESPONSE_FORMAT_JSON_SCHEMA)),
                List.of(new Entry(request, Json.object().put("text", "手数料"), 0)));

        CassetteFile.write(file, content);
        Content read = CassetteFile.read(file);

        assertThat(read.capabilities()).isEqualTo(content.capabilities());
        assertThat(read.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.request()).isEqualTo(request);
            assertThat(entry.response()).isEqualTo(content.entries().get(0).response());
            assertThat(entry.line()).isEqualTo(9);
        });
    }

    @Test
    void peopleCanReadIt() throws IOException {
        Request request = new Request("answer", Entry.MODEL, Json.object().put("text", "手数料は\n\nいくら?"));

        CassetteFile.write(
                file,
                new Content(Map.of(), List.of(new Entry(request, Json.object().put("reply", "500円"), 0))));

        assertThat(file).hasContent("""
                {
                  "tokka-cassette": 1,
                  "entries": [
                    {
                      "call": "answer",
                      "request": {
                        "text": {
                          "lines": [
                            "手数料は",
                            "",
                            "いくら?"
                          ]
                        }
                      },
                      "response": {
                        "reply": "500円"
                      }
                    }
                  ]
                }
                """);
        assertThat(file.getParent()).isDirectoryNotContaining(other -> !other.equals(file));
    }

    @Property
    void everyTextComesBack(@ForAll String text) {
        assertThat(Json.join(Json.treeOrText(Json.pretty(TextNode.valueOf(text)))))
                .isEqualTo(TextNode.valueOf(text));
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of("", "line 1: expected { but found null"),
                Arguments.of("[]", "line 1: expected { but found START_ARRAY"),
                Arguments.of("{\n\"entries\": []\n}", "line 3: expected a field \"tokka-cassette\" but there is none"),
                Arguments.of(
                        "{\n\"tokka-cassette\": 2",
                        "line 2: expected version 1 but found 2; a newer version of the test kit wrote it"),
                Arguments.of("{\n\"tokka-cassette\": \"x\"", "line 2: expected version 1 but found x"),
                Arguments.of("{\n\"tokka-cassette\": 1,\n\"entry\": []}", "line 3: unexpected field \"entry\""),
                Arguments.of(
                        "{\n\"tokka-cassette\": 1,\n\"entries\": [\n{}]}",
                        "line 4: expected a field \"call\" but found none"),
                Arguments.of(
                        "{\"tokka-cassette\": 1,\n\"entries\": [{\"call\": \"chat\"}]}",
                        "line 2: expected a field \"request\" but found call"),
                Arguments.of("{\"tokka-cassette\": 1, \"entries\": [\n}", "line 2: Unexpected close marker"),
                Arguments.of("{\"tokka-cassette\": 1,\n\"tokka-cassette\": 1}", "line 2: Duplicate"),
                Arguments.of("{\"tokka-cassette\": 1}\n{}", "line 2: expected the end but found more"),
                Arguments.of(
                        "{\"tokka-cassette\": 1,\n\"capabilities\": {\"a\": [\"FLY\"]}}",
                        "line 2: unknown capability \"FLY\""));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("broken")
    void whatIsBrokenIsNamedWithItsLine(String text, String expected) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);

        assertThatExceptionOfType(CassetteException.class)
                .isThrownBy(() -> CassetteFile.read(file))
                .withMessageContaining("cassette " + file + ", " + expected);
    }

    @Test
    void whatIsNoTextOrCannotBeWrittenIsNamed() throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[] {'{', (byte) 0xff});

        assertThatExceptionOfType(CassetteException.class)
                .isThrownBy(() -> CassetteFile.read(file))
                .withMessageContaining("expected UTF-8");
        assertThatExceptionOfType(CassetteException.class)
                .isThrownBy(() -> CassetteFile.write(file.resolve("below-a-file.json"), Content.EMPTY))
                .withMessageContaining("cannot be written");
    }

    @Test
    void aFolderIsNoCassette() throws IOException {
        Files.createDirectories(file);

        assertThatExceptionOfType(CassetteException.class)
                .isThrownBy(() -> CassetteFile.read(file))
                .withMessageContaining("cannot be read");
    }
}
