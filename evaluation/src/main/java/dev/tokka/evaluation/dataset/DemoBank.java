// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.dataset;

import dev.tokka.Question;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Protocol;
import dev.tokka.evaluation.Tags;
import dev.tokka.evaluation.benchmark.BenchmarkFormatException;
import dev.tokka.evaluation.benchmark.Row;
import dev.tokka.evaluation.benchmark.Rows;
import dev.tokka.evaluation.metric.behaviour.Abstention;
import dev.tokka.evaluation.metric.behaviour.Grounding;
import dev.tokka.evaluation.metric.text.TextMatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The demo bank: questions about the products of a made-up bank, whose facts no model has read elsewhere. It is this
 * project's own data, made to compare strategies: what a tuned model has learnt, what it cannot know yet, and what nobody
 * knows.
 *
 * <p>A folder of three files of JSON lines (Apache License 2.0) and the handbooks that answer them:
 *
 * <ul>
 *   <li>{@code questions.jsonl}: 192 questions about products of {@code handbook/}, group {@value #KNOWN}, dated
 *       2024-12-31; {@code question}, {@code answer}, {@code product}, {@code attribute}, {@code source}
 *   <li>{@code questions-new.jsonl}: 48 about products of {@code handbook-new/}, launched after models were tuned, group
 *       {@value #LATER}, dated {@link #LAUNCH}
 *   <li>{@code questions-unanswerable.jsonl}: 24 that expect no answer, group {@value #UNANSWERABLE}, dated as the known;
 *       {@code question}, {@code why}
 * </ul>
 *
 * <p>A case's id is its group and the number of its row; the product is the cluster, and the tag
 * {@link Grounding#SOURCE} names the file of the handbook as {@link #documents} does. Metrics: exact match of the value, whether the reply contains the
 * value, and both of {@link Abstention}; {@link dev.tokka.evaluation.metric.behaviour.Freshness} splits them at
 * {@link #LAUNCH}. Protocol: no shots, no instructions.
 */
public final class DemoBank {

    /** The group of questions about products that the tuned models were taught. */
    public static final String KNOWN = "known";

    /** The group of questions about products launched later. */
    public static final String LATER = "later";

    /** The group of questions that nothing answers. */
    public static final String UNANSWERABLE = "unanswerable";

    /** The day on which the later products were launched, and from which nothing was taught. */
    public static final LocalDate LAUNCH = LocalDate.of(2025, 1, 1);

    private DemoBank() {}

    /** Returns the questions of all three files; take one group with {@link Benchmark#only}. */
    public static Benchmark benchmark(Path folder) {
        List<Case> cases = new ArrayList<>();
        cases.addAll(cases(folder.resolve("questions.jsonl"), KNOWN));
        cases.addAll(cases(folder.resolve("questions-new.jsonl"), LATER));
        cases.addAll(cases(folder.resolve("questions-unanswerable.jsonl"), UNANSWERABLE));
        return new Benchmark(
                "demo bank",
                "1",
                cases,
                List.of(
                        TextMatch.exactMatch(),
                        TextMatch.contains(),
                        Abstention.abstainsWhenItShould(),
                        Abstention.answersWhenItShould()),
                Protocol.ZERO_SHOT);
    }

    /** Returns the files of both handbooks, each under its path within the folder, such as {@code handbook/mortgages.md}. */
    public static List<BenchmarkDocument> documents(Path folder) {
        List<BenchmarkDocument> documents = new ArrayList<>();
        for (String handbook : List.of("handbook", "handbook-new")) {
            try (Stream<Path> files = Files.list(folder.resolve(handbook))) {
                for (Path file : files.filter(one -> one.toString().endsWith(".md"))
                        .sorted()
                        .toList()) {
                    documents.add(document(handbook + "/" + Collected.name(file), Files.readString(file)));
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + folder.resolve(handbook), e);
            }
        }
        if (documents.isEmpty()) {
            throw new BenchmarkFormatException(Collected.name(folder), "files of a handbook that end in .md", "none");
        }
        return List.copyOf(documents);
    }

    private static BenchmarkDocument document(String id, String text) {
        String title = text.lines()
                .filter(line -> line.startsWith("# "))
                .map(line -> line.substring(2).strip())
                .findFirst()
                .orElse("");
        return new BenchmarkDocument(id, title, text);
    }

    private static List<Case> cases(Path file, String group) {
        Collected<Case> cases = new Collected<>(file);
        LocalDate date = group.equals(LATER) ? LAUNCH : LAUNCH.minusDays(1);
        Rows.forEach(file, row -> {
            String id = String.format(Locale.ROOT, "%s-%03d", group, cases.size() + 1);
            Case item = group.equals(UNANSWERABLE) ? unanswerable(row, id) : answerable(row, id, group);
            cases.add(
                    row,
                    "question",
                    id,
                    item.withTag(Tags.GROUP, group)
                            .withTag(Tags.DATE, date.toString())
                            .withTag(Tags.LANGUAGE, "en"));
        });
        return cases.all();
    }

    private static Case answerable(Row row, String id, String group) {
        String handbook = group.equals(LATER) ? "handbook-new/" : "handbook/";
        Expected expected = new Expected.Texts(List.of(row.filled("answer")));
        return Case.of(id, Question.of(row.filled("question")), expected)
                .withTag(Tags.CLUSTER, row.filled("product"))
                .withTag("attribute", row.filled("attribute"))
                .withTag(Grounding.SOURCE, handbook + row.filled("source"));
    }

    private static Case unanswerable(Row row, String id) {
        return Case.of(id, Question.of(row.filled("question")), new Expected.NoAnswer())
                .withTag("why", row.filled("why"));
    }
}
