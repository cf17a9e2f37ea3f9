// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.published;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.evaluation.benchmark.BenchmarkFormatException;
import dev.tokka.evaluation.published.PublishedNumber.Unit;
import dev.tokka.evaluation.published.PublishedNumber.Value;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublishedNumbersTest {

    private static final String HEADER = "benchmark,metric,split,protocol,model,method,value,unit,spread,comparable,"
            + "reason,reason_ja,source,id,place,date\n";
    private static final String ROW =
            "SciFact,nDCG@10,test,retrieval,ours,v2,70.10,per cent,0.5,yes,same queries,,Our paper,arXiv:1,table 1,2026-05\n";

    @TempDir
    Path folder;

    @Test
    void everySourceIsThereWithAllItsNumbers() {
        Map<String, Long> counts = PublishedNumbers.load().all().stream()
                .collect(groupingBy(one -> one.source().id(), counting()));

        assertThat(counts)
                .containsEntry("github.com/AI4Finance-Foundation/FinGPT", 104L) // 36 + 12 of cost + 7 models x 4 x 2
                .containsEntry("huggingface.co/datasets/TheFinAI/results", 132L) // 40 + 40 + 52
                .containsEntry("github.com/The-FinAI/PIXIU", 14L)
                .containsEntry("github.com/The-FinAI/PIXIU/issues/16", 4L)
                .containsEntry("arXiv:2402.12659", 2L)
                .containsEntry("arXiv:2311.16079", 75L) // 12 rows of 6, and TruthfulQA of 3
                .containsEntry("arXiv:2303.17564", 28L) // 7 rows of 4
                .containsEntry("github.com/ajtgjmdjp/jfinqa", 15L)
                .containsEntry("arXiv:2312.05934", 164L) // 5 x 6 x 4, 26 of the other version, 3 x 6
                .containsEntry("arXiv:2403.10131", 35L) // 7 rows of 5
                .containsEntry("arXiv:2401.08406", 9L)
                .containsEntry("arXiv:1909.06146", 2L);
        assertThat(counts.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(599);
    }

    @Test
    void everyReasonIsGivenInBothLanguages() {
        assertThat(PublishedNumbers.load().all()).allSatisfy(one -> {
            assertThat(one.comparability().reason()).matches("[\\x20-\\x7e]+");
            assertThat(one.comparability().japanese().orElse("")).containsPattern("[\\p{IsHan}\\p{IsKatakana}]");
        });
    }

    @Test
    void whatIsMeasuredByTheAuthorsOwnMeansIsNotComparable() {
        PublishedNumbers all = PublishedNumbers.load();

        assertThat(all.only(one -> one.entrant().model().equals("BloombergGPT"))
                        .comparable()
                        .all())
                .isEmpty();
        assertThat(all.only(one -> one.comparability().reason().contains("not verified"))
                        .comparable()
                        .all())
                .isEmpty();
        assertThat(all.only(one -> one.source().place().contains("without prehistory"))
                        .comparable()
                        .all())
                .isEmpty();
        assertThat(all.comparable().all()).hasSize(345);
    }

    @Test
    void percentagesBecomeShares() {
        PublishedNumber few = PublishedNumbers.load()
                .of("mmlu_medical")
                .by("Accuracy")
                .only(one -> one.entrant().equals(new PublishedNumber.Entrant("MEDITRON-7B", "base")))
                .all()
                .get(0);
        PublishedNumber bm25 =
                PublishedNumbers.load().of("SciFact").by("nDCG@10").all().get(0);

        assertThat(few.value().printed()).isEqualTo("42.3");
        assertThat(few.value().normalized()).isEqualTo("0.423");
        assertThat(few.value().normalizedSpread()).contains(new BigDecimal("0.0237"));
        assertThat(bm25.value().normalized()).isEqualTo("0.6789");
        assertThat(bm25.comparability().comparable()).isTrue();
    }

    @Property
    void normalizingLosesNoDigit(@ForAll @BigRange(min = "0", max = "100") BigDecimal printed) {
        Value value = new Value(printed, Unit.PER_CENT, Optional.of(printed));

        assertThat(value.normalized().multiply(new BigDecimal(100))).isEqualByComparingTo(printed);
        assertThat(value.normalizedSpread()).contains(value.normalized());
        assertThat(new Value(printed, Unit.NUMBER, Optional.empty()).normalized())
                .isEqualTo(printed);
    }

    @ParameterizedTest
    @CsvSource({"SHARE, 1.01", "SHARE, -0.1", "PER_CENT, 100.5", "POINTS, -101", "NUMBER, 1e13"})
    void valuesMustBeInTheRangeOfTheirUnit(Unit unit, BigDecimal printed) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Value(printed, unit, Optional.empty()))
                .withMessageStartingWith("a value in " + unit.label() + " must be in [")
                .withMessageEndingWith("but is " + printed);
    }

    @Test
    void aSpreadIsNotNegative() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Value(BigDecimal.ONE, Unit.SHARE, Optional.of(BigDecimal.ONE.negate())))
                .withMessage("spread must be at least 0 but is -1");
    }

    @Test
    void ownNumbersAreReadAndAdded() throws IOException {
        PublishedNumbers own = PublishedNumbers.read(file(HEADER + ROW));

        assertThat(own.all().get(0).value().normalized()).isEqualTo("0.7010");
        assertThat(own.all().get(0).comparability().japanese()).isEmpty();
        assertThat(PublishedNumbers.load().plus(own).of("SciFact").all())
                .hasSize(4)
                .endsWith(own.all().get(0));
    }

    @ParameterizedTest
    @CsvSource({
        "70.10, seventy, 'own.csv, row 1, column value: expected a decimal number, seen: seventy'",
        "70.10, 170, 'own.csv, row 1: expected a published number, seen: a value in per cent must be in [0.0, 100.0]'",
        "per cent, percent, 'own.csv, row 1, column unit: expected one of [share, per cent, points, number], seen: percent'",
        "yes, maybe, 'own.csv, row 1, column comparable: expected one of [yes, no], seen: maybe'",
        "same queries, ' ', 'own.csv, row 1, column reason: expected a text that is not blank'",
        "2026-05, May 2026, 'own.csv, row 1: expected a published number, seen: date must be yyyy, yyyy-MM or yyyy-MM-dd'",
        "0.5, -0.5, 'own.csv, row 1: expected a published number, seen: spread must be at least 0 but is -0.5'"
    })
    void whatIsWrongIsNamed(String right, String wrong, String message) throws IOException {
        Path file = file(HEADER + ROW.replace(right, wrong));

        assertThatThrownBy(() -> PublishedNumbers.read(file))
                .isInstanceOf(BenchmarkFormatException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void aColumnThatIsMissingIsNamed() throws IOException {
        Path file = file(HEADER.replace("split", "part") + ROW);

        assertThatThrownBy(() -> PublishedNumbers.read(file))
                .isInstanceOf(BenchmarkFormatException.class)
                .hasMessageStartingWith("own.csv, row 1, column split: expected a text");
    }

    @Test
    void oneSourceHasOneNumberForATaskAndAnEntrant() throws IOException {
        Path file = file(HEADER + ROW + ROW.replace("70.10", "70.20"));

        assertThatThrownBy(() -> PublishedNumbers.read(file))
                .isInstanceOf(BenchmarkFormatException.class)
                .hasMessageContaining("own.csv: expected a row for each number, seen: two numbers of ours, v2 by ");
        PublishedNumbers once = PublishedNumbers.load().of("SciFact");
        assertThatIllegalArgumentException().isThrownBy(() -> once.plus(once));
    }

    @Test
    void cutsLeaveTheOrder() {
        PublishedNumbers all = PublishedNumbers.load();
        List<PublishedNumber> yes = all.comparable().all();

        assertThat(all.all()).containsSubsequence(yes);
        assertThat(all.of("FinBen FIQA_SA")).isEqualTo(all.of("FinBen FiQA-SA")).isNotEqualTo(PublishedNumbers.NONE);
        assertThat(all.of("no such benchmark")).isEqualTo(PublishedNumbers.NONE);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("own.csv"), text);
    }
}
