// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.governance;

import dev.tokka.Digests;
import dev.tokka.DomainModel;
import dev.tokka.finetune.FineTunedModel;
import dev.tokka.governance.inventory.Development.Ingredient;
import dev.tokka.governance.inventory.Development.Ingredient.Kind;
import dev.tokka.governance.inventory.Development.Recipe;
import dev.tokka.prompting.Prompting;
import dev.tokka.rag.Retrieval;
import dev.tokka.rag.document.StructureChunker;
import dev.tokka.rag.index.IndexSettings;
import dev.tokka.rag.index.LuceneIndex;
import java.io.IOException;
import java.nio.file.Path;

/** The model of a made-up bank: a small tuned language model in this process that answers from the bank's handbook. */
final class BankDesk implements AutoCloseable {

    private static final String ADAPTER = "raft";
    private static final int PASSAGES = 4;
    private static final IndexSettings PARAGRAPHS =
            IndexSettings.DEFAULT.withChunker(StructureChunker.ofCharacters(220));

    private final Path bank;
    private final FineTunedModel tuned;
    private final LuceneIndex index;

    private BankDesk(Path bank, FineTunedModel tuned, LuceneIndex index) {
        this.bank = bank;
        this.tuned = tuned;
        this.index = index;
    }

    /** Opens the model of the bank in a folder, and indexes its handbook in another one. */
    static BankDesk open(Path bank, Path work) {
        FineTunedModel tuned = FineTunedModel.open(bank.resolve("model"));
        try {
            LuceneIndex index = LuceneIndex.openLexical(work.resolve("index"), PARAGRAPHS);
            index.ingest(handbook(bank));
            return new BankDesk(bank, tuned, index);
        } catch (RuntimeException e) {
            tuned.close();
            throw e;
        }
    }

    private static Path handbook(Path bank) {
        return bank.resolve("documents").resolve("handbook");
    }

    /** Returns the desk as it is told {@code instruction}. */
    DomainModel told(String instruction) {
        return tuned.withAdapter(ADAPTER)
                .with(Prompting.instructions(instruction))
                .with(Retrieval.from(index).limit(PASSAGES));
    }

    /** Returns the model before it was tuned, which has never heard of the bank and reads nothing. */
    DomainModel untuned(String instruction) {
        return tuned.withAdapter("").with(Prompting.instructions(instruction));
    }

    /** Returns what a desk is made of, with the digests and licences that its description cannot know. */
    Recipe recipe(DomainModel desk) throws IOException {
        String licence = tuned.card().licence();
        Path model = bank.resolve("model");
        Path adapter = model.resolve("adapters").resolve(ADAPTER).resolve("adapter.onnx_adapter");
        return Recipe.of(desk.describe())
                .with(Ingredient.of(
                        Kind.BASE_MODEL,
                        "demo-lm",
                        "sha256:" + Digests.sha256(model.resolve("onnx").resolve("model_lora.onnx")),
                        licence))
                .with(Ingredient.of(Kind.ADAPTER, ADAPTER, "sha256:" + Digests.sha256(adapter), licence))
                .with(Ingredient.of(Kind.INDEX, "handbook of the bank", index.snapshot(), "own work"))
                .withNotes(tuned.card().trainingData());
    }

    /** Returns what the maker of the model says that it cannot do. */
    String knownLimits() {
        return tuned.card().knownLimits();
    }

    @Override
    public void close() {
        try (tuned) {
            index.close();
        }
    }
}
