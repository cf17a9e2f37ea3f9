// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.generation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.Passage;
import dev.tokka.Source;
import dev.tokka.Span;
import java.util.List;

/** Passages and what models write about them. */
final class Writing {

    static final String FEES = "Transfers abroad cost 5 euros.\nTransfers within the country are free of charge.";
    static final String LEAVE = "有給休暇の申請は、開始日の\n3日前までに上長へ提出します。";

    private Writing() {}

    static Passage passage(String document, int start, String text) {
        Source source = new Source(document, List.of(), new Span(start, start + text.length()));
        return new Passage(document + "#" + start, text, source, 0);
    }

    /** Returns a reply with questions of kind, question, answer and quote each. */
    static String questions(String... cells) {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode reply = mapper.createObjectNode();
        ArrayNode array = reply.putArray("questions");
        for (int i = 0; i < cells.length; i += 4) {
            array.addObject()
                    .put("kind", cells[i])
                    .put("question", cells[i + 1])
                    .put("answer", cells[i + 2])
                    .put("quote", cells[i + 3]);
        }
        return reply.toString();
    }

    static GeneratedQuestion question(String id, QuestionKind kind, String question, String answer) {
        String quote = answer + ".";
        return new GeneratedQuestion(
                id, kind, question, answer, quote, passage("fees.md", 10, quote).source());
    }
}
