// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.Answer;
import dev.tokka.Question;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Candidate;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Experiment;
import dev.tokka.evaluation.Results;
import dev.tokka.evaluation.Tags;
import dev.tokka.evaluation.metric.text.TextMatch;
import dev.tokka.evaluation.published.PublishedNumber;
import dev.tokka.evaluation.published.PublishedNumbers;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StrategiesTableTest {

    @TempDir
    private Path folder;

    @Test
    void aShareIsComparedByTheToleranceWhereTheSameWasAskedAndElseByTheInterval() throws InterruptedException {
        StrategiesTable table = new StrategiesTable(
                eightOfTen(),
                new PublishedNumbers(List.of(
                        number("plain", "0.830", true), number("prompted", "0.831", true),
                        number("passages", "0.500", false), number("retrieval", "0.400", false))));

        assertThat(table.compared())
                .extracting(StrategiesTable.Cell::words)
                .containsExactly("0.800 (-0.030)", "0.800 (-0.031) !", "0.800 (+0.300)", "0.800 (+0.400) !");
        assertThat(table.cell("unanswerable", "raft", "plain").words()).isEqualTo("1.000");
        assertThat(table.toMarkdown(List.of("known", "unanswerable"), List.of("raft"), List.of("plain", "prompted")))
                .contains("""
                        | questions | model | plain | prompted |
                        |---|---|---|---|
                        | known | raft | 0.800 (-0.030) | 0.800 (-0.031) ! |
                        | unanswerable | raft | 1.000 | 1.000 |
                        """, "1 of 2 within 0.03", "1 of 2 within an interval of 95 %");
    }

    /** Of ten questions, eight are answered as expected; one more has no answer, and gets none. */
    private Results eightOfTen() throws InterruptedException {
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            cases.add(item("known", i, new Expected.Texts(List.of(i < 8 ? "5 yen" : "6 yen"))));
        }
        cases.add(item("unanswerable", 10, new Expected.NoAnswer()));
        Benchmark benchmark = Benchmark.of("a bank", cases, TextMatch.contains());
        List<Candidate> candidates = new ArrayList<>();
        for (String way : List.of("plain", "prompted", "passages", "retrieval")) {
            candidates.add(new Candidate(
                    StrategiesTable.name("raft", way),
                    question -> question.text().equals("question 10")
                            ? Answer.abstain("nobody says it")
                            : Answer.reply("It costs 5 yen.")));
        }
        return Experiment.of(benchmark, candidates, folder.resolve("answers.jsonl"))
                .run(Runnable::run);
    }

    private static Case item(String group, int number, Expected expected) {
        return Case.of(group + number, Question.of("question " + number), expected)
                .withTag(Tags.GROUP, group);
    }

    private static PublishedNumber number(String way, String share, boolean same) {
        return new PublishedNumber(
                new PublishedNumber.Task("a bank", "contains", "known", "greedy"),
                new PublishedNumber.Entrant("raft", way),
                new PublishedNumber.Value(new BigDecimal(share), PublishedNumber.Unit.SHARE, Optional.empty()),
                new PublishedNumber.Source("A table", "here", "all of it", Optional.empty()),
                new PublishedNumber.Comparability(same, "made up", Optional.empty()));
    }
}
