// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.generation;

import dev.tokka.AnswerForm;
import dev.tokka.Checks;
import dev.tokka.Description;
import dev.tokka.Passage;
import dev.tokka.Question;
import dev.tokka.Source;
import dev.tokka.Span;
import dev.tokka.finetune.data.JsonFields;
import dev.tokka.finetune.data.Provenance;
import dev.tokka.finetune.data.SourceDocument;
import dev.tokka.finetune.data.TrainingDataException;
import dev.tokka.finetune.data.TrainingQuestion;
import dev.tokka.finetune.data.TrainingRow;
import java.util.ArrayList;
import java.util.List;

/**
 * Has a model ask about documents: piece by piece, each question with its answer and the words of the document that it rests
 * on. Words that do not stand in the piece, character by character, are a mistake of the model, and the row is left out; so
 * the span of each row is exactly where its evidence stands.
 *
 * @param perPiece how many questions the model is to ask of each piece, at least 1
 * @param pieceLength about how many characters a piece has, at least 200; it ends with a paragraph
 */
public record ModelQuestions(int perPiece, int pieceLength) implements RowGenerator<SourceDocument> {

    private static final String STEP = "model questions";
    private static final int SHORTEST_PIECE = 200;
    private static final String SCHEMA = """
            {"type":"object","properties":{"items":{"type":"array","items":{"type":"object","properties":\
            {"question":{"type":"string"},"answer":{"type":"string"},"quote":{"type":"string"}},\
            "required":["question","answer","quote"],"additionalProperties":false}}},\
            "required":["items"],"additionalProperties":false}""";

    /** Checks the ranges above. */
    public ModelQuestions {
        Checks.requireAtLeast(1, perPiece, "perPiece");
        Checks.requireAtLeast(SHORTEST_PIECE, pieceLength, "pieceLength");
    }

    /** Returns a generator that has {@code perPiece} questions asked of each piece of about 2,000 characters. */
    public static ModelQuestions perPiece(int perPiece) {
        return new ModelQuestions(perPiece, 2_000);
    }

    @Override
    public List<TrainingRow> rows(SourceDocument document, Work work) {
        List<TrainingRow> rows = new ArrayList<>();
        for (Span piece : pieces(document.text())) {
            work.teacher()
                    .ask(question(document, piece))
                    .ifPresentOrElse(
                            reply -> read(reply, document, piece, new Kept(rows, work)),
                            () -> work.leaveOut("piece that the teacher asked nothing about"));
        }
        return rows;
    }

    /** Where rows go. */
    private record Kept(List<TrainingRow> rows, Work work) {}

    private Question question(SourceDocument document, Span piece) {
        Source source = new Source(document.id(), List.of(), piece);
        return Question.of("Write " + perPiece + " questions that the passage answers.")
                .plusInstructions(List.of(
                        "Ask what somebody who works with the document would ask, in the language of the passage, so that"
                                + " the question can be understood without the passage.",
                        "For each question give the answer in few words, and as \"quote\" the part of the passage that it"
                                + " rests on, copied character by character."))
                .plusEvidence(List.of(new Passage("piece", piece.of(document.text()), source, 0)))
                .withForm(new AnswerForm.JsonSchema(SCHEMA));
    }

    private static void read(String reply, SourceDocument document, Span piece, Kept kept) {
        List<JsonFields> items;
        try {
            items = ModelReplies.object(reply)
                    .map(json -> json.objects("items"))
                    .orElse(List.of());
        } catch (TrainingDataException e) {
            items = List.of();
        }
        if (items.isEmpty()) {
            kept.work().leaveOut("reply of the teacher without questions");
        }
        for (JsonFields item : items) {
            try {
                add(item, document, piece, kept);
            } catch (IllegalArgumentException | TrainingDataException e) {
                kept.work().leaveOut("question of the teacher without an answer or a quote");
            }
        }
    }

    private static void add(JsonFields item, SourceDocument document, Span piece, Kept kept) {
        String quote = Checks.requireText(item.text("quote"), "quote");
        int found = piece.of(document.text()).indexOf(quote);
        if (found < 0) {
            kept.work().leaveOut("quote of the teacher that is not in the document");
            return;
        }
        Span span = new Span(0, quote.length()).shift(piece.start() + found);
        Provenance provenance = Provenance.of(document, span, STEP)
                .taughtBy(kept.work().teacher().fingerprint());
        kept.rows()
                .add(TrainingRow.supervised(
                        TrainingQuestion.of(item.text("question")), item.text("answer"), provenance));
    }

    /** Returns parts of whole paragraphs; a paragraph that is longer is cut between characters. */
    List<Span> pieces(String text) {
        List<Span> pieces = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = Math.min(text.length(), start + pieceLength);
            if (end < text.length()) {
                int paragraph = text.lastIndexOf("\n\n", end);
                end = paragraph > start ? paragraph : end;
                end -= Character.isHighSurrogate(text.charAt(end - 1)) ? 1 : 0;
            }
            if (!text.substring(start, end).isBlank()) {
                pieces.add(new Span(start, end));
            }
            start = end;
        }
        return pieces;
    }

    @Override
    public Description describe() {
        return Description.of("model questions")
                .with("per piece", perPiece)
                .with("piece length", pieceLength)
                .with("version", 1);
    }
}
