// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.governance;

import dev.tokka.Acceptance;
import dev.tokka.Caching;
import dev.tokka.DataClass;
import dev.tokka.DomainModel;
import dev.tokka.DomainModels;
import dev.tokka.Example;
import dev.tokka.Sampling;
import dev.tokka.Specialization;
import dev.tokka.Voting;
import dev.tokka.finetune.FineTunedModel;
import dev.tokka.prompting.Examples;
import dev.tokka.prompting.Glossary;
import dev.tokka.prompting.Prompting;
import dev.tokka.rag.ExtractiveModel;
import dev.tokka.rag.Retrieval;
import dev.tokka.rag.UnsupportedSentences;
import dev.tokka.rag.document.StructureChunker;
import dev.tokka.rag.index.IndexSettings;
import dev.tokka.rag.index.LuceneIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Real parts, and strategies made of them by knobs: every knob changes something that can change an answer.
 *
 * @param tuned a model in this process, with its adapters
 * @param indexes of different documents, or cut differently
 */
record Parts(FineTunedModel tuned, List<LuceneIndex> indexes) implements AutoCloseable {

    /** How many positions each knob has. */
    static final List<Integer> KNOBS = List.of(8, 9, 9, 9, 9, 9, 9, 9, 4, 9, 3, 9, 9, 3, 2, 9, 4, 9, 9, 9, 8, 9);

    static Parts open(Path folder) throws IOException {
        List<LuceneIndex> indexes = new ArrayList<>();
        IndexSettings settings = IndexSettings.DEFAULT;
        for (String rule : List.of("A transfer costs 500 yen.", "A transfer costs 501 yen.")) {
            indexes.add(index(folder, indexes.size(), settings, rule));
        }
        indexes.add(index(
                folder, 2, settings.withChunker(StructureChunker.ofCharacters(220)), "A transfer costs 500 yen."));
        return new Parts(FineTunedModel.open(Path.of("demo-bank", "model")), List.copyOf(indexes));
    }

    private static LuceneIndex index(Path folder, int number, IndexSettings settings, String rule) throws IOException {
        Path documents = Files.createDirectories(folder.resolve("documents-" + number));
        Files.writeString(documents.resolve("fees.md"), "# Fees\n\n" + rule + "\n");
        LuceneIndex index = LuceneIndex.openLexical(folder.resolve("index-" + number), settings);
        index.ingest(documents);
        return index;
    }

    private DomainModel base(int position) {
        List<String> adapters = List.of("", "facts-x1", "facts-x10", "raft", "raft-replay");
        return position < adapters.size()
                ? tuned.withAdapter(adapters.get(position))
                : new ExtractiveModel(indexes.get(position - adapters.size()));
    }

    /** Returns the strategy at these positions. */
    DomainModel strategy(int[] knobs) {
        Prompting prompting = Prompting.instructions("Rule " + knobs[1], "Further rule " + knobs[2])
                .glossary(Glossary.of(Glossary.Term.of("term " + knobs[3], "meaning " + knobs[4]))
                        .limit(1 + knobs[5]))
                .examples(Examples.fixed(new Example("Question " + knobs[6], "Answer " + knobs[7])))
                .repairs(knobs[8])
                .budget(100 + knobs[9]);
        Retrieval retrieval = Retrieval.from(indexes.get(knobs[10]))
                .limit(1 + knobs[11])
                .minSupport(knobs[12] / 10.0)
                .unsupported(pick(knobs[13], UnsupportedSentences.values()));
        Specialization both = knobs[14] == 0 ? prompting.andThen(retrieval) : retrieval.andThen(prompting);
        DomainModel cached =
                DomainModels.cached(base(knobs[0]).with(both), Caching.of(Duration.ofMinutes(1 + knobs[15])));
        DomainModel cleared = DomainModels.cleared(cached, pick(knobs[16], DataClass.values()));
        DomainModel sampled =
                DomainModels.selfConsistent(cleared, Sampling.of(2 + knobs[17]).withSeed(knobs[18]), Voting.MOST);
        DomainModel cascade =
                DomainModels.cascade(sampled, base(knobs[20]), Acceptance.confidence((1 + knobs[19]) / 10.0));
        return cascade.orElse(new ExtractiveModel(indexes.get(0)).minRelevance(knobs[21] / 10.0));
    }

    @Override
    public void close() {
        tuned.close();
        indexes.forEach(LuceneIndex::close);
    }

    @SafeVarargs
    private static <T> T pick(int at, T... all) {
        return all[at];
    }
}
