// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.query;

import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Question;
import dev.tokka.rag.Queries;
import dev.tokka.rag.QueryWriter;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** See {@link QueryWriters#rewording}. */
record Rewording(DomainModel model, int count) implements QueryWriter {

    private static final String INSTRUCTION = "Write %d other wordings of the user's question, as the author of a"
            + " document that answers it might put it. Do not answer it. Keep its language. Write one wording per line"
            + " and nothing else.";

    /** The numbers and bullets that models write before the lines of a list. */
    private static final Pattern MARKER = Pattern.compile("^\\s*(?:[-*•・]|\\(?\\d{1,2}[.)．、:])\\s*");

    @Override
    public Queries write(Question question) {
        String instruction = INSTRUCTION.formatted(count);
        return new Asking("reword", model)
                .ask(question, List.of(), instruction, reply -> wordings(question.text(), reply));
    }

    /** Returns the question and its wordings; nothing if there are none, so that the fallback is recorded. */
    private List<String> wordings(String asked, String reply) {
        List<String> wordings = reply.lines()
                .map(line -> MARKER.matcher(line).replaceFirst("").strip())
                .filter(line -> !line.isEmpty() && line.length() <= Asking.MAX_CHARACTERS && !line.equals(asked))
                .distinct()
                .limit(count)
                .toList();
        return wordings.isEmpty()
                ? List.of()
                : Stream.concat(Stream.of(asked), wordings.stream()).toList();
    }

    @Override
    public Description describe() {
        return Description.of("rewording")
                .with("count", count)
                .with("instruction", INSTRUCTION)
                .withPart(model.describe());
    }

    @Override
    public String toString() {
        return "rewording(" + model + ", " + count + ")";
    }
}
