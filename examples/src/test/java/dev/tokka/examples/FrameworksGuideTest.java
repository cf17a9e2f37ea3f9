// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The guides to frameworks show the projects that {@code .ci/run} builds and tests. */
class FrameworksGuideTest {

    private static final Path BUILD = Documentation.ROOT.resolve("build");

    @ParameterizedTest
    @ValueSource(strings = {"docs/spring-boot.md", "docs/spring-boot.ja.md"})
    void theGuideToSpringBootShowsItsProject(String page) throws IOException {
        Path project = BUILD.resolve("spring-boot");

        assertThat(Documentation.javaBlocks(page))
                .isEqualTo(shownIn(
                        project,
                        "main/java/example/DeskApplication.java",
                        "main/java/example/Desk.java",
                        "test/java/example/DeskTest.java"));
        assertShowsTheFilesOf(project, page);
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/quarkus.md", "docs/quarkus.ja.md"})
    void theGuideToQuarkusShowsItsProject(String page) throws IOException {
        Path project = BUILD.resolve("quarkus");

        assertThat(Documentation.javaBlocks(page))
                .isEqualTo(shownIn(
                        project,
                        "main/java/example/Models.java",
                        "main/java/example/Desk.java",
                        "main/java/example/DeskMain.java",
                        "main/java/example/HouseKinds.java",
                        "test/java/example/DeskTest.java"));
        assertShowsTheFilesOf(project, page);
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/spring-boot.md", "docs/spring-boot.ja.md", "docs/quarkus.md", "docs/quarkus.ja.md"})
    void everyLinkLeadsToAFile(String page) throws IOException {
        Path file = Documentation.ROOT.resolve(page);

        assertThat(Documentation.links(page))
                .isNotEmpty()
                .allSatisfy(link -> assertThat(file.resolveSibling(link)).exists());
    }

    private static List<String> shownIn(Path project, String... sources) throws IOException {
        List<String> shown = new ArrayList<>();
        for (String source : sources) {
            shown.addAll(Documentation.shownIn(project.resolve("src").resolve(source)));
        }
        return shown;
    }

    /** The dependencies stand in the page as in the project, each with the version that {@code .ci/run} gives it. */
    private static void assertShowsTheFilesOf(Path project, String page) throws IOException {
        String pom = Files.readString(project.resolve("pom.xml"))
                .replace("@VERSION@", first("<version>(.*)</version>", "bom/pom.xml"))
                .replace("@LANGCHAIN4J@", first("<langchain4j.version>(.*)</langchain4j.version>", "pom.xml"));

        // The project's list goes on with what its test needs.
        assertThat(Documentation.blocks("xml", page))
                .singleElement()
                .satisfies(block -> assertThat(dense(pom)).contains(dense(block).replaceFirst("</dependencies>$", "")));
        assertThat(Documentation.blocks("yaml", page))
                .containsExactly(Files.readString(project.resolve("desk/model.yaml")));
        assertThat(Documentation.blocks("properties", page))
                .containsExactly(Files.readString(project.resolve("src/main/resources/application.properties")));
    }

    private static String first(String pattern, String file) throws IOException {
        Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(Documentation.ROOT.resolve(file)));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static String dense(String xml) {
        return xml.replaceAll("\\s+", "");
    }
}
