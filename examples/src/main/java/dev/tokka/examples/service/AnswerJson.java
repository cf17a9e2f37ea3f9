// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.Answer;
import dev.tokka.Citation;
import dev.tokka.IncompleteAnswerException;
import dev.tokka.ModelException;
import dev.tokka.ModelUnavailableException;
import dev.tokka.PolicyViolationException;
import dev.tokka.QuestionRejectedException;
import dev.tokka.Span;
import dev.tokka.rag.UnsupportedSentences;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers and failures as the page reads them. */
final class AnswerJson {

    private static final Pattern MARKER = Pattern.compile("\\[(\\d{1,3})]");

    private AnswerJson() {}

    /** Returns a reply as {@code "answer"} or an abstention as {@code "abstention"}. */
    static Event of(Answer answer) {
        if (answer instanceof Answer.Reply reply) {
            ObjectNode json = object();
            json.set("parts", parts(reply));
            ArrayNode citations = json.putArray("citations");
            reply.citations().forEach(citation -> citations.add(of(citation)));
            return Event.last("answer", json);
        }
        Answer.Abstention abstention = (Answer.Abstention) answer;
        return Event.last("abstention", object().put("reason", abstention.reason()));
    }

    /**
     * Takes the text apart, so that the page need not know what a marker is: texts, some of which no passage supports, and
     * indexes of citations.
     */
    private static ArrayNode parts(Answer.Reply reply) {
        ArrayNode parts = JsonNodeFactory.instance.arrayNode();
        List<Span> unsupported = UnsupportedSentences.in(reply);
        int written = 0;
        for (Matcher marker = MARKER.matcher(reply.text()); marker.find(); ) {
            int index = cited(reply.citations(), Integer.parseInt(marker.group(1)), marker.start());
            if (index >= 0) {
                addText(parts, reply.text(), new Span(written, marker.start()), unsupported);
                parts.addObject().put("citation", index);
                written = marker.end();
            }
        }
        addText(parts, reply.text(), new Span(written, reply.text().length()), unsupported);
        return parts;
    }

    private static void addText(ArrayNode parts, String text, Span piece, List<Span> unsupported) {
        int written = piece.start();
        for (Span sentence : unsupported) {
            int start = Math.max(sentence.start(), written);
            int end = Math.min(sentence.end(), piece.end());
            if (start < end) {
                addText(parts, text.substring(written, start), true);
                addText(parts, text.substring(start, end), false);
                written = end;
            }
        }
        addText(parts, text.substring(written, piece.end()), true);
    }

    private static void addText(ArrayNode parts, String text, boolean supported) {
        if (!text.isEmpty()) {
            parts.addObject().put("text", text).put("supported", supported);
        }
    }

    /** One passage may support several sentences, each by words of its own: a marker means the sentence before it. */
    private static int cited(List<Citation> citations, int number, int position) {
        int nearest = -1;
        for (int i = 0; i < citations.size(); i++) {
            Citation citation = citations.get(i);
            if (citation.number() == number
                    && citation.claim().end() <= position
                    && (nearest < 0
                            || citation.claim().end()
                                    > citations.get(nearest).claim().end())) {
                nearest = i;
            }
        }
        return nearest;
    }

    private static ObjectNode of(Citation citation) {
        ObjectNode json = object().put("number", citation.number())
                .put("document", citation.source().document())
                .put("start", citation.source().span().start())
                .put("end", citation.source().span().end())
                .put("quote", citation.quote())
                .put("support", citation.support());
        ArrayNode headings = json.putArray("headings");
        citation.source().headings().forEach(headings::add);
        return json;
    }

    /** Returns what a reader may know about {@code failure}: its kind and reason, but not its message. */
    static ObjectNode of(ModelException failure) {
        if (failure instanceof ModelUnavailableException unavailable) {
            ObjectNode json = failure("unavailable", unavailable.reason().name());
            unavailable.retryAt().ifPresent(at -> json.put("retryAt", at.toString()));
            return json;
        }
        if (failure instanceof IncompleteAnswerException incomplete) {
            return failure("incomplete", incomplete.reason().name()).put("partial", incomplete.partialText());
        }
        if (failure instanceof QuestionRejectedException) {
            return failure("rejected", "MODEL");
        }
        return failure instanceof PolicyViolationException ? failure("policy", "POLICY") : failure("internal", "BUG");
    }

    static ObjectNode failure(String kind, String reason) {
        return object().put("kind", kind).put("reason", reason);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
