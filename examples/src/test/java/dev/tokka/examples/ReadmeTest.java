// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.Answer;
import dev.tokka.Citation;
import dev.tokka.DomainModel;
import dev.tokka.rag.ExtractiveModel;
import dev.tokka.rag.Retrieval;
import dev.tokka.rag.index.LuceneIndex;
import dev.tokka.rag.onnx.OnnxEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The README's code runs, and the README shows it as it stands here. */
class ReadmeTest {

    @TempDir
    Path root;

    /** The README's program; it runs in a process of its own, whose working directory looks like the repository. */
    public static void main(String... args) {
        // SHOW
        try (OnnxEncoder encoder = OnnxEncoder.bgeSmallEn();
                LuceneIndex index = LuceneIndex.open(Path.of("target/index"), encoder)) {
            index.ingest(Path.of("examples/handbook")); // or your folder; a second run reads only what changed
            DomainModel model = new ExtractiveModel(index, encoder)
                    .with(Retrieval.from(index).weights(index));

            Answer answer = model.answer("My work laptop was stolen on the train. How quickly must I report it?");
            if (answer instanceof Answer.Reply reply) {
                System.out.println(reply.text());
                for (Citation citation : reply.citations()) {
                    String source = citation.source().label();
                    System.out.println("[" + citation.number() + "] " + source + ": " + citation.quote());
                }
            } else {
                System.out.println("I do not know.");
            }
        }
        // END
    }

    @Test
    void theCodeAnswersWithACitation() throws Exception {
        for (String document : List.of("en/information-security.md", "en/payments.md", "ja/furikomi.html")) {
            Path copy = root.resolve("examples/handbook").resolve(document);
            Files.createDirectories(copy.getParent());
            Files.copy(Path.of("handbook").resolve(document), copy);
        }

        String printed = runIn(root);

        assertThat(printed.lines())
                .containsExactly(
                        "A lost or stolen laptop or telephone is reported within one hour of being noticed,"
                                + " also at night and on holidays. [1]",
                        "[1] en/information-security.md > Information Security > 6. Incidents > 6.1 Reporting:"
                                + " A lost or stolen laptop or telephone is reported within one hour of being noticed,"
                                + " also at night and on holidays.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.ja.md"})
    void theReadmeShowsTheCodeAboveNearItsTop(String readme) throws IOException {
        List<String> lines = Files.readAllLines(Documentation.ROOT.resolve(readme));

        assertThat(Documentation.javaBlocks(readme))
                .isEqualTo(Documentation.shownBy(ReadmeTest.class))
                .singleElement()
                .satisfies(block -> assertThat(block.lines()).hasSizeLessThanOrEqualTo(20));
        assertThat(lines.subList(0, 25)).contains("```java");
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.ja.md"})
    void theReadmeNamesTheVersionOfTheModules(String readme) throws IOException {
        Matcher version = Pattern.compile("<version>[^<]*</version>")
                .matcher(Files.readString(Documentation.ROOT.resolve("bom/pom.xml")));

        assertThat(version.find()).isTrue();
        assertThat(Files.readString(Documentation.ROOT.resolve(readme))).contains(version.group());
    }

    private static String runIn(Path directory) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dstdout.encoding=UTF-8",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReadmeTest.class.getName())
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).isZero();
        return printed;
    }
}
