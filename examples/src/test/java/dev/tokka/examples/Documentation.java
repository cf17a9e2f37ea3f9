// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The pages of this repository, and the code in tests that they show. */
public final class Documentation {

    static final Path ROOT = Path.of("..");

    private static final Pattern SHOWN = Pattern.compile("(?ms)^ *// SHOW\n(.*?)^ *// END$");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)");

    private Documentation() {}

    /** Returns the code between {@code // SHOW} and {@code // END} in the source of {@code test}, in order. */
    public static List<String> shownBy(Class<?> test) throws IOException {
        return shownIn(Path.of("src/test/java", test.getName().replace('.', '/') + ".java"));
    }

    /** Returns the code between {@code // SHOW} and {@code // END} in {@code source}, in order. */
    static List<String> shownIn(Path source) throws IOException {
        return groups(SHOWN, Files.readString(source)).stream()
                .map(code -> code.stripTrailing().stripIndent() + "\n") // an empty last line would count as no indent
                .toList();
    }

    /** Returns the Java blocks of {@code page}, in order. */
    public static List<String> javaBlocks(String page) throws IOException {
        return blocks("java", page);
    }

    /** Returns the blocks of {@code page} in a language, in order. */
    public static List<String> blocks(String language, String page) throws IOException {
        Pattern block = Pattern.compile("(?ms)^```" + language + "\n(.*?)^```$");
        return groups(block, Files.readString(ROOT.resolve(page)));
    }

    /** Returns the targets of the links of {@code page}, without their fragments. */
    static List<String> links(String page) throws IOException {
        return groups(LINK, Files.readString(ROOT.resolve(page)));
    }

    private static List<String> groups(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
