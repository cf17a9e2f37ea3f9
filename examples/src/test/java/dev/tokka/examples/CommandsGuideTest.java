// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A command that a page tells is one that Maven accepts: its profile says what is to be done, or the command does. */
class CommandsGuideTest {

    private static final Pattern COMMAND = Pattern.compile("\\bmvn\\b[^`\\n]*-P[a-z][^`\\n]*");
    private static final Pattern PROFILE = Pattern.compile("-P([a-z][a-z-]*)");
    private static final Pattern PHASE = Pattern.compile("\\s(verify|install|test|compile|test-compile|package)\\b");
    private static final Pattern WITH_GOAL = Pattern.compile(
            "<profile>(?:(?!</profile>).)*?<id>([a-z-]+)</id>(?:(?!</profile>).)*?<defaultGoal>", Pattern.DOTALL);

    @Test
    void everyCommandOfAPageHasAGoal() throws IOException {
        Set<String> withGoal = WITH_GOAL
                .matcher(Files.readString(Documentation.ROOT.resolve("pom.xml")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        List<Path> pages = pages();

        Set<String> told = new TreeSet<>();
        Set<String> without = new TreeSet<>();
        for (Path page : pages) {
            Matcher command = COMMAND.matcher(Files.readString(page));
            while (command.find()) {
                PROFILE.matcher(command.group()).results().forEach(profile -> {
                    told.add(profile.group(1));
                    if (!PHASE.matcher(command.group()).find() && !withGoal.contains(profile.group(1))) {
                        without.add(page.getFileName() + ": " + command.group());
                    }
                });
            }
        }

        assertThat(told).contains("quickstart", "benchmark-heads");
        assertThat(without).as("commands that do nothing").isEmpty();
    }

    private static List<Path> pages() {
        try (Stream<Path> root = Files.list(Documentation.ROOT);
                Stream<Path> guides = Files.walk(Documentation.ROOT.resolve("docs"));
                Stream<Path> benchmarks = Files.list(Documentation.ROOT.resolve("benchmarks"))) {
            return Stream.of(root, guides, benchmarks)
                    .flatMap(each -> each)
                    .filter(path -> path.toString().endsWith(".md"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
