// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.cleaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.Span;
import dev.tokka.Turn;
import dev.tokka.finetune.data.Evidence;
import dev.tokka.finetune.data.Provenance;
import dev.tokka.finetune.data.RowContent;
import dev.tokka.finetune.data.Rows;
import dev.tokka.finetune.data.SourceDocument;
import dev.tokka.finetune.data.StepCount;
import dev.tokka.finetune.data.TrainingQuestion;
import dev.tokka.finetune.data.TrainingRow;
import dev.tokka.finetune.data.TrainingSet;
import dev.tokka.finetune.data.cleaning.Cleaning.Cleaned;
import dev.tokka.governance.privacy.Detectors;
import dev.tokka.governance.privacy.Redaction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CleaningTest {

    private static final String LONG =
            "A transfer abroad costs 500 yen for each order and arrives within three business days.";

    @TempDir
    private Path folder;

    private static List<String> reasons(RowFilter filter, TrainingRow... rows) {
        return Stream.of(rows).map(row -> filter.judge(row).reason().orElse("")).toList();
    }

    @Test
    void eachStepIsCounted() throws IOException {
        TrainingSet set = TrainingSet.write(
                folder.resolve("set"),
                Stream.of(
                        Rows.of("Fee?", "5 yen"),
                        Rows.of("FEE?", "５ yen"),
                        Rows.of("Fee?", "I'm sorry, but I can't help."),
                        Rows.of("Fee?", "6 yen")));
        Cleaning cleaning =
                Cleaning.NONE.thenNew("duplicates", Duplicates::exact).then("refusals", Quality.refusals());

        Cleaned cleaned = cleaning.run(set, folder.resolve("cleaned"));
        Cleaned again = cleaning.run(set, folder.resolve("again"));

        assertThat(cleaned.counts())
                .containsExactly(
                        new StepCount("duplicates", 4, 3, Map.of("duplicate", 1L)),
                        new StepCount("refusals", 3, 2, Map.of("refusal", 1L)));
        assertThat(again.set().digest()).isEqualTo(cleaned.set().digest());
        assertThatThrownBy(() -> Verdict.change(Rows.of("q", "a"), " ")).hasMessageContaining("reason");
    }

    @Test
    void equalRowsOfOtherSortsAreNoDuplicates() {
        TrainingQuestion question = TrainingQuestion.of("Fee?");
        Provenance from = Provenance.of("d", "test");
        TrainingRow preferred = new TrainingRow(new RowContent.Preference(question, "5", "6"), from);
        TrainingRow other = new TrainingRow(new RowContent.Preference(question, "5", "7"), from);
        TrainingRow grounded = TrainingRow.supervised(
                question.withEvidence(List.of(new Evidence("d", new Span(0, 1), "x"))), "5", from);

        assertThat(reasons(Duplicates.exact(), Rows.of("Fee?", "5"), preferred, other, grounded, preferred))
                .containsExactly("", "", "", "", "duplicate");
    }

    @Test
    void nearDuplicatesAreFoundAndOtherFactsOfOnePatternAreNot() {
        RowFilter near = Duplicates.near(Duplicates.Settings.DEFAULT);

        assertThat(reasons(
                        near,
                        Rows.of("What does a transfer abroad cost?", LONG),
                        Rows.of("What does a transfer abroad cost?", LONG.replace(".", "!")),
                        Rows.of("What does a transfer abroad cost?", "500 yen"),
                        Rows.of("What does a transfer abroad cost?", "800 yen")))
                .containsExactly("", "near duplicate", "", "");
        assertThatThrownBy(() -> new Duplicates.Settings(0, Shingles.characters(3), 1))
                .hasMessageContaining("above 0");
        RowFilter small = Duplicates.near(new Duplicates.Settings(0.9, Shingles.characters(3), 1));
        small.judge(Rows.of("a", "b"));
        assertThatThrownBy(() -> small.judge(Rows.of("ccc", "ddd"))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void japaneseNearDuplicatesAreFound() {
        RowFilter near = Duplicates.near(new Duplicates.Settings(0.7, Shingles.characters(3), 100));
        String text = "海外への送金には一件につき五百円の手数料がかかり、三営業日以内に到着します。";

        assertThat(reasons(
                        near,
                        Rows.of("海外への送金の手数料はいくらですか。", text),
                        Rows.of("海外への送金の手数料はいくらですか？", text.replace("到着します", "到着いたします")),
                        Rows.of("口座の開設には何が必要ですか。", text)))
                .containsExactly("", "near duplicate", "");
    }

    @Test
    void badMannersAreLeftOut() {
        assertThat(reasons(
                        Quality.refusals(),
                        Rows.of("q", "As an AI, I have no opinion."),
                        Rows.of("q", "申し訳ありませんが、お答えできません。"),
                        Rows.of("q", "I do not know."),
                        Rows.of("q", "Unfortunately, I cannot say.")))
                .containsExactly("refusal", "refusal", "", "refusal");
        assertThat(reasons(
                        Quality.truncated(),
                        Rows.of("q", LONG),
                        Rows.of("q", LONG.substring(0, LONG.length() - 5)),
                        Rows.of("q", "the fee of the"),
                        Rows.of("q", "5 yen")))
                .containsExactly("", "truncated answer", "truncated answer", "");
        assertThat(reasons(
                        Quality.repetition(0.5),
                        Rows.of("q", "yes it is yes it is yes it is yes it is yes it is"),
                        Rows.of("q", "手数料です。手数料です。手数料です。手数料です。"),
                        Rows.of("q", LONG)))
                .containsExactly("repetition", "repetition", "");
        assertThat(reasons(
                        Quality.languages(),
                        Rows.of("手数料はいくらですか。", "The fee is 5 yen."),
                        Rows.of("手数料はいくらですか。", "500"),
                        Rows.of("コードは何ですか。", "KB-17"),
                        Rows.of("What is the fee?", "五百円です")))
                .containsExactly("answer in another language", "", "", "answer in another language");
        assertThat(reasons(Quality.copied(), Rows.of("What is the fee?", "What is the fee"), Rows.of("Fee?", "5 yen")))
                .containsExactly("copied question", "");
        assertThat(reasons(Quality.lengths(2, 4), Rows.of("q", "a"), Rows.of("q", "abcd"), Rows.of("q", "abcde")))
                .containsExactly("answer too short", "", "answer too long");
    }

    @Test
    void languagesAreToldApartByTheirScripts() {
        assertThat(Stream.of("The fee", "Die Gebühr", "手数料は", "手数料", "수수료", "плата", "500", "KB-17のこと"))
                .extracting(Languages::of)
                .containsExactly("en", "latin", "ja", "zh", "ko", "other", "none", "ja");
    }

    @Test
    void personalDataIsMarkedEverywhere() {
        RedactedRows filter = new RedactedRows(Redaction.of(Detectors.usual()));
        String mail = "hanako@example.jp";
        TrainingQuestion question = new TrainingQuestion(
                List.of("Mind " + mail),
                List.of(new Turn(Turn.Speaker.USER, mail)),
                List.of(new Evidence("d", new Span(0, 17), mail)),
                "Who is " + mail + "?",
                List.of());
        TrainingRow row = TrainingRow.supervised(question, "See " + mail, Provenance.of("d", "test"));

        Verdict verdict = filter.judge(row);

        assertThat(verdict.reason()).contains("personal data redacted");
        TrainingRow redacted = verdict.row().orElseThrow();
        assertThat(redacted.toJson()).doesNotContain("hanako").contains("[email]");
        assertThat(redacted.provenance().steps()).containsExactly("test", "redaction");
        assertThat(((RowContent.Supervised) redacted.content())
                        .question()
                        .toQuestion()
                        .evidence())
                .hasSize(1);
        assertThat(filter.judge(redacted).reason()).isEmpty();
        assertThat(reasons(
                        filter,
                        new TrainingRow(new RowContent.Preference(question, mail, "taro@example.jp"), row.provenance()),
                        new TrainingRow(new RowContent.Completion(mail, mail), row.provenance())))
                .containsExactly("preference that redaction makes equal", "personal data redacted");
    }

    @Test
    void rowsMustStandWhereTheySay() {
        SourceDocument fees = SourceDocument.of("fees", "The fee is 5 yen.", "own work");
        SourceCheck check = new SourceCheck(Map.of("fees", fees), true);
        Evidence there = new Evidence("fees", new Span(4, 16), "fee is 5 yen");
        Evidence wrong = new Evidence("fees", new Span(4, 16), "fee is 6 yen");
        Provenance span = Provenance.of(fees, new Span(11, 16), "facts");

        assertThat(reasons(
                        check,
                        TrainingRow.supervised(TrainingQuestion.of("Fee?"), "5 yen", span),
                        TrainingRow.supervised(TrainingQuestion.of("Fee?"), "6 yen", span),
                        TrainingRow.supervised(
                                TrainingQuestion.of("Fee?"), "x", Provenance.of(fees, new Span(0, 99), "facts")),
                        Rows.of("elsewhere", "Fee?", "5 yen"),
                        grounded(there, "##begin_quote##5 yen##end_quote## 5", span),
                        grounded(wrong, "5", span),
                        grounded(there, "##begin_quote##7 yen##end_quote## 7", span)))
                .containsExactly(
                        "",
                        "answer other than the document",
                        "span outside of the document",
                        "document unknown",
                        "",
                        "evidence other than the document",
                        "quote that no passage has");
    }

    private static TrainingRow grounded(Evidence evidence, String answer, Provenance from) {
        return TrainingRow.supervised(TrainingQuestion.of("Fee?").withEvidence(List.of(evidence)), answer, from);
    }

    @Test
    void aBalanceTakesTheSameRowsWhateverTheirOrder() throws IOException {
        List<TrainingRow> rows = IntStream.range(0, 50)
                .mapToObj(i -> Rows.of("question " + i, i % 10 == 0 ? "rare" : "frequent"))
                .toList();
        TrainingSet set = TrainingSet.write(folder.resolve("a"), rows.stream());
        TrainingSet turned =
                TrainingSet.write(folder.resolve("b"), IntStream.range(0, 50).mapToObj(i -> rows.get(49 - i)));

        List<String> one = balanced(set);

        assertThat(one).hasSize(15).isEqualTo(balanced(turned));
        assertThat(Balance.ofLengths(1, 1)
                        .filter(set)
                        .judge(Rows.of("q", "unknown sort ".repeat(9)))
                        .row())
                .isEmpty();
        assertThat(Balance.ofLanguages(1, 1).sort().apply(rows.get(0))).isEqualTo("latin");
    }

    private static List<String> balanced(TrainingSet set) throws IOException {
        RowFilter filter = Balance.ofAnswers(10, 1).filter(set);
        try (Stream<TrainingRow> rows = set.rows()) {
            return rows.filter(row -> filter.judge(row).row().isPresent())
                    .map(TrainingRow::digest)
                    .sorted()
                    .toList();
        }
    }
}
