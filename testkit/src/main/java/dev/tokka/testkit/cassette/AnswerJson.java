// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit.cassette;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.Answer;
import dev.tokka.Citation;
import dev.tokka.Source;
import dev.tokka.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Answers in cassettes. */
final class AnswerJson {

    private AnswerJson() {}

    static ObjectNode write(Answer answer, Rewriting hiding) {
        ObjectNode json = Json.object();
        if (answer instanceof Answer.Reply reply) {
            json.put("reply", hiding.of(reply.text()));
            reply.confidence().ifPresent(value -> json.put("confidence", value));
            if (!reply.citations().isEmpty()) {
                ArrayNode citations = json.putArray("citations");
                reply.citations().forEach(citation -> citations.add(write(citation, reply.text(), hiding)));
            }
        } else if (answer instanceof Answer.Abstention abstention) {
            json.put("abstention", hiding.of(abstention.reason()));
        }
        TraceJson.write(answer.trace(), hiding, json);
        return json;
    }

    /**
     * Returns the answer.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Answer read(JsonNode json, Rewriting showing) {
        if (json.has("abstention")) {
            return new Answer.Abstention(showing.of(json.get("abstention").asText()), TraceJson.read(json, showing));
        }
        String text = Require.field(json, "reply").asText();
        List<Citation> citations = new ArrayList<>();
        json.path("citations").forEach(citation -> citations.add(read(citation, text, showing)));
        OptionalDouble confidence = json.has("confidence")
                ? OptionalDouble.of(json.get("confidence").asDouble())
                : OptionalDouble.empty();
        return new Answer.Reply(showing.of(text), citations, confidence, TraceJson.read(json, showing));
    }

    private static ObjectNode write(Citation citation, String text, Rewriting hiding) {
        String quote = hiding.of(citation.quote());
        ObjectNode json = Json.object().put("number", citation.number());
        json.set("claim", write(hiding.span(text, citation.claim())));
        json.put("document", hiding.of(citation.source().document()));
        json.set(
                "headings",
                Json.texts(citation.source().headings().stream().map(hiding::of).toList()));
        json.put("start", citation.source().span().start());
        json.put("quote", quote);
        return json.put("support", citation.support());
    }

    private static Citation read(JsonNode json, String text, Rewriting showing) {
        String quote = showing.of(Require.field(json, "quote").asText());
        int start = Require.field(json, "start").asInt();
        List<String> headings = new ArrayList<>();
        json.path("headings").forEach(heading -> headings.add(showing.of(heading.asText())));
        Source source = new Source(
                showing.of(Require.field(json, "document").asText()),
                headings,
                new Span(start, start + quote.length()));
        JsonNode claim = Require.field(json, "claim");
        Span span = new Span(claim.path(0).asInt(), claim.path(1).asInt());
        return new Citation(
                Require.field(json, "number").asInt(),
                showing.span(text, span),
                source,
                quote,
                Require.field(json, "support").asDouble());
    }

    private static ArrayNode write(Span span) {
        return Json.array().add(span.start()).add(span.end());
    }
}
