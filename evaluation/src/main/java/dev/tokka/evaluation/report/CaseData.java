// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.Answer;
import dev.tokka.Step;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Results;
import dev.tokka.evaluation.Score;
import dev.tokka.evaluation.analysis.Report;
import dev.tokka.evaluation.report.Wording.Word;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The cases of a report as the script of the page reads them. */
final class CaseData {

    private static final JsonMapper MAPPER = new JsonMapper();

    private CaseData() {}

    /** Returns an array of cases that can stand in a script element: it holds no {@code <}. */
    static String write(Report report, Wording wording) {
        Results results = report.results();
        Metric metric = report.primary();
        ArrayNode cases = JsonNodeFactory.instance.arrayNode();
        for (Case item : results.benchmark().cases()) {
            ObjectNode json = cases.addObject();
            json.put("id", item.id());
            json.put("q", item.question().text());
            json.put(
                    "e",
                    item.expected() instanceof Expected.NoAnswer
                            ? wording.say(Word.NO_ANSWER)
                            : item.expected().words());
            json.putArray("a");
        }
        for (String model : results.models()) {
            Map<String, List<Outcome>> outcomes = results.outcomes(model);
            Map<String, List<Score>> scores = results.scores(model, metric);
            for (int i = 0; i < results.benchmark().cases().size(); i++) {
                String id = results.benchmark().cases().get(i).id();
                List<Outcome> each = outcomes.getOrDefault(id, List.of());
                for (int seed = 0; seed < each.size(); seed++) {
                    ObjectNode json = ((ArrayNode) cases.get(i).required("a")).addObject();
                    json.put("m", results.models().indexOf(model));
                    json.put("s", scores.getOrDefault(id, List.of()).get(seed).value());
                    write(each.get(seed), json);
                }
            }
        }
        return text(cases);
    }

    static String text(ArrayNode array) {
        try {
            return MAPPER.writeValueAsString(array).replace("<", "\\u003c");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON can always be written", e);
        }
    }

    private static void write(Outcome outcome, ObjectNode json) {
        json.put("l", Numbers.time(outcome.latency()));
        if (outcome instanceof Outcome.Failed failed) {
            json.put("k", "f").put("t", failed.type() + ": " + failed.message());
            return;
        }
        if (outcome instanceof Outcome.Answered answered) {
            if (answered.answer() instanceof Answer.Abstention abstention) {
                json.put("k", "a").put("t", abstention.reason());
            } else if (answered.answer() instanceof Answer.Reply reply) {
                json.put("k", "r").put("t", reply.text());
                ArrayNode citations = json.putArray("c");
                reply.citations()
                        .forEach(one -> citations.add(
                                "[" + one.number() + "] " + one.source().label() + ": “" + one.quote() + "”"));
            }
            ArrayNode steps = json.putArray("x");
            answered.answer().trace().steps().forEach(step -> steps.add(words(step)));
        }
    }

    private static String words(Step step) {
        String details = step.details().entrySet().stream()
                .map(detail -> " · " + detail.getKey() + " " + detail.getValue())
                .collect(Collectors.joining());
        return step.name() + " " + Numbers.time(step.duration()) + details;
    }
}
