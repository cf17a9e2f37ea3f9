// SPDX-License-Identifier: Apache-2.0
package example;

import static dev.tokka.testkit.TokkaAssertions.assertThat;

import dev.tokka.DomainModel;
import dev.tokka.Example;
import dev.tokka.Question;
import dev.tokka.langchain4j.ChatDomainModel;
import dev.tokka.prompting.Examples;
import dev.tokka.prompting.Prompting;
import dev.tokka.rag.ExtractiveModel;
import dev.tokka.rag.Retrieval;
import dev.tokka.rag.document.SourceDocument;
import dev.tokka.rag.index.IndexSettings;
import dev.tokka.rag.index.IngestListener;
import dev.tokka.rag.index.LuceneIndex;
import dev.tokka.testkit.DomainModelContract;
import dev.tokka.testkit.ScriptedChatModel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user of Tokka writes: an expert over documents, held to the contract, tested without a model. */
class DeskTest implements DomainModelContract {

    private static final String RULE = "Claims are accepted for thirty days after the loss.";

    @TempDir
    Path temp;

    private LuceneIndex index;

    @BeforeEach
    void ingest() {
        index = LuceneIndex.openLexical(temp, IndexSettings.DEFAULT);
        index.ingest(List.of(SourceDocument.markdown("claims.md", "# Claims\n\n" + RULE + "\n")), IngestListener.NONE);
    }

    @AfterEach
    void close() {
        index.close();
    }

    @Override
    public DomainModel model() {
        return new ExtractiveModel(index).with(Retrieval.from(index).weights(index));
    }

    @Override
    public Question question() {
        return Question.of("For how long are claims accepted?");
    }

    @Test
    void aPromptedModelIsHeldToTheDocuments() {
        ScriptedChatModel chat = ScriptedChatModel.replying(RULE + " [1]", "Whenever you like.");
        DomainModel desk = ChatDomainModel.of(chat)
                .with(Prompting.instructions("Answer in one sentence.")
                        .examples(Examples.nearest(1, List.of(new Example("Who decides?", "The clerk.")))))
                .with(Retrieval.from(index).weights(index));

        assertThat(desk.answer("For how long are claims accepted?")).citesSource("claims.md").isGrounded();
        assertThat(desk.answer("For how long are claims accepted?")).abstains();
        chat.verify();
    }
}
