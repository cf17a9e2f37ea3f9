// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.governance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every part that the sources describe is in the list of its module that says whether it sends: an egress policy denies a model
 * with one that is not, so whoever adds a part has to decide.
 */
class EveryKindIsListedTest {

    private static final String LIST = "src/main/resources/META-INF/tokka/egress-kinds.txt";
    private static final Pattern COMMENT = Pattern.compile("(?s:/\\*.*?\\*/)|(?m:^\\s*//.*$)");
    private static final Pattern DESCRIBED = Pattern.compile("\\b(?:Description\\.of|new Description)\\(\\s*([^,)]*)");
    private static final Pattern TEXT = Pattern.compile("\"([^\"]*)\"");

    /** What is described to have a digest, or to say how something was measured, and is no part of a model that answers. */
    private static final Map<String, Set<String>> NO_PARTS = Map.of(
            "rag",
            Set.of("opaque"), // a store of somebody else, which is to be denied
            "prompting",
            Set.of(
                    "JSON schema",
                    "attributes",
                    "example",
                    "examples",
                    "free text",
                    "passage",
                    "question",
                    "training set"),
            "finetune-adapter",
            Set.of(
                    "corrections",
                    "distractors",
                    "document questions",
                    "labels",
                    "model questions",
                    "paraphrases",
                    "preference pairs",
                    "raft",
                    "row generation",
                    "rows"),
            "evaluation",
            Set.of(
                    "held out",
                    "judging",
                    "metric",
                    "ranked documents",
                    "rubric",
                    "tag reader",
                    "tokenizer",
                    "triple reader"));

    /** Where a kind is not written where it is described, and which it can be. */
    private static final Map<String, Set<String>> COMPUTED = Map.ofEntries(
            Map.entry("Description.java: kind", Set.of()), // of any part
            Map.entry("RecordReader.java: json.text(\"kind\"", Set.of()), // of a part that is recorded
            Map.entry("VeiledModel.java: kind", Set.of("pseudonymized", "redacted")),
            Map.entry("ModelDescriptions.java: kind", Set.of("chat", "streaming chat")),
            Map.entry("Manifest.java: kind", Set.of("opensearch", "postgres")),
            Map.entry("TokenModel.java: kind", Set.of("classifier", "tagger")),
            Map.entry("VerificationModel.java: role", Set.of("checker", "planner")),
            Map.entry(
                    "IndexedExamples.java: choice.name(",
                    Set.of("balanced examples", "diverse examples", "nearest examples", "varied examples")),
            Map.entry("Asked.java: kind", Set.of()), // of what is written down of a question
            Map.entry("Asked.java: turn.speaker(", Set.of()));

    /** The kinds of a module: those that are written, and the places of those that are not. */
    private record Described(Set<String> kinds, Set<String> computed) {}

    @ParameterizedTest
    @ValueSource(strings = {"core", "rag", "prompting", "testkit", "finetune-adapter", "onnx", "evaluation"})
    void whatIsDescribedIsListedAndNothingElseIs(String module) throws IOException {
        Described described = described(module);
        assertThat(COMPUTED.keySet())
                .as("places where a kind is computed: say which kinds it can be")
                .containsAll(described.computed());
        Set<String> expected = new TreeSet<>(described.kinds());
        described.computed().forEach(place -> expected.addAll(COMPUTED.getOrDefault(place, Set.of())));
        expected.removeAll(NO_PARTS.getOrDefault(module, Set.of()));

        assertThat(listed(module))
                .as("the kinds in " + module + "/" + LIST + ": add what is missing as local or asks")
                .containsExactlyElementsOf(expected);
    }

    private static Set<String> listed(String module) throws IOException {
        Path file = Path.of("..", module, LIST);
        if (!Files.exists(file)) {
            return Set.of();
        }
        List<String> lines = Files.readAllLines(file).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
        assertThat(lines).allMatch(line -> line.matches("(local|asks) \\S.*")).doesNotHaveDuplicates();
        return lines.stream()
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Described described(String module) throws IOException {
        Described described = new Described(new TreeSet<>(), new TreeSet<>());
        try (Stream<Path> all = Files.walk(Path.of("..", module, "src/main/java"))) {
            List<Path> files =
                    all.filter(each -> each.toString().endsWith(".java")).toList();
            assertThat(files).isNotEmpty();
            for (Path file : files) {
                read(file, described);
            }
        }
        return described;
    }

    private static void read(Path file, Described described) throws IOException {
        String source = COMMENT.matcher(Files.readString(file)).replaceAll("");
        Map<String, String> constants = new TreeMap<>();
        Matcher constant = Pattern.compile("String (\\w+)\\s*=\\s*\"([^\"]*)\"").matcher(source);
        while (constant.find()) {
            constants.put(constant.group(1), constant.group(2));
        }
        Matcher found = DESCRIBED.matcher(source);
        while (found.find()) {
            String kind = found.group(1).strip();
            Matcher text = TEXT.matcher(kind);
            if (text.matches()) {
                described.kinds().add(text.group(1));
            } else if (constants.containsKey(kind)) {
                described.kinds().add(constants.get(kind));
            } else {
                described.computed().add(file.getFileName() + ": " + kind);
            }
        }
    }
}
