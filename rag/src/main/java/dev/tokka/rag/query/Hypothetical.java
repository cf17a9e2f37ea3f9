// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.query;

import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Question;
import dev.tokka.rag.Queries;
import dev.tokka.rag.QueryWriter;
import java.util.List;

/** See {@link QueryWriters#hypothetical}. */
record Hypothetical(DomainModel model) implements QueryWriter {

    private static final String INSTRUCTION = "Write the passage of two or three sentences that would answer the user's"
            + " question in an official document. Make up what you do not know. Keep the language of the question."
            + " Write the passage and nothing else.";

    @Override
    public Queries write(Question question) {
        return new Asking("hypothetical answer", model)
                .ask(question, List.of(), INSTRUCTION, reply -> List.of(question.text(), cut(reply.strip())));
    }

    /** A long answer is as good without its end. */
    private static String cut(String text) {
        if (text.length() <= Asking.MAX_CHARACTERS) {
            return text;
        }
        int end = Asking.MAX_CHARACTERS;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
    }

    @Override
    public Description describe() {
        return Description.of("hypothetical answer")
                .with("instruction", INSTRUCTION)
                .withPart(model.describe());
    }

    @Override
    public String toString() {
        return "hypothetical(" + model + ")";
    }
}
