// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.ranking;

import static java.util.Objects.requireNonNull;

import dev.tokka.Answer;
import dev.tokka.Checks;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Query;
import dev.tokka.Question;
import dev.tokka.Retriever;
import dev.tokka.TokenSink;
import java.util.List;

/**
 * A retriever as a model, so that it can be measured as models are: it answers with the ids of the documents in which the
 * passages stand, best first, each once and on a line of its own, and abstains if nothing is found.
 *
 * <p>It calls the retriever with the attributes of the question and may be used by as many threads. White space within an
 * id, such as a line break, becomes a single space.
 *
 * @param retriever finds the passages
 * @param limit the most passages to retrieve; documents are fewer where several passages stand in one. At least 1
 */
public record RankedDocuments(Retriever retriever, int limit) implements DomainModel {

    /** Checks the components. */
    public RankedDocuments {
        requireNonNull(retriever, "retriever");
        Checks.requireAtLeast(1, limit, "limit");
    }

    @Override
    public Answer answer(Question question) {
        List<String> documents = retriever.retrieve(new Query(question.text(), limit, question.attributes())).stream()
                .map(passage -> passage.source().document().strip().replaceAll("\\s+", " "))
                .distinct()
                .toList();
        if (documents.isEmpty()) {
            return Answer.abstain("the retriever found no passage");
        }
        String text = String.join("\n", documents);
        question.attributes().get(TokenSink.KEY).ifPresent(sink -> sink.token(text));
        return Answer.reply(text);
    }

    /** Returns {@code "ranked documents"} with the limit, on top of the retriever's description. */
    @Override
    public Description describe() {
        return Description.of("ranked documents").with("limit", limit).withPart(retriever.describe());
    }
}
