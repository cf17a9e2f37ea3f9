// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tokka.AnswerForm;
import dev.tokka.Example;
import dev.tokka.prompting.Glossary;
import dev.tokka.prompting.Prompting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    static String of(Optimized found, String name, String version) {
        ProfileText profile = new ProfileText();
        profile.comment("Found by a search for better prompts. Review it before use.");
        profile.comment("");
        found.toString().lines().forEach(profile::comment);
        profile.prompting(found, name, version);
        return profile.text.toString();
    }

    private void prompting(Optimized found, String name, String version) {
        Prompting prompting = found.recommended();
        List<String> instructions = prompting.instructions();
        boolean japanese = Wording.isJapanese(String.join("", instructions));
        field("profile", name);
        field("version", version);
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
        examples(found);
    }

    private void form(AnswerForm form) {
        if (form instanceof AnswerForm.OneOf oneOf) {
            value("form", Map.of("labels", oneOf.labels()));
        } else if (form instanceof AnswerForm.JsonSchema json) {
            comment("form: a file with this JSON schema: "
                    + printable(json.schema().replaceAll("\\s+", " ")));
        }
    }

    private void examples(Optimized found) {
        if (!found.improves() || found.best().shots().choice() == Shots.Choice.AS_GIVEN) {
            comment("Examples: as in the start.");
            return;
        }
        comment("Examples: " + found.best().shots() + " of these.");
        list(
                "examples",
                found.best().examples().stream().map(ProfileText::example).toList());
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
