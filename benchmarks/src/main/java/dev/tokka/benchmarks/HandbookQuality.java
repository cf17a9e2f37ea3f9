// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import dev.tokka.DomainModel;
import dev.tokka.rag.Encoder;
import dev.tokka.rag.ExtractiveModel;
import dev.tokka.rag.Retrieval;
import dev.tokka.rag.index.LuceneIndex;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Quality of retrieval and answers over the bundled handbook, English and Japanese in one index, with the defaults.
 *
 * @param examples the folder with {@code handbook} and {@code questions}
 * @param work where to make the index
 */
record HandbookQuality(Path examples, Path work) {

    private static final List<String> LANGUAGES = List.of("en", "ja");

    /** Measures the test questions, of which something is asked, and those for tuning, of which nothing is. */
    List<Figure> measure(Encoder encoder, PrintStream out) throws IOException {
        Path folder = Files.createTempDirectory(Files.createDirectories(work), "index-handbook");
        try (LuceneIndex index = LuceneIndex.open(folder, encoder)) {
            out.println("handbook: " + index.ingest(examples.resolve("handbook")));
            List<Figure> figures = new ArrayList<>(figures("test", "", index, encoder));
            figures("tuning", "-tuning", index, encoder).forEach(figure -> figures.add(figure.withoutTarget()));
            return figures;
        } finally {
            Folders.delete(folder);
        }
    }

    private List<Figure> figures(String set, String suffix, LuceneIndex index, Encoder encoder) {
        DomainModel model =
                new ExtractiveModel(index, encoder).with(Retrieval.from(index).weights(index));
        List<Figure> figures = new ArrayList<>();
        List<HandbookOutcome> all = new ArrayList<>();
        for (String language : LANGUAGES) {
            List<HandbookOutcome> outcomes =
                    HandbookQuestion.read(examples.resolve("questions").resolve(language + suffix + ".jsonl")).stream()
                            .map(question -> HandbookOutcome.of(question, index, model))
                            .toList();
            figures.addAll(ofLanguage("handbook " + set + " " + language, outcomes));
            all.addAll(outcomes);
        }
        figures.addAll(ofAnswers("handbook " + set, all));
        return figures;
    }

    private static List<Figure> ofLanguage(String name, List<HandbookOutcome> outcomes) {
        List<HandbookOutcome> answerable = answerable(outcomes, true);
        List<HandbookOutcome> replies =
                answerable.stream().filter(HandbookOutcome::answered).toList();
        return List.of(
                Figure.of(name + ", source among first 3", HandbookOutcome.share(answerable, HandbookOutcome::found))
                        .atLeast(0.9),
                Figure.of(name + ", answered", HandbookOutcome.share(answerable, HandbookOutcome::answered)),
                Figure.of(
                        name + ", replies that cite the source",
                        HandbookOutcome.share(replies, HandbookOutcome::citesSource)),
                Figure.of(
                        name + ", replies with the expected words",
                        HandbookOutcome.share(replies, HandbookOutcome::quotes)));
    }

    private static List<Figure> ofAnswers(String name, List<HandbookOutcome> outcomes) {
        List<HandbookOutcome> unanswerable = answerable(outcomes, false);
        long abstentions =
                unanswerable.stream().filter(outcome -> !outcome.answered()).count();
        return List.of(
                Figure.of(name + ", abstentions on unanswerable", (double) abstentions, "of " + unanswerable.size())
                        .atLeast(8),
                Figure.of(
                                name + ", answered of answerable",
                                HandbookOutcome.share(answerable(outcomes, true), HandbookOutcome::answered))
                        .atLeast(0.9));
    }

    private static List<HandbookOutcome> answerable(List<HandbookOutcome> outcomes, boolean answerable) {
        return outcomes.stream()
                .filter(outcome -> outcome.question().answerable() == answerable)
                .toList();
    }
}
