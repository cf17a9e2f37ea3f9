// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokka.Answer;
import dev.tokka.Citation;
import dev.tokka.DomainModel;
import dev.tokka.Passage;
import dev.tokka.Source;
import dev.tokka.Span;
import dev.tokka.rag.Retrieval;
import dev.tokka.rag.UnsupportedSentences;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class AnswerJsonTest {

    private static final String REPLY = "Within 30 days. [1] By post. [2] Not by fax. [1]";

    private static Citation citation(int number, String claim, String quote) {
        int start = REPLY.indexOf(claim);
        return new Citation(
                number,
                new Span(start, start + claim.length()),
                new Source("claims.md", List.of("Claims", "Terms"), new Span(5, 5 + quote.length())),
                quote,
                0.75);
    }

    private static List<String> parts(JsonNode answer) {
        return StreamSupport.stream(answer.path("parts").spliterator(), false)
                .map(part -> part.has("text")
                        ? part.path("text").asText()
                        : "<" + part.path("citation").asInt() + ">")
                .toList();
    }

    @Test
    void aMarkerMeansTheCitationOfTheSentenceBeforeIt() {
        Answer.Reply reply = Answer.reply(REPLY)
                .reply()
                .orElseThrow()
                .withCitations(List.of(
                        citation(1, "Within 30 days.", "thirty days"),
                        citation(2, "By post.", "by letter"),
                        citation(1, "Not by fax.", "no fax")));

        JsonNode answer = AnswerJson.of(reply).data();

        assertThat(parts(answer))
                .containsExactly("Within 30 days. ", "<0>", " By post. ", "<1>", " Not by fax. ", "<2>");
        assertThat(answer.path("citations").path(2).path("quote").asText()).isEqualTo("no fax");
    }

    @Test
    void whatNothingStandsForStaysText() {
        Answer.Reply reply = Answer.reply("See [7] and a[0] and [].").reply().orElseThrow();

        assertThat(parts(AnswerJson.of(reply).data())).containsExactly("See [7] and a[0] and [].");
    }

    @Test
    void aMarkerBeforeItsSentenceStaysText() {
        Answer.Reply reply = Answer.reply("[1] " + REPLY).reply().orElseThrow();
        Citation later = new Citation(
                1, new Span(4, 19), citation(1, "By post.", "by letter").source(), "by letter", 1);

        assertThat(parts(AnswerJson.of(reply.withCitations(List.of(later))).data()))
                .startsWith("[1] Within 30 days. ", "<0>");
    }

    @Test
    void whatNoPassageSupportsIsTold() {
        String rule = "Claims are accepted for thirty days after the loss of the goods.";
        Passage passage =
                new Passage("claims#1", rule, new Source("claims.md", List.of(), new Span(0, rule.length())), 1);
        DomainModel model = question -> Answer.reply(rule + " [1] The moon is cheese.");
        Answer answer = model.with(Retrieval.from(query -> List.of(passage)).unsupported(UnsupportedSentences.FLAG))
                .answer("How long?");

        JsonNode parts = AnswerJson.of(answer).data().path("parts");

        assertThat(parts)
                .isEqualTo(Client.read("[{\"text\": \"" + rule + " \", \"supported\": true}, {\"citation\": 0},"
                        + " {\"text\": \" \", \"supported\": true},"
                        + " {\"text\": \"The moon is cheese.\", \"supported\": false}]"));
    }

    @Test
    void aCitationSaysWhereItStands() {
        Answer.Reply reply = Answer.reply(REPLY)
                .reply()
                .orElseThrow()
                .withCitations(List.of(citation(1, "Within 30 days.", "thirty days")));

        JsonNode citation = AnswerJson.of(reply).data().path("citations").path(0);

        assertThat(citation)
                .isEqualTo(Client.read("{\"number\": 1, \"document\": \"claims.md\", \"start\": 5, \"end\": 16,"
                        + " \"quote\": \"thirty days\", \"support\": 0.75, \"headings\": [\"Claims\", \"Terms\"]}"));
    }
}
