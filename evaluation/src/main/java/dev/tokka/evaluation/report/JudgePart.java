// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.evaluation.judge.GradeSummary;
import dev.tokka.evaluation.judge.HumanAgreement;
import dev.tokka.evaluation.judge.JudgeFindings;
import dev.tokka.evaluation.judge.JudgeIdentity;
import dev.tokka.evaluation.judge.JudgeVerdict;
import dev.tokka.evaluation.judge.ModelFamily;
import dev.tokka.evaluation.judge.PairSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The parts of a report that show judges; nothing where there are none.
 *
 * @param judged what the report shows
 * @param wording its language
 */
record JudgePart(List<JudgeFindings> judged, Wording wording) {

    void html(Html html) {
        if (judged.isEmpty()) {
            return;
        }
        html.raw("<section class=\"judged\">\n").element("h2", JudgeWord.TITLE.in(wording));
        html.element("p", JudgeWord.NOTE.in(wording));
        for (JudgeFindings one : judged) {
            tables(one).forEach(html::table);
            sentences(one).forEach(sentence -> html.element("p", sentence));
        }
        html.raw("</section>\n");
    }

    void markdown(StringBuilder text) {
        if (judged.isEmpty()) {
            return;
        }
        text.append("## ").append(JudgeWord.TITLE.in(wording)).append("\n\n");
        text.append(JudgeWord.NOTE.in(wording)).append("\n\n");
        for (JudgeFindings one : judged) {
            for (Table table : tables(one)) {
                MarkdownReport.write(table, text);
                text.append('\n');
            }
            sentences(one)
                    .forEach(sentence ->
                            text.append(MarkdownReport.escape(sentence)).append("\n\n"));
        }
    }

    static void json(Findings findings, ObjectNode json) {
        if (!findings.judged().isEmpty()) {
            ArrayNode array = json.putArray("judges");
            findings.judged().forEach(one -> write(one, array.addObject()));
        }
    }

    private List<Table> tables(JudgeFindings one) {
        List<Table> tables = new ArrayList<>(List.of(identity(one.report().judge())));
        List<GradeSummary> summaries = one.report().summaries();
        if (!summaries.isEmpty()) {
            tables.add(grades(summaries));
        }
        List<PairSummary> pairs = one.report().pairSummaries();
        if (!pairs.isEmpty()) {
            tables.add(pairs(pairs));
        }
        return tables;
    }

    private Table identity(JudgeIdentity judge) {
        String families =
                judge.families().stream().map(ModelFamily::name).sorted().collect(Collectors.joining(", "));
        return new Table(
                say(JudgeWord.JUDGE, JudgeWord.FAMILY, JudgeWord.FINGERPRINT, JudgeWord.RUBRIC),
                List.of(List.of(
                        judge.name(),
                        families.isEmpty() ? JudgeWord.UNKNOWN.in(wording) : families,
                        shortened(judge.fingerprint()),
                        judge.rubric() + ", " + shortened(judge.rubricHash()))));
    }

    /** Enough to tell two apart by eye; the whole is in the JSON. */
    private static String shortened(String hash) {
        return hash.substring(0, Math.min(12, hash.length()));
    }

    private Table grades(List<GradeSummary> summaries) {
        List<List<String>> rows = new ArrayList<>();
        for (GradeSummary one : summaries) {
            List<String> row = new ArrayList<>(List.of(
                    one.model(),
                    Numbers.of(one.mean()),
                    one.meanOfRead().isPresent() ? Numbers.of(one.meanOfRead().getAsDouble()) : "–"));
            row.addAll(counted(one.counts(), one.repeats()));
            rows.add(row);
        }
        List<String> columns = new ArrayList<>(say(JudgeWord.MODEL, JudgeWord.MEAN, JudgeWord.MEAN_OF_READ));
        columns.addAll(countedColumns());
        return new Table(columns, rows);
    }

    private Table pairs(List<PairSummary> pairs) {
        List<List<String>> rows = new ArrayList<>();
        for (PairSummary one : pairs) {
            PairSummary.Tally tally = one.tally();
            List<String> row = new ArrayList<>(List.of(
                    one.model(),
                    one.opponent(),
                    tally.wins() + " / " + tally.ties() + " / " + tally.losses(),
                    Numbers.percent(one.orders().disagreement()),
                    Numbers.percent(one.orders().positionBias())));
            row.addAll(counted(one.counts(), one.repeats()));
            rows.add(row);
        }
        List<String> columns = new ArrayList<>(say(
                JudgeWord.MODEL, JudgeWord.OPPONENT, JudgeWord.TALLY, JudgeWord.DISAGREEMENT, JudgeWord.POSITION_BIAS));
        columns.addAll(countedColumns());
        return new Table(columns, rows);
    }

    private List<String> countedColumns() {
        return say(
                JudgeWord.JUDGEMENTS, JudgeWord.UNREADABLE, JudgeWord.FAILED, JudgeWord.UNANSWERED, JudgeWord.REPEATS);
    }

    private static List<String> counted(GradeSummary.Counts counts, Optional<GradeSummary.Repeats> repeats) {
        return List.of(
                Long.toString(counts.judgements()),
                Numbers.percent(counts.parseFailureRate()),
                Long.toString(counts.failed()),
                Long.toString(counts.unanswered()),
                repeats.map(noise -> Numbers.of(noise.deviation()) + ", " + Numbers.percent(noise.selfAgreement()))
                        .orElse("–"));
    }

    private List<String> say(JudgeWord... words) {
        return List.of(words).stream().map(word -> word.in(wording)).toList();
    }

    private List<String> sentences(JudgeFindings one) {
        List<String> sentences = new ArrayList<>();
        Locale locale = Locale.forLanguageTag(wording.tag());
        one.verdicts().forEach(verdict -> sentences.add(verdict.inWords(locale)));
        one.agreement().ifPresent(agreement -> sentences.add(sentence(agreement)));
        return sentences;
    }

    private String sentence(HumanAgreement agreement) {
        return String.format(
                Locale.ROOT,
                JudgeWord.AGREEMENT.in(wording),
                agreement.answers(),
                Numbers.percent(agreement.raw()),
                Numbers.of(agreement.quadraticKappa()),
                Numbers.of(agreement.tauB()),
                agreement.unmatched());
    }

    private static void write(JudgeFindings one, ObjectNode json) {
        JudgeIdentity judge = one.report().judge();
        json.put("name", judge.name()).put("fingerprint", judge.fingerprint());
        json.put("rubric", judge.rubric()).put("rubricHash", judge.rubricHash());
        ArrayNode families = json.putArray("families");
        judge.families().stream().map(ModelFamily::name).sorted().forEach(families::add);
        ArrayNode grades = json.putArray("grades");
        one.report().summaries().forEach(summary -> {
            ObjectNode each = grades.addObject().put("model", summary.model()).put("mean", summary.mean());
            summary.meanOfRead().ifPresent(mean -> each.put("meanOfRead", mean));
            write(summary.counts(), summary.repeats(), each);
        });
        ArrayNode pairs = json.putArray("pairs");
        one.report().pairSummaries().forEach(summary -> {
            ObjectNode each = pairs.addObject().put("model", summary.model()).put("opponent", summary.opponent());
            each.put("wins", summary.tally().wins()).put("ties", summary.tally().ties());
            each.put("losses", summary.tally().losses()).put("advantage", summary.advantage());
            each.put("disagreement", summary.orders().disagreement());
            each.put("positionBias", summary.orders().positionBias());
            write(summary.counts(), summary.repeats(), each);
        });
        ArrayNode verdicts = json.putArray("verdicts");
        one.verdicts().forEach(verdict -> write(verdict, verdicts.addObject()));
        one.agreement().ifPresent(agreement -> write(agreement, json.putObject("agreement")));
    }

    private static void write(GradeSummary.Counts counts, Optional<GradeSummary.Repeats> repeats, ObjectNode json) {
        json.put("judgements", counts.judgements()).put("unreadable", counts.unreadable());
        json.put("failed", counts.failed()).put("unanswered", counts.unanswered());
        repeats.ifPresent(
                noise -> json.put("deviation", noise.deviation()).put("selfAgreement", noise.selfAgreement()));
    }

    private static void write(JudgeVerdict verdict, ObjectNode json) {
        json.put("first", verdict.first()).put("second", verdict.second());
        json.put("difference", verdict.effect().difference());
        json.put("differenceOfRead", verdict.effect().differenceOfRead());
        if (Double.isFinite(verdict.effect().noise())) {
            json.put("noise", verdict.effect().noise());
        }
        json.put("withheld", verdict.isWithheld());
        ArrayNode reasons = json.putArray("reasons");
        verdict.reasons().forEach(reason -> reasons.add(reason.english()));
        ArrayNode notes = json.putArray("notes");
        verdict.notes().forEach(note -> notes.add(note.english()));
    }

    private static void write(HumanAgreement agreement, ObjectNode json) {
        json.put("answers", agreement.answers()).put("unmatched", agreement.unmatched());
        json.put("raw", agreement.raw()).put("linearKappa", agreement.linearKappa());
        json.put("quadraticKappa", agreement.quadraticKappa()).put("tauB", agreement.tauB());
    }
}
