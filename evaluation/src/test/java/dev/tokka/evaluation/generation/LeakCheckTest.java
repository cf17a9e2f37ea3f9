// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.Question;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LeakCheckTest {

    private static final List<Case> CASES = List.of(
            item("fee", "What does a transfer abroad cost?"), item("leave", "有給休暇はいつまでに申請しますか。"), item("short", "なぜ?"));

    @Test
    void eachKindOfLeakIsFound() {
        LeakReport report = LeakCheck.of(CASES)
                .check(List.of(
                        row("1", "What does a transfer abroad cost?"),
                        row("2", "### Question: What does a transfer abroad cost?\n### Answer: 5 euros"),
                        row("3", "WHAT DOES A TRANSFER ABROAD COST"),
                        row("4", "What does the transfer abroad cost?"),
                        row("5", "### Question: What does a transfer to abroad cost?\n### Answer: it is 5 euros, sir"),
                        row("6", "How long is a passport valid?"),
                        row("7", "有給休暇は、いつ迄に申請しますか"),
                        row("8", "質問: 有給休暇はいつまでに申請しますか 答え: 3日前まで"),
                        row("9", "休暇の買い取りはできますか。")));

        assertThat(report.leaks())
                .extracting(leak -> leak.rowId() + " " + leak.caseId() + " " + leak.kind())
                .containsExactly(
                        "1 fee EXACT",
                        "2 fee EXACT",
                        "3 fee NORMALIZED",
                        "4 fee NEAR_DUPLICATE",
                        "5 fee CONTAINED",
                        "7 leave NEAR_DUPLICATE",
                        "8 leave NORMALIZED");
        assertThat(report.clean()).extracting(LeakCheck.Row::id).containsExactly("6", "9");
        assertThat(report.leakedCases()).containsExactly("fee", "leave");
        assertThat(report.cleanCases(CASES)).extracting(Case::id).containsExactly("short");
        assertThat(report.cases()).isEqualTo(3);
        assertThat(report.rows()).isEqualTo(9);
    }

    @Test
    void shortQuestionsLeakOnlyIfTheyAreEqual() {
        LeakReport report = LeakCheck.of(CASES).check(List.of(row("1", "なぜ"), row("2", "それはなぜですか。"), row("3", " ")));

        assertThat(report.leaks()).containsExactly(new LeakReport.Leak("short", "1", LeakReport.Kind.NORMALIZED, 1));
    }

    @Test
    void thresholdsDecideWhatIsNear() {
        List<LeakCheck.Row> rows = List.of(row("7", "有給休暇は、いつ迄に申請しますか"));

        assertThat(LeakCheck.of(CASES, 2, 0.6, 0.9).check(rows).leakedCases()).isEqualTo(Set.of("leave"));
        assertThat(LeakCheck.of(CASES, 2, 0.9, 0.9).check(rows).leaks()).isEmpty();
        assertThatThrownBy(() -> LeakCheck.of(CASES, 1, 0.5, 0.5)).hasMessageContaining("n must be");
        assertThatThrownBy(() -> LeakCheck.of(CASES, 3, 0, 0.5)).hasMessageContaining("minJaccard");
        assertThatThrownBy(() -> LeakCheck.of(CASES, 3, 0.5, 1.5)).hasMessageContaining("minContainment");
    }

    @Property
    void theIndexFindsWhatComparingAllPairsFinds(@ForAll long seed) {
        Random random = new Random(seed);
        List<Case> cases = new ArrayList<>();
        List<LeakCheck.Row> rows = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            cases.add(item("c" + i, letters(random)));
            rows.add(row("r" + i, letters(random)));
        }

        LeakReport report = LeakCheck.of(cases, 2, 0.5, 0.8).check(rows);

        List<String> expected = new ArrayList<>();
        for (LeakCheck.Row row : rows) {
            for (Case item : cases) {
                Set<String> grams = Texts.grams(row.text(), 2);
                Set<String> own = Texts.grams(item.question().text(), 2);
                long shared = own.stream().filter(grams::contains).count();
                if (Texts.jaccard(grams, own) >= 0.5 || shared >= 0.8 * own.size()) {
                    expected.add(row.id() + item.id());
                }
            }
        }
        assertThat(report.leaks())
                .extracting(leak -> leak.rowId() + leak.caseId())
                .isEqualTo(expected);
        assertThat(report.clean())
                .allMatch(row -> expected.stream().noneMatch(pair -> pair.startsWith(row.id() + "c")));
    }

    @Property
    void whateverStandsAroundAQuestionItLeaks(@ForAll String before, @ForAll String after) {
        String question = "What does a transfer abroad cost?";

        assertThat(LeakCheck.of(CASES)
                        .check(List.of(row("1", before + "\n" + question + "\n" + after)))
                        .leaks())
                .contains(new LeakReport.Leak("fee", "1", LeakReport.Kind.EXACT, 1));
    }

    private static String letters(Random random) {
        StringBuilder text = new StringBuilder();
        int length = 2 + random.nextInt(8);
        for (int i = 0; i < length; i++) {
            text.append((char) ('a' + random.nextInt(4)));
        }
        return text.toString();
    }

    private static Case item(String id, String question) {
        return Case.of(id, Question.of(question), new Expected.NoAnswer());
    }

    private static LeakCheck.Row row(String id, String text) {
        return new LeakCheck.Row(id, text);
    }
}
