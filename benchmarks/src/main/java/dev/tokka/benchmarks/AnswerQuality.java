// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import dev.tokka.Answer;
import dev.tokka.DomainModel;
import dev.tokka.Passage;
import dev.tokka.Query;
import dev.tokka.rag.Encoder;
import dev.tokka.rag.ExtractiveModel;
import dev.tokka.rag.Retrieval;
import dev.tokka.rag.SupportScorer;
import dev.tokka.rag.TermWeights;
import dev.tokka.rag.document.SourceDocument;
import dev.tokka.rag.index.IngestListener;
import dev.tokka.rag.index.LuceneIndex;
import dev.tokka.rag.tuning.AbstentionCurve;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * When to abstain, and how well the measures of support tell true claims from false ones, on the bundled handbook.
 *
 * @param documents the handbook
 * @param encoder for meaning
 * @param out where tables are printed
 */
record AnswerQuality(List<SourceDocument> documents, Encoder encoder, PrintStream out) {

    private static final double[] TARGETS = {0.8, 0.9, 0.95};

    void measure(List<HandbookQuestion> questions, Path work) throws IOException {
        Path folder = Files.createTempDirectory(work, "index-answers");
        try (LuceneIndex index = LuceneIndex.open(folder, encoder)) {
            index.ingest(documents, IngestListener.NONE);
            curve(questions, index);
            support(questions, index);
        } finally {
            Folders.delete(folder);
        }
    }

    private void curve(List<HandbookQuestion> questions, LuceneIndex index) {
        DomainModel model = new ExtractiveModel(index, encoder)
                .minRelevance(0)
                .with(Retrieval.from(index).weights(index).minSupport(0));
        List<AbstentionCurve.Judged> judged = new ArrayList<>();
        for (HandbookQuestion question : questions) {
            HandbookOutcome outcome = HandbookOutcome.of(question, index, model);
            double confidence = outcome.reply()
                    .map(Answer.Reply::confidence)
                    .map(value -> value.orElse(0))
                    .orElse(0.0);
            judged.add(new AbstentionCurve.Judged(confidence, question.answerable() && outcome.quotes()));
        }
        AbstentionCurve curve = AbstentionCurve.of(judged);
        out.println();
        out.println("Abstention of the extractive model on the handbook, " + judged.size() + " questions");
        out.print(curve);
        for (double target : TARGETS) {
            out.printf(
                    Locale.ROOT,
                    "precision %.2f: %s%n",
                    target,
                    curve.threshold(target)
                            .map(point -> String.format(
                                    Locale.ROOT,
                                    "threshold %.3f answers %d of %d",
                                    point.threshold(),
                                    point.answered(),
                                    point.all()))
                            .orElse("no threshold is known to reach it"));
        }
    }

    private void support(List<HandbookQuestion> questions, LuceneIndex index) {
        List<SupportScorer> scorers = List.of(
                SupportScorer.words(TermWeights.uniform()),
                SupportScorer.words(index),
                SupportScorer.meaning(encoder, TermWeights.uniform()));
        out.println();
        out.println("Claims with a support of 0.5 or more: quotes, answers in other words, and quotes made false");
        for (SupportScorer scorer : scorers) {
            out.printf(
                    Locale.ROOT,
                    "%-28s quotes %s  answers %s  denied %s  other number %s  other unit %s%n",
                    scorer + (scorer.equals(scorers.get(1)) ? " weighted by the index" : ""),
                    share(scorer, questions, index, HandbookQuestion::quote),
                    share(scorer, questions, index, HandbookQuestion::answer),
                    share(scorer, questions, index, changed(FalseClaims::denied)),
                    share(scorer, questions, index, changed(FalseClaims::otherNumber)),
                    share(scorer, questions, index, changed(FalseClaims::otherUnit)));
        }
    }

    private interface Claim {
        String of(HandbookQuestion question);
    }

    private static Claim changed(UnaryOperator<String> change) {
        return question -> {
            String claim = change.apply(question.quote());
            return claim.equals(question.quote()) ? "" : claim;
        };
    }

    private static String share(
            SupportScorer scorer, List<HandbookQuestion> questions, LuceneIndex index, Claim claim) {
        int all = 0;
        int supported = 0;
        for (HandbookQuestion question : questions) {
            String text = claim.of(question);
            if (question.answerable() && !text.isBlank()) {
                all++;
                Stream<Passage> evidence = index.retrieve(Query.of(question.text(), 6)).stream();
                supported += evidence.anyMatch(passage -> scorer.of(text, passage)
                                .filter(f -> f.score() >= 0.5)
                                .isPresent())
                        ? 1
                        : 0;
            }
        }
        return String.format(Locale.ROOT, "%d/%d", supported, all);
    }
}
