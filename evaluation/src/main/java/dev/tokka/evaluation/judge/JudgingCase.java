// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.judge;

import dev.tokka.Generation;
import dev.tokka.Passage;
import dev.tokka.Question;
import dev.tokka.Turn;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Score;
import dev.tokka.evaluation.Tags;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One judging case: what is known of it is in its tags, so that it survives being stored. */
final class JudgingCase {

    static final String JUDGED_CASE = "judged-case";
    static final String MODEL = "model";
    static final String OPPONENT = "opponent";
    static final String SWAPPED = "swapped";
    static final String REPEAT = "repeat";

    /** The grade that is given whatever the judge says; absent if the judge decides. */
    static final String FIXED = "fixed-grade";

    private JudgingCase() {}

    static Case single(Judging judging, JudgedGrade.Sides sides, int repeat, CaseOutcome answer) {
        Map<String, String> texts = texts(answer.item());
        texts.put("answer", answer.outcome().text().orElse(""));
        Case made = make(judging, sides, repeat, question(judging, texts, repeat, answer.item()));
        double least = judging.rubric().scale().least();
        return hasAnswer(answer) ? made : made.withTag(FIXED, Double.toString(least));
    }

    /** Makes the case that compares the answers of the model and of its opponent. */
    static Case pair(Judging judging, JudgedGrade.Sides sides, int repeat, List<CaseOutcome> both) {
        CaseOutcome first = both.get(sides.swapped() ? 1 : 0);
        CaseOutcome second = both.get(sides.swapped() ? 0 : 1);
        Map<String, String> texts = texts(first.item());
        texts.put("answer_a", first.outcome().text().orElse(""));
        texts.put("answer_b", second.outcome().text().orElse(""));
        Case made = make(judging, sides, repeat, question(judging, texts, repeat, first.item()));
        if (hasAnswer(first) && hasAnswer(second)) {
            return made;
        }
        double won = hasAnswer(first) ? 1 : hasAnswer(second) ? 0 : 0.5;
        return made.withTag(FIXED, Double.toString(won));
    }

    static JudgedGrade read(CaseOutcome judgement, GradeMetric metric) {
        Case item = judgement.item();
        JudgedGrade.Sides sides = new JudgedGrade.Sides(
                required(item, MODEL),
                item.tag(OPPONENT).orElse(""),
                item.tag(SWAPPED).map(Boolean::parseBoolean).orElse(false));
        Score score = metric.score(item, judgement.outcome());
        double grade = score.value();
        return new JudgedGrade(required(item, JUDGED_CASE), sides, repeat(item), grade, reading(judgement, score));
    }

    private static JudgedGrade.Reading reading(CaseOutcome judgement, Score score) {
        if (judgement.item().tag(FIXED).isPresent()) {
            return JudgedGrade.Reading.NO_ANSWER;
        }
        if (score.readable()) {
            return JudgedGrade.Reading.READ;
        }
        return judgement.outcome().text().isPresent() ? JudgedGrade.Reading.UNREADABLE : JudgedGrade.Reading.FAILED;
    }

    private static int repeat(Case item) {
        String written = required(item, REPEAT);
        try {
            return Integer.parseInt(written);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "tag " + REPEAT + " of case " + item.id() + " must be a whole number but is " + written, e);
        }
    }

    private static String required(Case item, String tag) {
        return item.tag(tag)
                .orElseThrow(() -> new IllegalArgumentException(
                        "case " + item.id() + " is no judging case: it lacks the tag " + tag));
    }

    private static Case make(Judging judging, JudgedGrade.Sides sides, int repeat, Asked asked) {
        Case judged = asked.judged();
        Map<String, String> tags = new HashMap<>();
        for (String kept : List.of(Tags.GROUP, Tags.LANGUAGE, Tags.DATE)) {
            judged.tag(kept).ifPresent(value -> tags.put(kept, value));
        }
        tags.put(JUDGED_CASE, judged.id());
        tags.put(MODEL, sides.model());
        tags.put(REPEAT, Integer.toString(repeat));
        // Judgements of one case belong together: they are no independent draws.
        tags.put(Tags.CLUSTER, judged.tag(Tags.CLUSTER).orElse(judged.id()));
        String who = sides.model();
        if (judging.rubric().scale() == Scale.PAIRWISE) {
            tags.put(OPPONENT, sides.opponent());
            tags.put(SWAPPED, Boolean.toString(sides.swapped()));
            who = sides.model() + " / " + sides.opponent() + (sides.swapped() ? " / swapped" : " / as is");
        }
        String id = judged.id() + " / " + who + " / " + repeat;
        Expected.Graded expected = new Expected.Graded(reference(judged), criteria(judged));
        return new Case(id, asked.question(), expected, tags);
    }

    /** A judged case and the question about it. */
    private record Asked(Case judged, Question question) {}

    private static Asked question(Judging judging, Map<String, String> texts, int repeat, Case judged) {
        Generation generation =
                Generation.DEFAULT.withTemperature(judging.temperature()).withSeed(judging.seed() + repeat - 1);
        return new Asked(
                judged, new FencedPrompt(judging.rubric()).question(texts).with(Generation.KEY, generation));
    }

    private static Map<String, String> texts(Case item) {
        Map<String, String> texts = new HashMap<>();
        Question question = item.question();
        Stream<String> turns = question.history().stream()
                .map(turn -> (turn.speaker() == Turn.Speaker.USER ? "User: " : "Model: ") + turn.text());
        Stream<String> evidence = question.evidence().stream().map(Passage::text);
        texts.put(
                "task",
                Stream.of(turns, evidence, Stream.of(question.text()))
                        .flatMap(parts -> parts)
                        .collect(Collectors.joining("\n\n")));
        texts.put("reference", reference(item));
        texts.put("criteria", criteria(item));
        return texts;
    }

    private static String criteria(Case item) {
        return item.expected() instanceof Expected.Graded graded ? graded.criteria() : "";
    }

    private static String reference(Case item) {
        Expected expected = item.expected();
        if (expected instanceof Expected.Graded graded) {
            return graded.reference();
        }
        if (expected instanceof Expected.Texts texts) {
            return String.join("\n", texts.accepted());
        }
        if (expected instanceof Expected.Label label) {
            return label.label();
        }
        return expected instanceof Expected.Numeric number ? Double.toString(number.value()) : "";
    }

    private static boolean hasAnswer(CaseOutcome answer) {
        return answer.outcome().text().filter(text -> !text.isBlank()).isPresent();
    }
}
