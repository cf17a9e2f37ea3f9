// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.tokka.Span;
import dev.tokka.finetune.data.SourceDocument;
import dev.tokka.finetune.data.TrainingRow;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DocumentQuestionsTest {

    private static final DocumentQuestions ONCE = DocumentQuestions.inWordings(1);

    private static List<TrainingRow> rows(String text, int wordings) {
        SourceDocument document = SourceDocument.of("doc.md", text, "own work");
        return DocumentQuestions.inWordings(wordings).rows(document, Work.offline(1));
    }

    @Provide
    Arbitrary<String> documents() {
        return Arbitraries.of(
                        "# Fees\n",
                        "## 1. Cards\n",
                        "The fee of the card is 500 yen. ",
                        "手数料は500円です。",
                        "\n\n",
                        "- point one of 3 days.\n",
                        "| a | b |\n|---|---|\n| c | 7 |\n",
                        "```\ncode 5 days\n```\n",
                        "> quoted ",
                        "e.g. No. 5 is not an end. ",
                        "😀",
                        "「二つ。一つ」")
                .list()
                .ofMaxSize(20)
                .map(parts -> String.join("", parts));
    }

    @Property(tries = 200)
    void eachAnswerIsWhatStandsAtItsSpan(@ForAll("documents") String text) {
        assertThat(rows(text, 2))
                .allSatisfy(row -> assertThat(row.provenance().span().of(text))
                        .isEqualTo(row.content().wanted()));
    }

    @Property(tries = 50)
    void theSameSeedGivesTheSameRows(@ForAll("documents") String text) {
        assertThat(rows(text, 3)).isEqualTo(rows(text, 3));
    }

    @Example
    void factsAndTermsOfASentenceAreAskedFor() {
        List<TrainingRow> rows = rows("The annual fee of the Paga bond fund is 60 yen.", 1);

        assertThat(rows).extracting(row -> row.content().wanted()).containsExactly("60 yen", "60 yen");
        assertThat(rows.get(0).content().given()).contains("the annual fee of the Paga bond fund");
        assertThat(rows.get(1).content().given()).contains("The annual fee of the Paga bond fund is ____.");
        assertThat(rows.get(0).provenance().steps()).containsExactly("document questions");
    }

    @Example
    void japaneseIsAskedInJapanese() {
        List<TrainingRow> rows = rows("# 手数料\n\n## 振込\n\n振込の手数料は、550円です。", 1);

        assertThat(rows).extracting(row -> row.content().wanted()).contains("550円", "振込の手数料は、550円です。");
        assertThat(rows).allSatisfy(row -> assertThat(row.content().given()).containsPattern("[ぁ-ん]"));
    }

    @Example
    void aCellIsAskedForByItsRowAndColumn() {
        List<TrainingRow> rows = rows("# Desks\n\n| Desk | Extension |\n|---|---|\n| Cards | 4210 |\n| Loans | |\n", 1);

        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).content().wanted()).isEqualTo("4210");
        assertThat(rows.get(0).content().given())
                .contains("Cards")
                .contains("Extension")
                .contains("Desks");
    }

    @Example
    void whatIsLeftOutIsCounted() {
        Work work = Work.offline(1);
        ONCE.rows(SourceDocument.of("d", "Ok.\n\nNothing here can be asked for at all.", "own work"), work);

        assertThat(work.leftOut())
                .containsEntry("sentence too short or too long", 1L)
                .containsEntry("sentence without a term to ask for", 1L);
    }

    @Example
    void eachWayToAskIsAnother() {
        List<TrainingRow> rows = rows("The fee of the card is 500 yen.", 5);

        assertThat(rows)
                .extracting(row -> row.content().given())
                .doesNotHaveDuplicates()
                .hasSize(10);
        assertThatThrownBy(() -> DocumentQuestions.inWordings(6)).hasMessageContaining("wordings must be in [1, 5]");
    }

    @Example
    void sentencesEndWhereTheyEnd() {
        String text = "Call ext. 4100. It is open. 「はい。」と言った。次。";

        assertThat(Sentences.of(text, new Span(0, text.length())))
                .extracting(span -> span.of(text))
                .containsExactly("Call ext. 4100.", "It is open.", "「はい。」と言った。", "次。");
    }

    @Example
    void blocksKnowTheirHeadings() {
        String text = "# A\n\none\n\n## 2. B\n- two\n- three\n\n# C\n> four\n";

        assertThat(Block.of(text))
                .extracting(block -> block.span().of(text), Block::headings)
                .containsExactly(
                        tuple("one", List.of("A")),
                        tuple("two", List.of("A", "B")),
                        tuple("three", List.of("A", "B")),
                        tuple("four", List.of("C")));
    }
}
