// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.AnswerForm;
import dev.tokka.Question;
import dev.tokka.Span;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TrainingRowTest {

    @Provide
    Arbitrary<TrainingRow> rows() {
        return Rows.rows();
    }

    @Property(tries = 300)
    void aRowIsReadAsItWasWritten(@ForAll("rows") TrainingRow row) {
        String json = row.toJson();

        assertThat(TrainingRow.parse(json, "file", 1)).isEqualTo(row);
        assertThat(json).doesNotContain("\n");
    }

    @Property(tries = 100)
    void aDigestIsOfTheContentAlone(@ForAll("rows") TrainingRow row) {
        TrainingRow elsewhere = new TrainingRow(row.content(), Provenance.of("elsewhere", "test"));

        assertThat(elsewhere.digest()).isEqualTo(row.digest());
    }

    @Example
    void aRowIsOneObject() {
        TrainingRow row = TrainingRow.supervised(
                TrainingQuestion.of("Fee?"),
                "5 yen",
                Provenance.of(
                        SourceDocument.of("fees.md", "The fee is 5 yen.", "own work"), new Span(11, 16), "facts"));

        assertThat(row.toJson())
                .isEqualTo("{\"question\":\"Fee?\",\"answer\":\"5 yen\",\"provenance\":{\"document\":\"fees.md\","
                        + "\"start\":11,\"end\":16,\"licence\":\"own work\",\"steps\":[\"facts\"]}}");
        assertThat(row).hasToString("TrainingRow of fees.md by [facts]");
    }

    @Example
    void aQuestionOfAModelHasItsParts() {
        Evidence passage = new Evidence("fees.md", new Span(4, 9), "5 yen");
        Question question = TrainingQuestion.of("Fee?")
                .withInstructions(List.of("Be brief."))
                .withEvidence(List.of(passage))
                .withLabels(List.of("5", "6"))
                .toQuestion();

        assertThat(question.instructions()).containsExactly("Be brief.");
        assertThat(question.evidence().get(0).source().document()).isEqualTo("fees.md");
        assertThat(question.form()).isEqualTo(AnswerForm.oneOf("5", "6"));
        assertThat(Evidence.of(question.evidence().get(0))).isEqualTo(passage);
    }

    @Example
    void whatIsWrongIsSaidWithItsLineAndFieldButNotItsText() {
        String secret = "secret";

        assertThatThrownBy(() -> TrainingRow.parse("{\"question\":7,\"answer\":\"" + secret + "\"}", "f.jsonl", 3))
                .isInstanceOf(TrainingDataException.class)
                .hasMessage("f.jsonl, line 3: question: expected a text but saw number");
        assertThatThrownBy(() -> TrainingRow.parse("{\"question\":\"" + secret, "f.jsonl", 4))
                .hasMessageStartingWith("f.jsonl, line 4: expected a JSON object but the text is none, at column")
                .message()
                .doesNotContain(secret);
        assertThatThrownBy(() -> TrainingRow.parse("[]", "f.jsonl", 5))
                .hasMessage("f.jsonl, line 5: expected an object but saw array");
        assertThatThrownBy(() -> TrainingRow.parse("{\"question\":\"q\",\"answer\":\"a\",\"x\":1}", "f.jsonl", 6))
                .message()
                .startsWith("f.jsonl, line 6: expected no members but [answer, ")
                .endsWith("but saw another");
        assertThatThrownBy(() ->
                        TrainingRow.parse("{\"question\":\"q\",\"answer\":\" \",\"provenance\":{}}", "f.jsonl", 7))
                .hasMessage("f.jsonl, line 7: answer must not be blank");
    }

    @Example
    void wrongRowsAreRefused() {
        TrainingQuestion labelled = TrainingQuestion.of("q").withLabels(List.of("a", "b"));

        assertThatThrownBy(() -> new RowContent.Supervised(labelled, "c"))
                .hasMessageContaining("answer must be one of the labels [a, b]");
        assertThatThrownBy(() -> new RowContent.Preference(labelled, "a", "a"))
                .hasMessageContaining("must be different");
        assertThatThrownBy(() -> TrainingQuestion.of("half \uD83D"))
                .hasMessage("text must have surrogates in pairs but has half a pair at index 5");
        assertThatThrownBy(() -> TrainingQuestion.of("q").withLabels(List.of("one")))
                .hasMessageContaining("labels must be at least two");
        assertThatThrownBy(() -> new Provenance("d", new Span(0, 0), Optional.empty(), Optional.empty(), List.of()))
                .hasMessageContaining("steps must be at least one");
    }
}
