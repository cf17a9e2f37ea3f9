// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokka.Passage;
import dev.tokka.Question;
import dev.tokka.Source;
import dev.tokka.Span;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The file of the demo model, and what that model was asked in its reference run. */
final class DemoModel {

    private static final String SYSTEM = "You answer questions about retail banking products.";
    private static final String GROUNDING = " Base the answer on the numbered passages and cite them.";

    private DemoModel() {}

    /** Returns the directory of the model; the test is skipped if there is none. */
    static Path directory() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path found = folder.resolve("shared/models/demo-lm");
            if (Files.exists(found)) {
                return found;
            }
        }
        Assumptions.abort("shared/models/demo-lm is not beside the project");
        throw new AssertionError();
    }

    /** Returns the text of the file, for a model in {@code directory}. */
    static String text(Path directory) throws IOException {
        try (InputStream in = DemoModel.class.getResourceAsStream("tokka-model.json")) {
            return new String(requireNonNull(in).readAllBytes(), UTF_8)
                    .replace("\"base\": \".\"", "\"base\": \"" + directory + "\"")
                    .replace("\"adapters/", "\"" + directory + "/adapters/");
        }
    }

    /**
     * A question of the reference run, in the words that the file knows.
     *
     * @param adapter empty for the base
     * @param messages what transformers was given
     * @param text what it answered
     */
    record Golden(Question question, String adapter, List<String> messages, String text) {}

    static List<Golden> goldens() throws IOException {
        List<Golden> goldens = new ArrayList<>();
        for (String line : Files.readAllLines(directory().resolve("golden.jsonl"))) {
            JsonNode json = new ObjectMapper().readTree(line);
            List<String> messages = new ArrayList<>();
            json.path("messages")
                    .forEach(message -> messages.add(message.path("content").asText()));
            if (messages.size() == 2 && messages.get(0).startsWith(SYSTEM)) {
                String told = messages.get(0).substring(SYSTEM.length());
                boolean grounded = told.startsWith(GROUNDING);
                List<Passage> passages = passages(messages.get(1));
                if (grounded == !passages.isEmpty()) {
                    String style = grounded ? told.substring(GROUNDING.length()) : told;
                    Question question = Question.of(asked(messages.get(1))).plusEvidence(passages);
                    goldens.add(new Golden(
                            style.equals(" Reply with a full sentence.")
                                    ? question
                                    : question.plusInstructions(List.of(style.strip())),
                            json.path("adapter").asText("").replace("null", ""),
                            messages,
                            json.path("text").asText()));
                }
            }
        }
        return goldens;
    }

    private static String asked(String message) {
        return message.substring(message.lastIndexOf("Question: ") + "Question: ".length());
    }

    private static List<Passage> passages(String message) {
        List<Passage> passages = new ArrayList<>();
        for (String line : message.split("\n", -1)) {
            if (line.startsWith("[")) {
                String text = line.substring(line.indexOf(' ') + 1);
                passages.add(new Passage(
                        "p" + passages.size(),
                        text,
                        new Source("handbook.md", List.of(), new Span(0, text.length())),
                        1));
            }
        }
        return passages;
    }
}
