// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.generation;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.Question;
import dev.tokka.Source;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Tags;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A question that a document answers.
 *
 * @param id the same for the same question about the same place; not blank
 * @param kind what it asks for
 * @param question not blank
 * @param answer not blank
 * @param quote the words that the answer rests on, exactly as they stand in the document; not blank
 * @param source where the quote stands
 */
public record GeneratedQuestion(
        String id, QuestionKind kind, String question, String answer, String quote, Source source) {

    /** The tag of a case that names the document. */
    public static final String DOCUMENT_TAG = "source-document";

    /** The tag of a case that says where the quote begins in the document, in UTF-16 code units. */
    public static final String START_TAG = "source-start";

    /** The tag of a case that says where the quote ends in the document, in UTF-16 code units, exclusive. */
    public static final String END_TAG = "source-end";

    /** Checks the components. */
    public GeneratedQuestion {
        Checks.requireText(id, "id");
        requireNonNull(kind, "kind");
        Checks.requireText(question, "question");
        Checks.requireText(answer, "answer");
        Checks.requireText(quote, "quote");
        if (quote.length() != requireNonNull(source, "source").span().length()) {
            throw new IllegalArgumentException("quote must be as long as its span but has " + quote.length()
                    + " characters and the span " + source.span().length() + ", in " + source.document());
        }
    }

    /**
     * Returns this question as a case: its group is the kind, its cluster the document, and its tags tell where the
     * quote stands. The question itself holds nothing of the document.
     */
    public Case toCase() {
        Map<String, String> tags = new TreeMap<>();
        tags.put(Tags.GROUP, kind.label());
        tags.put(Tags.CLUSTER, source.document());
        tags.put(DOCUMENT_TAG, source.document());
        tags.put(START_TAG, Integer.toString(source.span().start()));
        tags.put(END_TAG, Integer.toString(source.span().end()));
        if (Texts.isJapanese(question)) {
            tags.put(Tags.LANGUAGE, "ja");
        }
        return new Case(id, Question.of(question), new Expected.Texts(List.of(answer)), tags);
    }

    /** Returns this question with another answer, such as the one of a reviewer. */
    public GeneratedQuestion withAnswer(String newAnswer) {
        return new GeneratedQuestion(id, kind, question, newAnswer, quote, source);
    }
}
