// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tokka.AnswerForm;
import dev.tokka.Checks;
import dev.tokka.Example;
import dev.tokka.Specialization;
import dev.tokka.prompting.Glossary;
import dev.tokka.prompting.Prompting;
import dev.tokka.prompting.reasoning.ChainOfThought;
import dev.tokka.prompting.reasoning.Decomposition;
import dev.tokka.prompting.reasoning.Revision;
import dev.tokka.prompting.reasoning.Verification;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Writes what was found as a profile in YAML. Texts are quoted as in JSON, which is YAML too. */
final class ProfileText {

    private static final JsonMapper JSON = new JsonMapper();

    /** What JSON may hold as it is and YAML may not, or takes for the end of a line. */
    private static final Pattern UNPRINTABLE =
            Pattern.compile("[\\x7F-\\x9F\\u2028\\u2029\\uFEFF\\uFFFE\\uFFFF\\p{Cs}]");

    /** A text that is nothing but a reference, in its quotes. */
    private static final Pattern REFERENCE = Pattern.compile("(?<!\\\\)\"(\\$\\{(?:[^}\"\\\\]|\\\\.)*})\"");

    private final StringBuilder text = new StringBuilder();

    private ProfileText() {}

    static String of(Optimized.Chosen chosen, String evidence, String name, String version) {
        Checks.requireText(name, "name");
        Checks.requireText(version, "version");
        ProfileText profile = new ProfileText();
        profile.comment("Found by a search for better prompts. Review it before use.");
        profile.comment("");
        evidence.lines().forEach(profile::comment);
        profile.field("profile", name);
        profile.field("version", version);
        profile.prompting(chosen.prompting());
        profile.below(chosen.combination());
        profile.examples(chosen);
        return profile.text.toString();
    }

    private void prompting(Prompting prompting) {
        List<String> instructions = prompting.instructions();
        boolean japanese = Wording.isJapanese(String.join("", instructions));
        field("language", japanese ? "ja" : "en");
        if (instructions.isEmpty()) {
            comment("Tells the model nothing but this, which a profile must say.");
            field("role", "Answer the question.");
        } else {
            field("role", instructions.get(0));
        }
        list("instructions", instructions.subList(Math.min(1, instructions.size()), instructions.size()));
        list(
                "glossary",
                prompting.glossary().terms().stream().map(ProfileText::term).toList());
        if (prompting.glossary().limit() != Glossary.EMPTY.limit()) {
            value("terms-per-question", prompting.glossary().limit());
        }
        form(prompting.form());
    }

    private void form(AnswerForm form) {
        if (form instanceof AnswerForm.OneOf oneOf) {
            value("form", Map.of("labels", oneOf.labels()));
        } else if (form instanceof AnswerForm.JsonSchema json) {
            comment("form: a file with this JSON schema: "
                    + printable(json.schema().replaceAll("\\s+", " ")));
        }
    }

    /** Writes what the prompting is put on. */
    private void below(Combination combination) {
        ReasoningChoice choice = combination.reasoning();
        Variant variant = combination.variant();
        if (!variant.equals(Variant.base())) {
            comment("To be put on " + variant + ", which is not in this file.");
        }
        Optional<Map<String, Object>> way = way(choice.reasoning());
        if (way.isPresent() && variant.isBare()) {
            value("reasoning", way.get());
        } else if (!choice.equals(ReasoningChoice.none())) {
            comment("Reasoning: " + way.map(ProfileText::json).orElse(choice + ", made in code")
                    + ", next to the model, beneath all else.");
        }
    }

    /** Returns what a file says of {@code reasoning}, if it can. */
    private static Optional<Map<String, Object>> way(Specialization reasoning) {
        if (reasoning instanceof ChainOfThought way) {
            return way("chain-of-thought", Map.of("repairs", way.repairs()));
        }
        if (reasoning instanceof Decomposition way && way.planner().isEmpty()) {
            return way("decomposition", Map.of("sub-questions", way.subQuestions(), "repairs", way.repairs()));
        }
        if (reasoning instanceof Revision way && way.critic().isEmpty()) {
            return way("revision", Map.of("rounds", way.rounds(), "repairs", way.repairs()));
        }
        if (reasoning instanceof Verification way
                && way.planner().isEmpty()
                && way.checker().isEmpty()) {
            return way("verification", Map.of("questions", way.questions(), "repairs", way.repairs()));
        }
        return Optional.empty();
    }

    private static Optional<Map<String, Object>> way(String name, Map<String, Integer> settings) {
        return Optional.of(Map.of(name, new TreeMap<>(settings)));
    }

    private void examples(Optimized.Chosen chosen) {
        if (chosen.combination().shots().choice() == Shots.Choice.AS_GIVEN) {
            comment("Examples: as in the start.");
            return;
        }
        comment("Examples: " + chosen.combination().shots() + " of these.");
        list("examples", chosen.examples().stream().map(ProfileText::example).toList());
    }

    private static Map<String, Object> example(Example example) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("question", example.question());
        fields.put("answer", example.answer());
        return fields;
    }

    private static Map<String, Object> term(Glossary.Term term) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("term", term.term());
        fields.put("definition", term.definition());
        if (!term.reading().isEmpty()) {
            fields.put("reading", term.reading());
        }
        if (!term.preferred().equals(term.term())) {
            fields.put("preferred", term.preferred());
        }
        if (!term.avoid().isEmpty()) {
            fields.put("avoid", term.avoid());
        }
        return fields;
    }

    private void list(String key, List<?> values) {
        if (!values.isEmpty()) {
            text.append(key).append(":\n");
            values.forEach(value -> text.append("  - ").append(json(value)).append('\n'));
        }
    }

    private void field(String key, String value) {
        value(key, value);
    }

    private void value(String key, Object value) {
        text.append(key).append(": ").append(json(value)).append('\n');
    }

    private void comment(String line) {
        text.append(line.isEmpty() ? "#" : "# " + line).append('\n');
    }

    private static String json(Object value) {
        try {
            // With a space behind, a text that a model wrote is not replaced by a secret when the file is read.
            return REFERENCE.matcher(printable(JSON.writeValueAsString(value))).replaceAll("\"$1 \"");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts can always be written", e);
        }
    }

    private static String printable(String json) {
        return UNPRINTABLE
                .matcher(json)
                .replaceAll(
                        match -> String.format("\\\\u%04X", (int) match.group().charAt(0)));
    }
}
