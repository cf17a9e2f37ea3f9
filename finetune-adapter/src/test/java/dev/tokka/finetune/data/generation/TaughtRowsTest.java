// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.finetune.data.Provenance;
import dev.tokka.finetune.data.RowContent;
import dev.tokka.finetune.data.Rows;
import dev.tokka.finetune.data.SourceDocument;
import dev.tokka.finetune.data.TrainingQuestion;
import dev.tokka.finetune.data.TrainingRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Generators and steps that need a teacher, and those that take what people wrote. */
class TaughtRowsTest {

    private static final SourceDocument FEES =
            SourceDocument.of("fees.md", "The fee is 5 yen.\n\nIt is due monthly.", "own work");

    @Test
    void aQuoteOfTheTeacherMustStandInTheDocument() {
        Work work = Work.with(
                Scripted.replying("Here you are: {\"items\":["
                        + "{\"question\":\"Fee?\",\"answer\":\"5\",\"quote\":\"fee is 5 yen\"},"
                        + "{\"question\":\"Due?\",\"answer\":\"yearly\",\"quote\":\"due yearly\"},"
                        + "{\"question\":\" \",\"answer\":\"5\",\"quote\":\"fee\"}]}"),
                1);

        List<TrainingRow> rows = ModelQuestions.perPiece(3).rows(FEES, work);

        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).provenance().span().of(FEES.text())).isEqualTo("fee is 5 yen");
        assertThat(rows.get(0).provenance().teacher()).contains("teacher-fingerprint");
        assertThat(work.leftOut())
                .isEqualTo(Map.of(
                        "quote of the teacher that is not in the document", 1L,
                        "question of the teacher without an answer or a quote", 1L));
    }

    @Test
    void repliesThatCannotBeReadAreCounted() {
        Work nonsense = Work.with(Scripted.replying("I would rather not {"), 1);
        Work silent = Work.with(Scripted.by(question -> Optional.empty()), 1);

        assertThat(ModelQuestions.perPiece(1).rows(FEES, nonsense)).isEmpty();
        assertThat(ModelQuestions.perPiece(1).rows(FEES, silent)).isEmpty();
        assertThat(nonsense.leftOut()).containsKey("reply of the teacher without questions");
        assertThat(silent.leftOut()).containsKey("piece that the teacher asked nothing about");
    }

    @Test
    void piecesAreTheWholeDocument() {
        String text = "a".repeat(150) + "\n\n" + "b".repeat(500) + "\n\n" + "😀".repeat(200);

        var pieces = new ModelQuestions(1, 200).pieces(text);

        assertThat(pieces).allMatch(piece -> piece.length() <= 200);
        StringBuilder joined = new StringBuilder();
        pieces.forEach(piece -> joined.append(piece.of(text)));
        assertThat(joined.toString()).isEqualTo(text);
    }

    @Test
    void aRowIsSaidInOtherWords() {
        Scripted teacher = Scripted.replying("{\"texts\":[\"How much?\",\"Fee?\",\"How much?\",\"What is it?\"]}");
        Work work = Work.with(teacher, 1);

        List<TrainingRow> rows = new Paraphrases(2).apply(Rows.of("Fee?", "5 yen"), work);

        assertThat(rows).extracting(row -> row.content().given()).containsExactly("Fee?", "How much?", "What is it?");
        assertThat(rows).allMatch(row -> row.content().wanted().equals("5 yen"));
        assertThat(rows.get(1).provenance().steps()).containsExactly("test", "paraphrase");
        assertThat(rows.get(0).provenance().teacher()).isEmpty();
        assertThat(work.leftOut()).isEqualTo(Map.of("paraphrase equal to another text", 2L));
        assertThat(teacher.asked().get(0).text()).isEqualTo("Fee?");
    }

    @Test
    void aTextIsSaidInOtherWords() {
        TrainingRow fact =
                new TrainingRow(new RowContent.Completion("", "The fee is 5 yen."), Provenance.of("d", "facts"));
        Work work = Work.with(Scripted.replying("{\"texts\":[\"One pays 5 yen.\"]}"), 1);

        List<TrainingRow> rows = new Paraphrases(3).apply(fact, work);

        assertThat(rows)
                .extracting(row -> row.content().wanted())
                .containsExactly("The fee is 5 yen.", "One pays 5 yen.");
        assertThat(work.leftOut()).isEqualTo(Map.of("row with fewer paraphrases than wanted", 1L));
    }

    @Test
    void aPairIsTheRightAnswerBeforeThatOfTheModel() {
        Work work = Work.with(Scripted.replying("7 yen"), 1);

        List<TrainingRow> rows = new PreferencePairs().apply(Rows.of("Fee?", "5 yen"), work);
        List<TrainingRow> same = new PreferencePairs().apply(Rows.of("Fee?", "7 yen"), work);

        assertThat(rows.get(1).content())
                .isEqualTo(new RowContent.Preference(TrainingQuestion.of("Fee?"), "5 yen", "7 yen"));
        assertThat(same).hasSize(1);
        assertThat(work.leftOut()).isEqualTo(Map.of("row to which the teacher knows no other answer", 1L));
    }

    @Test
    void aCorrectionTeachesTheRightAnswerAndThatItIsBetter() {
        Work work = Work.offline(1);
        Corrections log = new Corrections("own work");

        List<TrainingRow> corrected = log.rows(Correction.of("call-1", "Fee?", "7 yen", "5 yen"), work);
        List<TrainingRow> accepted = log.rows(Correction.of("call-2", "Fee?", "5 yen", "5 yen"), work);
        Correction open = new Correction("call-3", TrainingQuestion.of("Fee?"), "5 yen", Optional.empty());

        assertThat(corrected)
                .extracting(TrainingRow::content)
                .containsExactly(
                        new RowContent.Supervised(TrainingQuestion.of("Fee?"), "5 yen"),
                        new RowContent.Preference(TrainingQuestion.of("Fee?"), "5 yen", "7 yen"));
        assertThat(accepted).hasSize(1);
        assertThat(log.rows(open, work)).isEmpty();
        assertThat(work.leftOut()).isEqualTo(Map.of("entry that nobody looked at", 1L));
        assertThat(open).hasToString("Correction call-3");
    }

    @Test
    void aLabelIsAnAnswer() {
        Work work = Work.offline(1);
        LabelRows sentiment = LabelRows.classification("Sentiment?", List.of("good", "bad"), "CC BY 4.0");

        List<TrainingRow> rows = sentiment.rows(new LabelledText("t1", "Profits rose.", "good"), work);

        assertThat(rows.get(0).content())
                .isEqualTo(new RowContent.Supervised(
                        TrainingQuestion.of("Profits rose.")
                                .withInstructions(List.of("Sentiment?"))
                                .withLabels(List.of("good", "bad")),
                        "good"));
        assertThat(sentiment.rows(new LabelledText("t2", "Hm.", "mixed"), work)).isEmpty();
        assertThat(work.leftOut()).isEqualTo(Map.of("text with a label that is not one of the labels", 1L));
        assertThat(LabelRows.extraction("Names?", "own work").rows(new LabelledText("t", "Ann.", "Ann"), work))
                .hasSize(1);
        assertThatThrownBy(() -> LabelRows.classification("?", List.of(), "x")).hasMessageContaining("at least two");
    }

    @Test
    void withoutATeacherNoneIsAsked() {
        assertThatThrownBy(() -> ModelQuestions.perPiece(1).rows(FEES, Work.offline(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("expected a teacher but there is none");
    }
}
