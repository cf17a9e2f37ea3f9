// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.query;

import dev.tokka.Checks;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Question;
import dev.tokka.Trace;
import dev.tokka.Turn;
import dev.tokka.rag.Queries;
import dev.tokka.rag.QueryWriter;
import java.util.List;

/** See {@link QueryWriters#condensing}. */
record Condensing(DomainModel model, int turns) implements QueryWriter {

    private static final String INSTRUCTION = "Rewrite the user's last message as one question that can be understood"
            + " without the conversation: put the names and subjects it refers to into it. Do not answer it. Keep its"
            + " language. Write the question and nothing else.";

    Condensing {
        Checks.requireAtLeast(1, turns, "turns");
    }

    @Override
    public Queries write(Question question) {
        List<Turn> history = question.history();
        if (history.isEmpty()) {
            return new Queries(List.of(question.text()), Trace.EMPTY);
        }
        List<Turn> last = history.subList(Math.max(0, history.size() - turns), history.size());
        return new Asking("condense", model).ask(question, last, INSTRUCTION, List::of);
    }

    @Override
    public Description describe() {
        return Description.of("condensing")
                .with("turns", turns)
                .with("instruction", INSTRUCTION)
                .withPart(model.describe());
    }

    @Override
    public String toString() {
        return "condensing(" + model + ")";
    }
}
