// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import dev.tokka.AnswerForm;
import dev.tokka.Attributes;
import dev.tokka.Deadline;
import dev.tokka.Description;
import dev.tokka.Generation;
import dev.tokka.Key;
import dev.tokka.Question;
import dev.tokka.TokenSink;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * By what a kept answer is found again: all that it may depend on.
 *
 * @param model the fingerprint of the model
 * @param question the digest of the question as the model was asked, instructions and examples included
 * @param seed with which it was asked
 */
record Asked(String model, String question, long seed) {

    /** The name of the step of a call. */
    static final String STEP = "ask";

    static Asked of(String model, Question question) {
        long seed = question.attributes()
                .get(Generation.KEY)
                .orElse(Generation.DEFAULT)
                .seed()
                .orElse(0);
        return new Asked(model, digest(question), seed);
    }

    /** Returns the SHA-256 of all parts of {@code question} but deadline and sink. */
    private static String digest(Question question) {
        // A tree and not one long text, so that no part can be taken for two.
        return Description.of("question", question.text())
                .withPart(part(
                        "history",
                        question.history().stream()
                                .map(turn -> Description.of(turn.speaker().name(), turn.text()))
                                .toList()))
                .withPart(part("instructions", named("instruction", question.instructions())))
                .withPart(part(
                        "examples",
                        question.examples().stream()
                                .map(shown -> Description.of("example", shown.question())
                                        .with("answer", shown.answer()))
                                .toList()))
                .withPart(part(
                        "evidence",
                        question.evidence().stream()
                                .map(passage -> Description.of("passage", passage.id())
                                        .with("text", passage.text())
                                        .with("source", passage.source().label()))
                                .toList()))
                .withPart(form(question.form()))
                .withPart(new Description("attributes", "", attributes(question.attributes()), List.of()))
                .fingerprint();
    }

    private static Description form(AnswerForm form) {
        if (form instanceof AnswerForm.OneOf oneOf) {
            return part("labels", named("label", oneOf.labels()));
        }
        return form instanceof AnswerForm.JsonSchema json
                ? Description.of("JSON schema", json.schema())
                : Description.of("free text");
    }

    private static Map<String, String> attributes(Attributes attributes) {
        Map<String, String> texts = new TreeMap<>();
        for (Map.Entry<Key<?>, Object> entry : attributes.values().entrySet()) {
            if (!entry.getKey().equals(Deadline.KEY) && !entry.getKey().equals(TokenSink.KEY)) {
                texts.put(entry.getKey().name(), entry.getValue().toString());
            }
        }
        return texts;
    }

    private static Description part(String kind, List<Description> parts) {
        return new Description(kind, "", Map.of(), parts);
    }

    private static List<Description> named(String kind, List<String> names) {
        return names.stream().map(name -> Description.of(kind, name)).toList();
    }
}
