// SPDX-License-Identifier: Apache-2.0
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;

/**
 * Fails the build when a module executed fewer tests than it promises, so that tests cannot vanish without a word (a
 * class that is not named ...Test, an engine that is not found, an assumption that never holds). The promise must stay
 * tight: at least 80 % of what is executed.
 *
 * <p>Arguments: the folder of Surefire's reports, the minimum, the start of this build (older reports do not count),
 * and any number of {@code name=value} of which one that is set says that not all tests were meant to run.
 */
final class CountTests {

    private CountTests() {}

    public static void main(String[] args) throws Exception {
        Path reports = Path.of(args[0]);
        if (List.of(args).subList(3, args.length).stream().anyMatch(CountTests::isSet)) {
            System.out.println("Test count: not checked, because not all tests were meant to run.");
            return;
        }

        int minimum = Integer.parseInt(args[1]);
        int executed = executed(reports, Instant.parse(args[2]));
        System.out.printf("Test count: %d executed, at least %d expected.%n", executed, minimum);
        if (executed < minimum) {
            fail("only %d tests were executed, expected at least %d, see %s", executed, minimum, reports);
        }
        if (minimum < 0.8 * executed) {
            fail("%d tests were executed: raise tests.minimum in the module's pom.xml from %d to %d",
                    executed, minimum, executed);
        }
    }

    private static boolean isSet(String argument) {
        String value = argument.substring(argument.indexOf('=') + 1);
        return !value.isEmpty() && !value.equals("false") && !value.startsWith("${");
    }

    private static int executed(Path reports, Instant start) throws Exception {
        int executed = 0;
        for (Path report : reports(reports)) {
            if (!Files.getLastModifiedTime(report).toInstant().isBefore(start)) {
                Element suite = DocumentBuilderFactory.newDefaultInstance()
                        .newDocumentBuilder()
                        .parse(report.toFile())
                        .getDocumentElement();
                executed += Integer.parseInt(suite.getAttribute("tests"))
                        - Integer.parseInt(suite.getAttribute("skipped"));
            }
        }
        return executed;
    }

    private static List<Path> reports(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml")).toList();
        }
    }

    private static void fail(String message, Object... values) {
        System.err.printf("Test count: " + message + "%n", values);
        System.exit(1);
    }
}
